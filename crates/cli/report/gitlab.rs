//! A Code Quality report of GitLab.
//!
//! Source: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::io::{self, Write};

use notesmith_diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::report::fingerprint::Fingerprints;
use crate::report::json_text::{Layout, write_json};
use crate::report::{Emitter, Report, ReportFile};

/// The format for GitLab.
pub(crate) struct GitLab;

impl Emitter for GitLab {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let mut fingerprints = Fingerprints::default();
        let issues: Vec<Value> =
            report.findings().map(|(file, finding)| issue(file, finding, &mut fingerprints)).collect();
        write_json(&issues, Layout::Pretty, out)
    }
}

fn issue(file: &ReportFile, finding: &Diagnostic, fingerprints: &mut Fingerprints) -> Value {
    let [start, end] = file.ends(finding);
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Hint => "info",
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
    json!({
        "description": format!("{}{help}", finding.message),
        "check_name": finding.rule,
        "fingerprint": fingerprints.next(file, finding),
        "severity": severity,
        "location": { "path": file.path, "lines": { "begin": start.line, "end": end.line } },
    })
}
