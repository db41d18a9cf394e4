//! Reports of shards, joined into one.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use notesmith_diagnostic::Span;
use serde::Deserialize;

use crate::error::CliError;
use crate::links::{Entry, Note, Verdict};
use crate::load::Input;

/// The version of the reports that are understood.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Report {
    version: u32,
    links: Vec<Entry>,
}

/// Reads reports and gives one entry for each place, by note: the one that was checked.
///
/// # Errors
/// A file that cannot be read, or is no report of `notesmith links --format json`.
pub(crate) fn merge(paths: &[PathBuf]) -> Result<Vec<(Note, Vec<Entry>)>, CliError> {
    let mut places: BTreeMap<(String, Span, String), Entry> = BTreeMap::new();
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
        for entry in report.links {
            let place = (entry.path.clone(), entry.range, entry.destination.clone());
            let known = places.entry(place).or_insert_with(|| entry.clone());
            if known.verdict == Verdict::Unchecked {
                *known = entry;
            }
        }
    }
    let mut notes: Vec<(Note, Vec<Entry>)> = Vec::new();
    for entry in places.into_values() {
        match notes.last_mut() {
            Some((note, entries)) if note.input.display == entry.path => entries.push(entry),
            _ => notes.push((note_of(&entry.path), vec![entry])),
        }
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
    Note { input, hash: None, sites: Vec::new(), suppressions: notesmith_lint::Suppressions::default() }
}
