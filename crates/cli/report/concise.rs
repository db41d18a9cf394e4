//! `path:line:col: level rule: message`, one line a finding.

use std::fmt::Write as _;

use crate::report::{Report, shown};

/// Gives the report; columns count characters.
pub(crate) fn render(report: &Report) -> String {
    let mut out = String::new();
    for (file, finding) in report.findings() {
        let place = file.lines.position(&file.text, finding.span.start());
        let _ = writeln!(
            out,
            "{}:{}:{}: {} {}: {}",
            shown(&file.path),
            place.line,
            place.column,
            finding.severity.name(),
            finding.rule,
            shown(&finding.message),
        );
    }
    out
}
