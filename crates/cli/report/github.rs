//! Workflow commands of GitHub Actions, which it shows as annotations beside the lines of a pull request.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.

use std::io::{self, Write};

use notesmith_diagnostic::Severity;

use crate::escape::escape;
use crate::report::{Emitter, Report};

/// The format for GitHub Actions.
pub(crate) struct GitHub;

impl Emitter for GitHub {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (file, finding) in report.findings() {
            let [start, end] = file.ends(finding);
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "notice",
            };
            write!(out, "::{command} file={}", property(&file.path))?;
            if !file.is_whole() {
                write!(out, ",line={},endLine={}", start.line, end.line)?;
            }
            // Columns are only allowed within one line.
            if !file.is_whole() && start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
            let message = data(&format!("{}{help}", finding.message));
            writeln!(out, ",title={}::{message}", property(&finding.rule))?;
        }
        Ok(())
    }
}

/// Escapes the text of a command; line ends keep their meaning, other controls become visible.
fn data(text: &str) -> String {
    let lines = text.split('\n').map(|line| escape(line).replace('%', "%25"));
    lines.collect::<Vec<_>>().join("%0A")
}

/// Escapes a property, which `:` and `,` end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_notes_give_no_commands() {
        assert_eq!(property("x\n::error ::.md"), "x%0A%3A%3Aerror %3A%3A.md");
        assert_eq!(property("100%,a.md"), "100%25%2Ca.md");
        assert_eq!(
            data("50% of\r\u{1b}[2J\n::set-env name=A::b"),
            "50%25 of\\u{d}\\u{1b}[2J%0A::set-env name=A::b"
        );
    }
}
