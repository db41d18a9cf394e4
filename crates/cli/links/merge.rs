//! Reports of shards, joined into one.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use notesmith_diagnostic::Span;
use serde::Deserialize;

use crate::error::CliError;
use crate::links::row::Row;
use crate::links::{Note, Verdict};
use crate::load::Input;

/// The version of the reports that are understood.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Report {
    version: u32,
    links: Vec<Row>,
}

/// Reads reports and gives the notes in them, with one entry for each place: the one that was checked.
///
/// # Errors
/// A file that cannot be read, or is no report of `notesmith links --format json`.
pub(crate) fn merge(paths: &[PathBuf]) -> Result<Vec<Note>, CliError> {
    let mut places: BTreeMap<(String, Span, String), Row> = BTreeMap::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|error| CliError::io("read", path, error))?;
        let no_report = |why: String| {
            let message = format!("{} is no report of links: {why}", path.display());
            CliError::usage(message, "make one with `notesmith links --format json`")
        };
        let report: Report = serde_json::from_str(&text).map_err(|error| no_report(error.to_string()))?;
        if report.version != VERSION {
            return Err(no_report(format!("it has version {}", report.version)));
        }
        for row in report.links {
            let place = (row.path.clone(), row.range, row.destination.clone());
            let known = places.entry(place).or_insert_with(|| row.clone());
            if known.verdict == Verdict::Unchecked {
                *known = row;
            }
        }
    }
    let mut notes: Vec<Note> = Vec::new();
    for row in places.into_values() {
        if notes.last().is_none_or(|note| note.input.display != row.path) {
            notes.push(note_of(&row.path));
        }
        let note = notes.last_mut().expect("one was put there just now");
        note.entries.push(row.into_entry());
    }
    Ok(notes)
}

/// A note whose text is read only to show it, and only below the folder where we are: reports may come from others.
fn note_of(path: &str) -> Note {
    let is_below =
        Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let input = Input {
        display: path.to_owned(),
        path: is_below.then(|| PathBuf::from(path)),
        text: (!is_below).then(String::new),
    };
    Note { input, hash: None, entries: Vec::new(), suppressions: notesmith_lint::Suppressions::default() }
}
