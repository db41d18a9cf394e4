//! The report as JSON, version 1: fields may come, none goes.

use notesmith_diagnostic::{Applicability, Diagnostic, Fix, Position, Related, Severity, Span};
use serde::Serialize;

use crate::error::CliError;
use crate::report::{Report, ReportFile};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonReport<'a> {
    version: u32,
    files: usize,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    summary: JsonSummary,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonDiagnostic<'a> {
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
#[serde(rename_all = "camelCase")]
struct JsonRelated<'a> {
    path: &'a str,
    line: usize,
    range: Span,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonSummary {
    error: usize,
    warning: usize,
    hint: usize,
    fixable: usize,
    hidden_hints: usize,
}

/// Gives the report.
pub(crate) fn render(report: &Report) -> Result<String, CliError> {
    let json = JsonReport {
        version: 1,
        files: report.checked,
        diagnostics: report.findings().map(|(file, finding)| diagnostic(file, finding)).collect(),
        summary: JsonSummary {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            hint: report.count(Severity::Hint),
            fixable: report.findings().filter(|(_, f)| f.is_fixable(Applicability::Safe)).count(),
            hidden_hints: report.hidden_hints,
        },
    };
    let text = serde_json::to_string_pretty(&json).map_err(|error| CliError::output(error.into()))?;
    Ok(text + "\n")
}

fn diagnostic<'a>(file: &'a ReportFile, finding: &'a Diagnostic) -> JsonDiagnostic<'a> {
    JsonDiagnostic {
        path: &file.path,
        rule: &finding.rule,
        alias: finding.alias.as_deref(),
        level: finding.severity,
        message: &finding.message,
        help: finding.help.as_deref(),
        text: file.text.get(finding.span.range()).unwrap_or(""),
        suggestions: &finding.suggestions,
        start: file.lines.position(&file.text, finding.span.start()),
        end: file.lines.position(&file.text, finding.span.end()),
        range: finding.span,
        related: finding.related.iter().map(|related| json_related(file, related)).collect(),
        fixes: &finding.fixes,
    }
}

fn json_related<'a>(file: &'a ReportFile, related: &'a Related) -> JsonRelated<'a> {
    JsonRelated {
        path: related.path.as_deref().unwrap_or(&file.path),
        line: related.line,
        range: related.span,
        message: &related.message,
    }
}
