//! The plan of a push: for each card, what to do with its note.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::record::{PushRecord, Pushed};
use crate::identity::{Guid, Key};
use crate::{Card, FIELDS, Tags, fields};

/// The fields that notesmith writes; the rest of a note is the learner's.
const OWN_FIELDS: usize = 5;

/// The tag of all cards, and the level above the tags of each.
const OWN_TAG: &str = "notesmith";

/// The tag of cards that the notes no longer hold, where it is asked for; a card that returns loses it.
pub const VANISHED_TAG: &str = "notesmith::vanished";

/// A note as Anki holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnkiNote {
    /// Anki's number for it.
    pub id: i64,
    /// The fields by name.
    pub fields: BTreeMap<String, String>,
    /// The tags.
    pub tags: Vec<String>,
}

/// What to do about edits made in Anki.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edits {
    /// They stay.
    #[default]
    Keep,
    /// The notes win.
    Overwrite,
}

/// What to do with one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The card.
    pub card: &'a Card,
    /// What happens.
    pub kind: StepKind,
    /// The number of its note, if Anki has one.
    pub note: Option<i64>,
    /// Tags of ours to add, after those to remove.
    pub add_tags: Vec<String>,
    /// Tags of ours that the note has and should not have; with each, Anki removes those below it.
    pub remove_tags: Vec<String>,
    /// What to record of it if nothing is sent, because Anki holds it already.
    pub known: Option<Pushed>,
}

/// What happens with one card, in the order of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Its note is made.
    Add,
    /// Its note gets the notes' content.
    Update,
    /// It was edited here and there since the last push, or differs from what no push is known of: it stays.
    Conflict,
    /// Its note was deleted in Anki: it is not made again.
    Deleted,
    /// It was edited in Anki alone: it stays.
    Edited,
    /// Anki holds what the notes say.
    Same,
}

/// Decides what to do with each card, in their order.
///
/// A note is found by its Key field: the card's key, the one that the record knows, or the one in `old_keys`, which
/// holds the keys before this run's renames.
pub fn plan<'a>(
    cards: &'a [Card],
    record: &PushRecord,
    old_keys: &BTreeMap<Guid, Key>,
    notes: &[AnkiNote],
    tags: Tags,
    edits: Edits,
) -> Vec<Step<'a>> {
    let mut by_key: BTreeMap<&str, &AnkiNote> = BTreeMap::new();
    for note in notes {
        // Of copies that the learner made, the first is ours.
        let key = note.fields.get(FIELDS[0]).map_or("", String::as_str);
        by_key
            .entry(key)
            .and_modify(|first| *first = std::cmp::min_by_key(*first, note, |one| one.id))
            .or_insert(note);
    }
    cards
        .iter()
        .map(|card| {
            let pushed = record.entries.get(&card.guid);
            let keys = [
                Some(card.key.to_string()),
                pushed.map(|pushed| pushed.key.clone()),
                old_keys.get(&card.guid).map(Key::to_string),
            ];
            let note = keys.into_iter().flatten().find_map(|key| by_key.get(key.as_str()).copied());
            step(card, pushed, note, tags, edits)
        })
        .collect()
}

fn step<'a>(
    card: &'a Card,
    pushed: Option<&Pushed>,
    note: Option<&AnkiNote>,
    tags: Tags,
    edits: Edits,
) -> Step<'a> {
    let sent = content_sent(card);
    let Some(note) = note else {
        let kind = if pushed.is_some() && edits == Edits::Keep { StepKind::Deleted } else { StepKind::Add };
        let add_tags = if kind == StepKind::Add { wanted_tags(card, tags) } else { Vec::new() };
        return Step { card, kind, note: None, add_tags, remove_tags: Vec::new(), known: None };
    };
    let held = content_held(note);
    let is_new = pushed.is_none_or(|pushed| pushed.sent != sent);
    let was_edited = pushed.is_none_or(|pushed| pushed.held != held);
    let kind = match (is_new, was_edited) {
        _ if held == sent => StepKind::Same,
        (false, false) => StepKind::Same,
        (true, false) => StepKind::Update,
        (_, true) if edits == Edits::Overwrite => StepKind::Update,
        (false, true) => StepKind::Edited,
        (true, true) => StepKind::Conflict,
    };
    let (add_tags, remove_tags) = tag_changes(card, note, tags);
    let known = (kind == StepKind::Same).then(|| Pushed { key: card.key.to_string(), sent, held });
    Step { card, kind, note: Some(note.id), add_tags, remove_tags, known }
}

/// Gives the hash of what is sent of a card.
pub fn content_sent(card: &Card) -> u64 {
    digest(fields(card).iter().take(OWN_FIELDS).map(AsRef::as_ref))
}

/// Gives the hash of what a note holds in the fields that are sent.
pub fn content_held(note: &AnkiNote) -> u64 {
    digest(FIELDS.iter().take(OWN_FIELDS).map(|name| note.fields.get(*name).map_or("", String::as_str)))
}

fn digest<'a>(values: impl Iterator<Item = &'a str>) -> u64 {
    let mut hash = Sha256::new();
    for value in values {
        hash.update((value.len() as u64).to_be_bytes());
        hash.update(value.as_bytes());
    }
    u64::from_be_bytes(hash.finalize()[..8].try_into().expect("eight of the digest's 32 bytes"))
}

fn wanted_tags(card: &Card, tags: Tags) -> Vec<String> {
    match tags {
        Tags::Common => [&[OWN_TAG.to_owned()], card.common_tags()].concat(),
        Tags::Column => card.tags.to_vec(),
    }
}

