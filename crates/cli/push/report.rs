//! The plan of a push as people read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use notesmith_export::{AnkiNote, Key, Lock, LockEntry, PushRecord, Step, StepKind, VANISHED_TAG};

use crate::escape::escape;
use crate::report::count;

/// Shows the steps that are more than nothing, one a line, and how many there are of each kind.
pub(crate) fn show_plan(steps: &[Step<'_>], vanished: &[Vanished]) -> String {
    let mut text = String::new();
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    let mut sorted: Vec<&Step<'_>> = steps.iter().collect();
    sorted.sort_by_key(|step| (step.kind, is_tagging(step)));
    for step in sorted {
        let (kind, reason) = match step.kind {
            StepKind::Add => ("new", ""),
            StepKind::Update => ("changed", ""),
            StepKind::Conflict => ("conflict", "  (edited in Anki, too; it stays as it is there)"),
            StepKind::Deleted => ("deleted", "  (in Anki; it is not added again)"),
            StepKind::Edited => ("edited", "  (in Anki; it stays as it is there)"),
            StepKind::Same if is_tagging(step) => ("tags", ""),
            StepKind::Same => ("unchanged", ""),
        };
        if kind != "unchanged" {
            let card = step.card;
            writeln!(text, "{kind:<9} {}  {}{reason}", escape(&card.file), escape(&card.front_text))
                .expect("a String takes every write");
        }
        match kinds.last_mut() {
            Some((last, number)) if *last == kind => *number += 1,
            _ => kinds.push((kind, 1)),
        }
    }
    for Vanished { file, front, .. } in vanished {
        writeln!(text, "vanished  {}  {}  (still in Anki)", escape(file), escape(front))
            .expect("a String takes every write");
    }
    if !vanished.is_empty() {
        kinds.push(("vanished", vanished.len()));
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    format!("{text}{}: {}\n", count(steps.len(), "card", "cards"), kinds.join(", "))
}

fn is_tagging(step: &Step<'_>) -> bool {
    !step.add_tags.is_empty() || !step.remove_tags.is_empty()
}

/// A card that the notes no longer hold and Anki does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Vanished {
    /// The key of the file that held it.
    pub(crate) file: String,
    /// The term.
    pub(crate) front: String,
    /// Anki's number for its note.
    pub(crate) note: i64,
    /// Whether it carries [`VANISHED_TAG`] already.
    pub(crate) tagged: bool,
}

/// Gives the cards that the notes no longer hold and Anki does, by file and front.
pub(crate) fn vanished(lock: &Lock, record: &PushRecord, notes: &[AnkiNote]) -> Vec<Vanished> {
    let there: BTreeMap<&str, &AnkiNote> =
        notes.iter().filter_map(|note| Some((note.fields.get("Key")?.as_str(), note))).collect();
    let note_of = |key: &Key, entry: &LockEntry| {
        let pushed = record.entries.get(&entry.guid).map(|pushed| pushed.key.as_str());
        let note = there.get(key.to_string().as_str()).or_else(|| there.get(pushed?));
        note.copied()
    };
    let gone = lock.entries.iter().filter(|(_, entry)| entry.gone);
    let gone = gone.filter_map(|(key, entry)| Some((entry, note_of(key, entry)?)));
    let mut found: Vec<Vanished> = gone
        .map(|(entry, note)| Vanished {
            file: entry.file.to_string(),
            front: entry.front.to_string(),
            note: note.id,
            tagged: note.tags.iter().any(|tag| tag.eq_ignore_ascii_case(VANISHED_TAG)),
        })
        .collect();
    found.sort();
    found
}
