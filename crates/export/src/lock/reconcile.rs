//! Cards of today against the lock: who is who, what is new, what changed, what is gone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::file::{Content, Lock, LockEntry, one_line};
use super::gaps::Gaps;
use super::matching::{Marks, pair};
use crate::Card;
use crate::identity::{Guid, Key};

/// What became of one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The guid that Anki knows the card by.
    pub guid: Guid,
    /// The key of its file.
    pub file: Arc<str>,
    /// The term as plain text.
    pub front: Arc<str>,
}

/// What can happen to a card, in the order of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// Its term was another one.
    Renamed {
        /// The term before.
        from: Arc<str>,
    },
    /// It stands in another file or under other headings.
    Moved {
        /// The file before.
        from: Arc<str>,
    },
    /// Its content changed.
    Changed,
    /// It was gone and is back.
    Returned,
    /// The notes no longer hold it.
    Vanished,
}

/// The outcome of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Reconciled {
    /// The lock to write.
    pub lock: Lock,
    /// What happened, by kind, then file, then front.
    pub changes: Vec<Change>,
}

/// Gives each card the guid that it had before, and says what changed.
///
/// `in_scope` tells of a file's key whether this run would have seen its cards; those of other files stay as they are.
/// `now` is the time of this run in seconds since 1970.
pub fn reconcile(cards: &mut [Card], lock: &Lock, in_scope: impl Fn(&str) -> bool, now: u64) -> Reconciled {
    let current: BTreeMap<Key, LockEntry> = cards
        .iter()
        .enumerate()
        .map(|(at, card)| (card.key, entry_of(card, place_of(cards, at), now)))
        .collect();
    let is_lost = |key: &Key, entry: &LockEntry| !current.contains_key(key) && in_scope(&entry.file);
    let new: Vec<Marks<'_>> = marks(current.iter().filter(|(key, _)| !lock.entries.contains_key(key)));
    let lost: Vec<Marks<'_>> =
        marks(lock.entries.iter().filter(|(key, entry)| !entry.gone && is_lost(key, entry)));
    let pairs = pair(&new, &lost);
    let mut merged = Merge::new(lock, &pairs);
    for (key, entry) in current {
        merged.take(key, entry);
    }
    merged.keep_others(|entry| in_scope(&entry.file));
    for card in cards {
        let entry = &merged.lock.entries[&card.key];
        card.guid = entry.guid.clone();
        let members = card.enumeration.iter_mut().flat_map(|enumeration| &mut enumeration.members);
        for (member, (number, _)) in members.zip(&entry.gaps.members) {
            member.number = *number;
        }
    }
    merged.changes.sort_by(|left, right| {
        (&left.kind, &left.file, &left.front).cmp(&(&right.kind, &right.file, &right.front))
    });
    Reconciled { lock: merged.lock, changes: merged.changes }
}

fn marks<'a>(entries: impl Iterator<Item = (&'a Key, &'a LockEntry)>) -> Vec<Marks<'a>> {
    entries.map(|(key, entry)| Marks { key: *key, entry }).collect()
}

/// The lock to be, while cards are put into it.
struct Merge<'a> {
    old: &'a Lock,
    pairs: &'a BTreeMap<Key, Key>,
    used: BTreeSet<Guid>,
    /// The guids of cards of today.
    given: BTreeSet<Guid>,
    lock: Lock,
    changes: Vec<Change>,
}

impl<'a> Merge<'a> {
    fn new(old: &'a Lock, pairs: &'a BTreeMap<Key, Key>) -> Self {
        let used = old.entries.values().map(|entry| entry.guid.clone()).collect();
        Self { old, pairs, used, given: BTreeSet::new(), lock: Lock::default(), changes: Vec::new() }
    }

