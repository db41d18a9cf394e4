//! `path:line:col: level rule: message`, one line a finding; columns count characters.

use std::io::{self, Write};

use crate::escape::{escape, escape_at_line_start};
use crate::report::{Emitter, Report};

/// The format for grep, for editors and for small screens.
pub(crate) struct Concise;

impl Emitter for Concise {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (file, finding) in report.findings() {
            let [start, _] = file.ends(finding);
            let (line, column) = (start.line, start.column);
            let path = escape_at_line_start(&file.path);
            let (level, message) = (finding.severity.name(), escape(&finding.message));
            writeln!(out, "{path}:{line}:{column}: {level} {}: {message}", finding.rule)?;
        }
        Ok(())
    }
}
