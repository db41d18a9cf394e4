//! What a format is, and which one a name means.

use std::io::{self, Write};

use crate::args::Format;
use crate::report::{
    Report, concise::Concise, github::GitHub, gitlab::GitLab, json::Json, jsonl::JsonLines, junit::JUnit,
    markdown::Markdown, rdjson::RdJson, sarif::Sarif, text::Text,
};

/// Writes a finished run in one format.
pub(crate) trait Emitter {
    /// Writes the report; the summary line is not part of it.
    ///
    /// # Errors
    /// Fails when `out` does.
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
}

/// How the text format is to be shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    /// Whether to use colours.
    pub(crate) color: bool,
    /// The width in columns.
    pub(crate) width: usize,
    /// How many findings of one rule are shown.
    pub(crate) per_rule: usize,
}

/// Gives the emitter of a format; `style` is for people's eyes and changes no other format.
pub(crate) fn emitter(format: Format, style: TextStyle) -> Box<dyn Emitter> {
    match format {
        Format::Text => Box::new(Text(style)),
        Format::Concise => Box::new(Concise),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif),
        Format::Github => Box::new(GitHub),
        Format::Gitlab => Box::new(GitLab),
        Format::Junit => Box::new(JUnit),
        Format::Rdjson => Box::new(RdJson),
        Format::Markdown => Box::new(Markdown),
    }
}
