//! The command line of `notesmith export` and `notesmith cards`, declared.

use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use super::files::FileArgs;
use super::images::ImageArgs;

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// What to write; without it what the ending of the output says (.apkg, .json, .html), else anki-csv
    #[arg(long, value_name = "FORMAT")]
    format: Option<ExportFormat>,
    /// Write this file instead of standard output, which is `-` as well
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The note type that Anki shall use for the rows of a CSV; without it the one of configuration, or Basic
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) notetype: Option<String>,
    /// Write tags by file and section, which replace those that you gave in Anki
    #[arg(long)]
    pub(crate) tags: bool,
    /// Remember the cards in notesmith.cards.lock, so that renames and moves keep their reviews
    #[arg(long)]
    pub(crate) lock: bool,
    /// Show what would change since the last export with a lock, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) images: ImageArgs,
}

impl ExportArgs {
    /// Gives the format that was asked for, or that the name of the output says.
    pub(crate) fn format(&self) -> ExportFormat {
        let ending = || self.output()?.extension()?.to_str().map(str::to_ascii_lowercase);
        self.format.unwrap_or_else(|| match ending().as_deref() {
            Some("apkg") => ExportFormat::Apkg,
            Some("json") => ExportFormat::Json,
            Some("html" | "htm") => ExportFormat::Html,
            _ => ExportFormat::AnkiCsv,
        })
    }

    /// Gives the file or folder to write; `None` for standard output.
    pub(crate) fn output(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A CSV file that Anki imports and updates from
    AnkiCsv,
    /// A package for Anki, with note type and local images; uses a lock
    Apkg,
    /// A CSV file for spreadsheets
    Csv,
    /// Cards with context and source, for programs
    Json,
    /// A folder for the Anki add-on CrowdAnki, with local images; uses a lock
    Crowdanki,
    /// One page with everything in it, to read and flip the cards in a browser
    Html,
}

impl ExportFormat {
    /// Tells whether Anki reads the format, so that the lock has to remember what it was given.
    pub(crate) fn is_for_anki(self) -> bool {
        match self {
            Self::AnkiCsv | Self::Apkg | Self::Crowdanki => true,
            Self::Csv | Self::Json | Self::Html => false,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct CardsArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// Say of every line why it is or is not a card
    #[arg(long)]
    pub(crate) explain: bool,
    /// Show which cards changed since a revision of git, or between two: OLD..NEW
    #[arg(long, value_name = "REV[..REV]", conflicts_with = "explain")]
    pub(crate) diff: Option<String>,
    /// List the cards that the notes no longer hold, and how to find them in Anki
    #[arg(long, conflicts_with_all = ["explain", "diff"])]
    pub(crate) vanished: bool,
    /// How to show the cards
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "explain")]
    pub(crate) format: CardsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardsFormat {
    /// One line a card
    Text,
    /// Cards with context and source, for programs
    Json,
    /// The JSON schema of that, whatever the paths
    JsonSchema,
}
