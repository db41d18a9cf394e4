//! The JSON report of `notesmith links`: one entry for each place.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::CliError;
use crate::links::{Entry, NoteEntries, Verdict};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    links: Vec<&'a Entry>,
    summary: BTreeMap<&'static str, usize>,
}

/// Gives the report.
pub(crate) fn render(noted: &[NoteEntries<'_>]) -> Result<String, CliError> {
    let links: Vec<&Entry> = noted.iter().flat_map(|note| &note.entries).collect();
    let mut summary: BTreeMap<&'static str, usize> =
        Verdict::ALL.iter().map(|verdict| (verdict.name(), 0)).collect();
    for entry in &links {
        *summary.entry(entry.verdict.name()).or_default() += 1;
    }
    summary.insert("total", links.len());
    let report = Report { version: 1, links, summary };
    let text = serde_json::to_string_pretty(&report).map_err(|error| CliError::output(error.into()))?;
    Ok(text + "\n")
}
