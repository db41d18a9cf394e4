//! The commands, and the arguments of those that have no file of their own.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::cards::{CardsArgs, ExportArgs};
use super::color::ColorArgs;
use super::files::FileArgs;
use super::format::Format;
use super::links::LinksArgs;
use super::push::PushArgs;

/// Lint, link-check and export Markdown study notes.
#[derive(Debug, Parser)]
#[command(name = "notesmith", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check notes and fix them
    Lint(LintArgs),
    /// Follow the links of notes, over the network too
    Links(LinksArgs),
    /// Write the cards of the notes for Anki or for programs
    Export(ExportArgs),
    /// Write the cards of the notes straight into a running Anki, by its add-on AnkiConnect
    Push(PushArgs),
    /// Show what would be a card, and why
    Cards(CardsArgs),
    /// Give headings new numbers, and mend what leads to them
    Renumber(RenumberArgs),
    /// Count notes, entries, links and findings, and say what style the notes have
    Stats(StatsArgs),
    /// Tell notesmith words of your own
    Spelling(SpellingArgs),
    /// Show the rules and their documentation
    Explain(ExplainArgs),
    /// Write a commented notesmith.toml
    Init(InitArgs),
    /// Show what configuration may say
    Config(ConfigArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// Apply safe fixes
    #[arg(long)]
    pub(crate) fix: bool,
    /// Apply fixes that may change the meaning, too
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Print the fixes as a diff and write nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Show hints, too
    #[arg(long)]
    pub(crate) hints: bool,
    /// Run only these rules, groups or aliases
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Do not run these rules, groups or aliases
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// How to show findings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// Show all findings of a rule in the text format
    #[arg(long)]
    pub(crate) all: bool,
    /// Show how many findings each rule has instead of the findings; as text or JSON
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Show findings on lines that changed since this revision of Git
    #[arg(long, value_name = "REV", conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(crate) changed_since: Option<String>,
    /// The level from which findings fail the run
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Hint,
    Never,
}

#[derive(Args, Debug)]
pub(crate) struct RenumberArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// The first number of each series; without it the first heading keeps its own
    #[arg(long, value_name = "N")]
    pub(crate) from: Option<u32>,
    /// Leave gaps: change only numbers that are not larger than the one before
    #[arg(long)]
    pub(crate) keep_gaps: bool,
    /// Write labels in this style, with the number in place of the braces
    // The help of an argument would show `{n}` as a line break; its value's name does not.
    #[arg(long, value_name = "BEFORE{n}AFTER")]
    pub(crate) style: Option<String>,
    /// Write the files instead of printing the diff
    #[arg(long)]
    pub(crate) write: bool,
    /// Write even what Git could not bring back: files that it does not track or that have changes
    #[arg(long)]
    pub(crate) allow_dirty: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    Text,
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// A rule's id or alias, or a group; without it all rules are listed
    pub(crate) rule: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ExplainFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Text,
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// Print the file instead of writing it
    #[arg(long)]
    pub(crate) print: bool,
    /// Take over the settings of markdownlint or markdownlint-cli2, in JSON or YAML
    #[arg(long, value_name = "FILE")]
    pub(crate) from_markdownlint: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct SpellingArgs {
    #[command(subcommand)]
    pub(crate) command: SpellingCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SpellingCommand {
    /// Add words to the project's word file
    Add(SpellingAddArgs),
}

#[derive(Args, Debug)]
pub(crate) struct SpellingAddArgs {
    /// Words that are right
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
    /// Read this configuration instead of looking for notesmith.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// The note to show the configuration of; overrides by path count
    pub(crate) path: Option<PathBuf>,
    /// Read this configuration instead of looking for notesmith.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print each rule's level and options, and where they come from
    Show(ShowArgs),
    /// Print the JSON schema of notesmith.toml
    Schema,
}