    /// Puts one card of today in.
    fn take(&mut self, key: Key, mut entry: LockEntry) {
        let known = self.old.entries.get(&key).map(|old| (old, None));
        let known = known.or_else(|| {
            let before = self.pairs.get(&key)?;
            Some((self.old.entries.get(before)?, Some(before)))
        });
        let kind = match known {
            None => {
                entry.guid = self.free_guid(key);
                Some(ChangeKind::New)
            }
            // Two branches kept one card under two names, and the notes hold both.
            Some((old, _)) if self.given.contains(&old.guid) => {
                entry.guid = self.free_guid(key);
                Some(ChangeKind::New)
            }
            Some((old, from)) => {
                entry.guid = old.guid.clone();
                entry.gaps = entry.gaps.after(&old.gaps);
                if old.content.whole == entry.content.whole {
                    entry.modified = old.modified;
                }
                what_happened(old, &entry, from.is_some())
            }
        };
        if let Some(kind) = kind {
            self.changes.push(change(kind, &entry));
        }
        self.given.insert(entry.guid.clone());
        self.lock.entries.insert(key, entry);
    }

    /// Gives the guid of a new card: a renamed one may have taken its own along.
    fn free_guid(&mut self, key: Key) -> Guid {
        let mut number = 0;
        let mut guid = Guid::of(key);
        while self.used.contains(&guid) {
            number += 1;
            guid = Guid::numbered(key, number);
        }
        self.used.insert(guid.clone());
        guid
    }

    /// Keeps what the lock holds besides: cards of other files, and those that are gone.
    fn keep_others(&mut self, in_scope: impl Fn(&LockEntry) -> bool) {
        let paired: BTreeSet<&Key> = self.pairs.values().collect();
        for (key, old) in &self.old.entries {
            let carried_on = self.given.contains(&old.guid);
            if carried_on || paired.contains(key) || self.lock.entries.contains_key(key) {
                continue;
            }
            let mut entry = old.clone();
            if !entry.gone && in_scope(old) {
                entry.gone = true;
                self.changes.push(change(ChangeKind::Vanished, &entry));
            }
            self.lock.entries.insert(*key, entry);
        }
    }
}

fn what_happened(old: &LockEntry, entry: &LockEntry, is_elsewhere: bool) -> Option<ChangeKind> {
    if old.gone {
        Some(ChangeKind::Returned)
    } else if old.front != entry.front {
        Some(ChangeKind::Renamed { from: Arc::clone(&old.front) })
    } else if is_elsewhere {
        Some(ChangeKind::Moved { from: Arc::clone(&old.file) })
    } else {
        (old.content.whole != entry.content.whole).then_some(ChangeKind::Changed)
    }
}

fn change(kind: ChangeKind, entry: &LockEntry) -> Change {
    Change { kind, guid: entry.guid.clone(), file: entry.file.clone(), front: entry.front.clone() }
}

/// Gives the hash of all that a note of Anki shows of a card; one without images has that of earlier versions.
fn whole(card: &Card) -> u64 {
    let (key, context) = (card.key.to_string(), card.context.join("\u{1f}"));
    let images = card.media_content.map(|content| content.to_string());
    let parts = [key.as_str(), &card.front, &card.back, &context, &card.deck];
    digest(&parts.into_iter().chain(images.as_deref()).collect::<Vec<_>>())
}

fn entry_of(card: &Card, place: u64, now: u64) -> LockEntry {
    LockEntry {
        guid: card.guid.clone(),
        modified: now,
        gone: false,
        content: Content { whole: whole(card), back: digest(&[&card.back]), place },
        file: Arc::clone(&card.file),
        front: one_line(&card.front_text),
        card_type: card.card_type,
        gaps: Gaps::first(
            card.enumeration.iter().flat_map(|list| &list.members).map(|member| digest(&[&member.html])),
        ),
    }
}

/// Gives a hash of the cards around one in its file, or of its key if it is the only one: no neighbours, no place.
fn place_of(cards: &[Card], at: usize) -> u64 {
    let card = &cards[at];
    let in_file = |at: Option<usize>| {
        let other = cards.get(at?).filter(|other| other.file == card.file)?;
        Some(&*other.front_text)
    };
    let (before, after) = (in_file(at.checked_sub(1)), in_file(Some(at + 1)));
    if before.is_none() && after.is_none() {
        return digest(&[&card.key.to_string()]);
    }
    let context = card.context.join("\u{1f}");
    digest(&[&context, before.unwrap_or(""), after.unwrap_or("")])
}

fn digest(parts: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    u64::from_be_bytes(hash.finalize()[..8].try_into().expect("eight of the digest's 32 bytes"))
}
