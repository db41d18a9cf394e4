//! The plan of a push as people read it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use notesmith_export::{AnkiNote, Lock, PushRecord, Step, StepKind};

use crate::output::escape;
use crate::report::count;

/// Shows the steps that are more than nothing, one a line, and how many there are of each kind.
pub(crate) fn show_plan(steps: &[Step<'_>], vanished: &[(String, String)]) -> String {
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
    for (file, front) in vanished {
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

/// Gives file and front of cards that the notes no longer hold and Anki does.
pub(crate) fn vanished(lock: &Lock, record: &PushRecord, notes: &[AnkiNote]) -> Vec<(String, String)> {
    let there: BTreeSet<&str> =
        notes.iter().filter_map(|note| note.fields.get("Key")).map(String::as_str).collect();
    let is_there = |key: String, entry: &notesmith_export::LockEntry| {
        let pushed = record.entries.get(&entry.guid).map(|pushed| pushed.key.as_str());
        there.contains(key.as_str()) || pushed.is_some_and(|key| there.contains(key))
    };
    let gone = lock.entries.iter().filter(|(_, entry)| entry.gone);
    let gone = gone.filter(|(key, entry)| is_there(key.to_string(), entry));
    let mut found: Vec<_> =
        gone.map(|(_, entry)| (entry.file.to_string(), entry.front.to_string())).collect();
    found.sort();
    found
}
