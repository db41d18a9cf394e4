//! How fast notesmith is, against a floor built from the same comrak.
//!
//! `notesmith-bench compare RUNS PROGRAM PATH…` runs its own other stages and the program as processes of their own
//! and prints medians; a stage (`floor`, `parse`, `structure`, `lint`) does its work once on the paths.
//! `notesmith-bench growth PROGRAM` runs the program on notes of ever greater size, and tells where time grows faster.
//! Nothing is asserted: machines differ.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it reports to the person at the terminal")]

mod compare;
mod files;
mod growth;
mod process;
mod stages;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["compare", runs, program, paths @ ..] if !paths.is_empty() => compare::run(runs, program, paths),
        ["growth", program, only @ ..] => growth::run(program, only.first().copied().unwrap_or("")),
        [stage, paths @ ..] if !paths.is_empty() => stages::run(stage, paths),
        _ => {
            Err("usage: notesmith-bench compare RUNS PROGRAM PATH… | growth PROGRAM | floor PATH… | parse PATH… | structure PATH… | lint PATH…"
                .into())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("notesmith-bench: {error}");
            ExitCode::FAILURE
        }
    }
}
