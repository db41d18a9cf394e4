//! What a run found, and the formats that show it: one file a format.

mod concise;
mod json;
mod text;
mod window;

use std::time::Duration;

use notesmith_diagnostic::{Applicability, Diagnostic, LineIndex, Severity};

use crate::args::Format;
use crate::error::CliError;
use crate::output;

/// A finished run: sorted by file, then by place.
pub(crate) struct Report {
    /// How many files were checked.
    pub(crate) checked: usize,
    /// The files with findings to show.
    pub(crate) files: Vec<ReportFile>,
    /// How many findings are hints that are not shown.
    pub(crate) hidden_hints: usize,
    /// How long the run took.
    pub(crate) elapsed: Duration,
}

/// One file with findings to show.
pub(crate) struct ReportFile {
    /// The path as shown to people, with `/`, control characters and all.
    pub(crate) path: String,
    /// The text; empty where the file is no text.
    pub(crate) text: String,
    /// The lines of the text.
    pub(crate) lines: LineIndex,
    /// The findings in order of their place.
    pub(crate) findings: Vec<Diagnostic>,
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

impl Report {
    /// Gives all findings to show, with their files.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&ReportFile, &Diagnostic)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// Counts the findings to show of one severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }

    /// Counts the findings that `--fix` would mend.
    pub(crate) fn fixable(&self) -> usize {
        self.findings().filter(|(_, finding)| finding.is_fixable(Applicability::Safe)).count()
    }

    /// Gives the report in a format, without the summary.
    pub(crate) fn render(&self, format: Format, style: TextStyle) -> Result<String, CliError> {
        match format {
            Format::Text => Ok(text::render(self, style)),
            Format::Concise => Ok(concise::render(self)),
            Format::Json => json::render(self),
        }
    }

    /// Gives the one line that sums the run up.
    pub(crate) fn summary(&self) -> String {
        let mut parts = vec![count(self.checked, "file", "files")];
        for (severity, name) in
            [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")]
        {
            let number = self.count(severity);
            if number > 0 {
                parts.push(count(number, name, &format!("{name}s")));
            }
        }
        if parts.len() == 1 {
            parts.push("nothing to fix".to_owned());
        }
        let fixable = self.fixable();
        if fixable > 0 {
            let last = parts.last_mut().expect("the files are counted");
            *last = format!("{last} ({fixable} fixable with --fix)");
        }
        if self.hidden_hints > 0 {
            parts.push(format!("{} hidden (--hints)", count(self.hidden_hints, "hint", "hints")));
        }
        parts.push(format!("{:.2} s", self.elapsed.as_secs_f64()));
        parts.join(", ")
    }
}

/// Gives `1 file`, `2 files`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Gives a path, a message or a quotation for one line of output.
fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    output::escape(text)
}
