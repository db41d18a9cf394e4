//! The report as JSON, version 1: fields may come, none goes. `schema/report.schema.json` describes it.

use std::io::{self, Write};

use notesmith_diagnostic::{Diagnostic, Fix, Position, Related, Severity, Span};
use serde::Serialize;

use crate::report::json_text::{Layout, write_json};
use crate::report::{Emitter, Place, Report, ReportFile};

/// The format for programs.
pub(crate) struct Json;

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    files: usize,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    summary: JsonSummary,
}

/// One finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonDiagnostic<'a> {
    path: &'a str,
    rule: &'a str,
    alias: Option<&'a str>,
    level: Severity,
    message: &'a str,
    help: Option<&'a str>,
    text: &'a str,
    suggestions: &'a [String],
    start: Position,
    end: Position,
    range: Span,
    related: Vec<JsonRelated<'a>>,
    fixes: &'a [Fix],
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    path: &'a str,
    line: usize,
    start: Position,
    end: Position,
    range: Span,
    message: &'a str,
}

/// How many findings there are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonSummary {
    error: usize,
    warning: usize,
    hint: usize,
    fixable: usize,
    hidden_hints: usize,
}

impl Emitter for Json {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let json = JsonReport {
            version: 1,
            files: report.checked,
            diagnostics: report
                .findings()
                .map(|(file, finding)| JsonDiagnostic::new(report, file, finding))
                .collect(),
            summary: JsonSummary::new(report),
        };
        write_json(&json, Layout::Pretty, out)
    }
}

impl JsonSummary {
    /// Counts.
    pub(super) fn new(report: &Report) -> Self {
        Self {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            hint: report.count(Severity::Hint),
            fixable: report.fixable(),
            hidden_hints: report.hidden_hints,
        }
    }
}

impl<'a> JsonDiagnostic<'a> {
    /// Makes the finding as programs see it.
    pub(super) fn new(report: &Report, file: &'a ReportFile, finding: &'a Diagnostic) -> Self {
        let [start, end] = file.ends(finding);
        let related = |related: &'a Related| {
            let (path, [start, end]) = report.related(file, related);
            JsonRelated {
                path,
                line: related.line,
                start: position(start),
                end: position(end),
                range: related.span,
                message: &related.message,
            }
        };
        Self {
            path: &file.path,
            rule: &finding.rule,
            alias: finding.alias.as_deref(),
            level: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            text: file.marked(finding),
            suggestions: &finding.suggestions,
            start: position(start),
            end: position(end),
            range: finding.span,
            related: finding.related.iter().map(related).collect(),
            fixes: &finding.fixes,
        }
    }
}

/// Columns are in characters.
fn position(place: Place) -> Position {
    Position { line: place.line, column: place.column }
}
