//! The `notesmith` binary: arguments, configuration, files, threads, output and exit codes.
//!
//! What is wrong in a note is decided in the crates below; this one reads, shows and writes.

mod args;
mod card_images;
mod card_lock;
mod changed;
mod commands;
mod config;
mod crowdanki_folder;
mod diff;
mod discover;
mod encoding;
mod error;
mod escape;
mod file_tree;
mod gather;
mod git_ignores;
mod git_safe;
mod heap;
mod ignore_files;
mod interrupt;
mod links;
mod load;
mod markdownlint;
mod output;
mod parallel;
mod path_list;
mod profile;
mod projects;
mod push;
mod report;
mod revision;
mod run;
mod survey;
mod web_images;
mod write;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Command};
use crate::error::CliError;

/// How a command ended: 0 clean, 1 findings, 2 usage, configuration or I/O, 3 undecided links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Findings,
    Failed,
    /// Only `links --strict`: no link is broken, but the network left some open.
    Undecided,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

fn main() -> ExitCode {
    heap::keep_what_is_freed();
    interrupt::exit_at_interrupt();
    write::survive_size_limits();
    let cli = Cli::parse();
    let result = match cli.command {
        None => commands::about::run(),
        Some(Command::Lint(args)) => commands::lint::run(&args),
        Some(Command::Links(args)) => commands::links::run(&args),
        Some(Command::Export(args)) => commands::export::run(&args),
        Some(Command::Push(args)) => commands::push::run(&args),
        Some(Command::Cards(args)) => commands::cards::run(&args),
        Some(Command::Renumber(args)) => commands::renumber::run(&args),
        Some(Command::Stats(args)) => commands::stats::run(&args),
        Some(Command::Spelling(args)) => commands::spelling::run(&args),
        Some(Command::Explain(args)) => commands::explain::run(&args),
        Some(Command::Init(args)) => commands::init::run(&args),
        Some(Command::Config(args)) => commands::config::run(&args),
        Some(Command::Completions(args)) => commands::completions::run(&args),
        Some(Command::Man) => commands::completions::man(),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(CliError::ClosedPipe) => ExitCode::SUCCESS,
        Err(CliError::Interrupted) => interrupt::EXIT_CODE.into(),
        Err(error) => {
            output::error(&error);
            Outcome::Failed.into()
        }
    }
}