/// Gives the tags to add and to remove; only ours are ever removed, and none where one for all is enough.
fn tag_changes(card: &Card, note: &AnkiNote, tags: Tags) -> (Vec<String>, Vec<String>) {
    let is_own = |tag: &str| {
        let tag = tag.to_lowercase();
        tag.strip_prefix(OWN_TAG).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    // Anki knows a tag again in any case of letters.
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let own: Vec<&String> = note.tags.iter().filter(|tag| is_own(tag)).collect();
    if tags == Tags::Common && !own.is_empty() {
        let returned = own.iter().filter(|tag| same(tag, VANISHED_TAG)).map(|tag| (*tag).clone());
        return (Vec::new(), returned.collect());
    }
    let wanted = wanted_tags(card, tags);
    let stale = own.iter().filter(|tag| !wanted.iter().any(|wanted| same(wanted, tag)));
    let stale: Vec<String> = stale.map(|tag| (*tag).clone()).collect();
    // With a tag Anki removes those below it, so that what is wanted is given once more.
    let is_lacking = |tag: &String| !stale.is_empty() || !note.tags.iter().any(|given| same(given, tag));
    let missing = wanted.into_iter().filter(is_lacking).collect();
    (missing, stale)
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};

    use super::*;
    use crate::{CardOptions, Note, cards_of};

    fn card(back: &str) -> Card {
        let document = Document::parse(format!("# T\n\n- term: {back}\n"), &ParseOptions::default());
        let note = Note { path: "a.md", key: "a.md" };
        cards_of(&document, &note, &CardOptions::default()).remove(0)
    }

    fn held(card: &Card, tags: &[&str]) -> AnkiNote {
        let values = fields(card).map(std::borrow::Cow::into_owned);
        let fields = FIELDS.iter().map(ToString::to_string).zip(values).collect();
        AnkiNote { id: 1, fields, tags: tags.iter().map(ToString::to_string).collect() }
    }

    fn pushed(card: &Card) -> Pushed {
        let content = content_sent(card);
        Pushed { key: card.key.to_string(), sent: content, held: content }
    }

    /// What happens to a card with the back `here`, which was `base` at the last push and is `there` in Anki.
    #[track_caller]
    fn check(base: Option<&str>, here: &str, there: Option<&str>, expected: StepKind, overwritten: StepKind) {
        let cards = [card(here)];
        let mut record = PushRecord::default();
        if let Some(base) = base {
            record.entries.insert(cards[0].guid.clone(), pushed(&card(base)));
        }
        let notes: Vec<AnkiNote> = there.map(|back| held(&card(back), &[])).into_iter().collect();
        for (edits, kind) in [(Edits::Keep, expected), (Edits::Overwrite, overwritten)] {
            let steps = plan(&cards, &record, &BTreeMap::new(), &notes, Tags::Common, edits);
            assert_eq!(steps[0].kind, kind, "{base:?} {here} {there:?} {edits:?}");
        }
    }

    #[test]
    fn three_ways_are_compared() {
        use StepKind::{Add, Conflict, Deleted, Edited, Same, Update};
        check(None, "a", None, Add, Add);
        check(None, "a", Some("a"), Same, Same);
        check(None, "a", Some("b"), Conflict, Update);
        check(Some("a"), "a", Some("a"), Same, Same);
        check(Some("a"), "b", Some("a"), Update, Update);
        check(Some("a"), "a", Some("b"), Edited, Update);
        check(Some("a"), "b", Some("c"), Conflict, Update);
        check(Some("a"), "b", Some("b"), Same, Same);
        check(Some("a"), "b", None, Deleted, Add);
    }

    #[test]
    fn a_renamed_card_finds_its_note_by_the_key_that_it_had() {
        let (old, mut new) = (card("a"), card("a"));
        new.key = Key::new("b.md", &[], "term", 0);
        let notes = [held(&old, &[])];
        let mut record = PushRecord::default();
        let run = |record: &PushRecord, old_keys: &BTreeMap<Guid, Key>| {
            plan(std::slice::from_ref(&new), record, old_keys, &notes, Tags::Common, Edits::Keep)[0].kind
        };
        assert_eq!(run(&record, &BTreeMap::new()), StepKind::Add);
        assert_eq!(run(&record, &BTreeMap::from([(new.guid.clone(), old.key)])), StepKind::Conflict);
        record.entries.insert(new.guid.clone(), pushed(&old));
        assert_eq!(run(&record, &BTreeMap::new()), StepKind::Update);
    }

    #[test]
    fn only_tags_of_ours_are_touched() {
        let card = card("a");
        let check = |tags, there: &[&str], add: &[&str], remove: &[&str]| {
            let (added, removed) = tag_changes(&card, &held(&card, there), tags);
            assert_eq!(
                (added, removed),
                (
                    add.iter().map(ToString::to_string).collect(),
                    remove.iter().map(ToString::to_string).collect()
                )
            );
        };
        check(Tags::Common, &["mine"], &["notesmith"], &[]);
        check(Tags::Common, &["mine", "Notesmith::x"], &[], &[]);
        check(Tags::Common, &["notesmith", "notesmith::vanished"], &[], &["notesmith::vanished"]);
        check(
            Tags::Column,
            &["mine", "notesmith::old", "notesmithing"],
            &["notesmith::a"],
            &["notesmith::old"],
        );
        check(Tags::Column, &["NOTESMITH::A"], &[], &[]);
    }
}
