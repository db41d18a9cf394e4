//! JSON, one value a line: a line about the run, then a line for each finding, told apart by `type`.
//! `schema/report-line.schema.json` describes a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::json::{JsonDiagnostic, JsonSummary};
use crate::report::json_text::{Layout, write_json};
use crate::report::{Emitter, Report};

/// The format for programs that read line by line.
pub(crate) struct JsonLines;

#[derive(Serialize)]
#[serde(rename_all = "lowercase", tag = "type")]
enum Line<'a> {
    Run { version: u32, files: usize, summary: JsonSummary },
    Diagnostic(JsonDiagnostic<'a>),
}

impl Emitter for JsonLines {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let run = Line::Run { version: 1, files: report.checked, summary: JsonSummary::new(report) };
        write_json(&run, Layout::Line, out)?;
        for (file, finding) in report.findings() {
            let line = Line::Diagnostic(JsonDiagnostic::new(report, file, finding));
            write_json(&line, Layout::Line, out)?;
        }
        Ok(())
    }
}
