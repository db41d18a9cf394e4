//! The Reviewdog Diagnostic Format; its columns count bytes.
//!
//! Source: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use std::io::{self, Write};

use notesmith_diagnostic::{Applicability, Diagnostic, Fix, Severity};
use serde::Serialize;
use serde_json::{Value, json};

use crate::report::json_text::{Layout, OneByOne, write_json};
use crate::report::{Emitter, Place, Report, ReportFile};

/// The format for reviewdog.
pub(crate) struct RdJson;

impl Emitter for RdJson {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let diagnostics = report.findings().map(|(file, finding)| diagnostic(report, file, finding));
        let json = Rdf { diagnostics: OneByOne::new(diagnostics), source: json!({ "name": "notesmith" }) };
        write_json(&json, Layout::Pretty, out)
    }
}

#[derive(Serialize)]
struct Rdf<D> {
    diagnostics: D,
    source: Value,
}

fn diagnostic(report: &Report, file: &ReportFile, finding: &Diagnostic) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Hint => "INFO",
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let mut location = json!({ "path": file.path });
    if !file.is_whole() {
        location["range"] = range(file.ends(finding));
    }
    let mut value = json!({
        "message": format!("{}{help}", finding.message),
        "location": location,
        "severity": severity,
        "code": { "value": finding.rule },
    });
    // An offered suggestion is a click away from the note: those that only a person can judge are left out.
    let fixes = finding.fixes.iter().filter(|fix| fix.applicability < Applicability::Manual);
    let suggestions: Vec<Value> = fixes.filter_map(|fix| suggestion(file, fix)).collect();
    if !suggestions.is_empty() {
        value["suggestions"] = suggestions.into();
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|related| {
            let (path, ends) = report.related(file, related);
            json!({ "message": related.message, "location": { "path": path, "range": range(ends) } })
        });
        value["relatedLocations"] = related.collect();
    }
    value
}

/// Gives a fix as the one replacement that a suggestion is: from its first edit to its last.
fn suggestion(file: &ReportFile, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let mut text = String::new();
    let mut at = first.span.start();
    for edit in &fix.edits {
        text.push_str(file.text.get(at..edit.span.start())?);
        text.push_str(&edit.text);
        at = edit.span.end();
    }
    let ends = [file.places.get(first.span.start()), file.places.get(last.span.end())];
    Some(json!({ "range": range(ends), "text": text }))
}

fn range([start, end]: [Place; 2]) -> Value {
    let position = |place: Place| json!({ "line": place.line, "column": place.byte });
    json!({ "start": position(start), "end": position(end) })
}
