//! The JSON report of `notesmith links`: one row for each place.

use std::collections::BTreeMap;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use crate::error::CliError;
use crate::links::row::Row;
use crate::links::{Note, Verdict};
use crate::report::{Layout, write_json};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    links: Rows<'a>,
    summary: BTreeMap<&'static str, usize>,
}

/// The rows of all notes, made one by one while they are written.
struct Rows<'a>(&'a [Note]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for note in self.0 {
            for entry in &note.entries {
                list.serialize_element(&Row::of(&note.input.display, entry))?;
            }
        }
        list.end()
    }
}

/// Gives the report.
pub(crate) fn render(notes: &[Note]) -> Result<String, CliError> {
    let mut summary: BTreeMap<&'static str, usize> =
        Verdict::ALL.iter().map(|verdict| (verdict.name(), 0)).collect();
    for entry in notes.iter().flat_map(|note| &note.entries) {
        *summary.entry(entry.verdict.name()).or_default() += 1;
    }
    summary.insert("total", notes.iter().map(|note| note.entries.len()).sum());
    let report = Report { version: 1, links: Rows(notes), summary };
    let mut text = Vec::new();
    write_json(&report, Layout::Pretty, &mut text).map_err(CliError::output)?;
    Ok(String::from_utf8(text).expect("JSON is UTF-8"))
}
