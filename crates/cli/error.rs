//! Errors in usage, in configuration and of the file system: with place and remedy, shown by miette.

use std::io;
use std::path::PathBuf;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::escape::{can_steer, escape};

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum CliError {
    /// The reader of our output went away; not an error to show.
    ClosedPipe,
    /// Ctrl-C, once what there was is kept; nothing to show either.
    Interrupted,
    /// Something is wrong with the arguments or a file.
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// Something is wrong in a configuration file.
    Config(Box<ConfigError>),
    /// The file system refused.
    Io {
        /// What was tried: `read`, `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// A fault in a configuration file.
#[derive(Debug)]
pub(crate) struct ConfigError {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: Option<String>,
    /// The file and its text.
    pub(crate) source: NamedSource<String>,
    /// The place in bytes.
    pub(crate) span: Option<std::ops::Range<usize>>,
}

impl CliError {
    /// Makes an error about the arguments.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: help.into() }
    }

    /// Makes an error of the file system.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }

    /// Makes an error from a failed write to standard output.
    pub(crate) fn output(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::io("write", "<stdout>", source)
        }
    }
}

impl std::fmt::Display for CliError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ClosedPipe => f.write_str("the output was closed"),
            Self::Interrupted => f.write_str("interrupted"),
            Self::Usage { message, .. } => f.write_str(&harmless(message)),
            Self::Config(error) => f.write_str(&harmless(&error.message)),
            Self::Io { action, path, source } => {
                let path = escape(&path.to_string_lossy()).into_owned();
                write!(f, "cannot {action} {path}: {source}")
            }
        }
    }
}

impl std::error::Error for CliError {}

/// Makes words that may quote a note, a name or a configuration safe for a terminal, and cuts what nobody reads.
fn harmless(text: &str) -> String {
    const MOST: usize = 2_000;
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let shown = text[..end].split('\n').map(escape).collect::<Vec<_>>().join("\n");
    if end < text.len() { shown + "…" } else { shown }
}

/// Gives a configuration with nothing that steers a terminal, byte for byte as long; `None` where the lines at `span`
/// are too long to show.
pub(crate) fn showable(text: &str, span: &std::ops::Range<usize>) -> Option<String> {
    const LONGEST: usize = 1_000;
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text[..start].trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    if text.get(before..)?.lines().take(3).any(|line| line.len() > LONGEST) {
        return None;
    }
    let shown = text.chars().map(|c| match c {
        '\n' | '\t' => c.to_string(),
        c if can_steer(c) => "?".repeat(c.len_utf8()),
        c => c.to_string(),
    });
    Some(shown.collect())
}

impl Diagnostic for CliError {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        match self {
            Self::Usage { help, .. } => Some(Box::new(harmless(help))),
            Self::Config(error) => {
                error.help.as_ref().map(|help| Box::new(harmless(help)) as Box<dyn std::fmt::Display>)
            }
            Self::Io { action: "write", source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some(Box::new("make its folder first"))
            }
            Self::ClosedPipe | Self::Interrupted | Self::Io { .. } => None,
        }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match self {
            Self::Config(error) => Some(&error.source),
            _ => None,
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        match self {
            Self::Config(error) => {
                let span = error.span.clone()?;
                Some(Box::new(std::iter::once(LabeledSpan::new(None, span.start, span.len().max(1)))))
            }
            _ => None,
        }
    }
}
