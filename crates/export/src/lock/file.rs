//! The lock's text: a line of comment, then seven columns parted by tabs, and an eighth for cards that are not basic.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;
use std::{error, fmt};

use super::gaps::Gaps;
use crate::CardType;
use crate::identity::{Guid, Key};

/// The first line; another version means another program.
const HEADER: &str = "# notesmith cards 1: key, guid, seconds of the last change, state, content, file, front, and of cards that are not basic the type; commit this file";

/// What is known of all cards that were ever exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The cards by key.
    pub entries: BTreeMap<Key, LockEntry>,
}

/// What is known of one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEntry {
    /// The guid that Anki knows it by.
    pub guid: Guid,
    /// When its content last changed, in seconds since 1970.
    pub modified: u64,
    /// Whether the notes no longer hold it; Anki keeps the card.
    pub gone: bool,
    /// What it is found again by.
    pub(crate) content: Content,
    /// The key of its file.
    pub file: Arc<str>,
    /// The term as plain text.
    pub front: Arc<str>,
    /// What was made of its entry.
    pub card_type: CardType,
    /// The numbers of its gaps, of a card of type `cloze`.
    pub(crate) gaps: Gaps,
}

/// Hashes by which a card is found again, written as 16 hexadecimal digits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    /// Of key, front, back, context and deck.
    pub(crate) whole: u64,
    /// Of the back alone.
    pub(crate) back: u64,
    /// Of the file, the context and the fronts of the cards before and behind it.
    pub(crate) place: u64,
}

/// A lock that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The 1-based line.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl error::Error for LockError {}

impl Lock {
    /// Reads a lock's text; empty text is an empty lock.
    ///
    /// What git left of a merge of two branches is read as the lines of both sides: of two lines about one card the later
    /// change counts, and a guid in two lines stays with the card that the notes hold.
    ///
    /// # Errors
    /// The first line that is none of a lock.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut lock = Self::default();
        let mut files = BTreeSet::new();
        for (number, line) in (1..).zip(text.lines()) {
            let fail = |message: &str| Err(LockError { line: number, message: message.to_owned() });
            if number == 1 && line != HEADER {
                return fail("this is no lock of cards, or one of another version");
            }
            if line == HEADER || line.is_empty() || is_marker(line) {
                continue;
            }
            let Some((key, entry)) = read_line(line, &mut files) else {
                return fail("it does not have the columns of a card");
            };
            lock.add(key, entry);
        }
        Ok(lock)
    }

    /// Adds a line; of two about one card the later change counts, and one that is there more than one that is gone.
    fn add(&mut self, key: Key, mut entry: LockEntry) {
        let strength = |entry: &LockEntry| (entry.modified, !entry.gone, entry.guid.clone());
        if let Some(other) = self.entries.remove(&key) {
            let highest = entry.gaps.highest.max(other.gaps.highest);
            if strength(&other) > strength(&entry) {
                entry = other;
            }
            // A number that either branch gave is taken.
            entry.gaps.highest = highest;
        }
        self.entries.insert(key, entry);
    }

    /// Writes the lock's text, sorted by key.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (key, entry) in &self.entries {
            let state = if entry.gone { "gone" } else { "live" };
            let Content { whole, back, place } = entry.content;
            write!(
                text,
                "{key}\t{}\t{}\t{state}\t{whole:016x}{back:016x}{place:016x}\t{}\t{}",
                entry.guid,
                entry.modified,
                one_line(&entry.file),
                one_line(&entry.front),
            )
            .expect("a String takes every write");
            match entry.card_type {
                CardType::Basic => {}
                CardType::Cloze => write!(text, "\tcloze {}", entry.gaps.to_text()).expect("as above"),
                other => write!(text, "\t{}", other.name()).expect("as above"),
            }
            text.push('\n');
        }
        text
    }
}

/// Tells whether a line is one that git writes around the sides of a conflict.
fn is_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

/// Reads one line; `files` are the names of files so far, which many lines share.
fn read_line(line: &str, files: &mut BTreeSet<Arc<str>>) -> Option<(Key, LockEntry)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [key, guid, modified, state, content, file, front, card_type @ ..] = columns.as_slice() else {
        return None;
    };
    let (card_type, gaps) = match card_type {
        [] => (CardType::Basic, Gaps::default()),
        [only] => match only.strip_prefix("cloze ") {
            Some(gaps) => (CardType::Cloze, Gaps::parse(gaps)?),
            None => (CardType::named(only)?, Gaps::default()),
        },
        _ => return None,
    };
    let plain = content.len() == 48 && content.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !plain || guid.is_empty() {
        return None;
    }
    let hash = |from: usize| u64::from_str_radix(&content[from..from + 16], 16).ok();
    let entry = LockEntry {
        guid: Guid::known(guid),
        modified: modified.parse().ok()?,
        gone: match *state {
            "live" => false,
            "gone" => true,
            _ => return None,
        },
        content: Content { whole: hash(0)?, back: hash(16)?, place: hash(32)? },
        file: shared(file, files),
        front: (*front).into(),
        card_type,
        gaps,
    };
    Some((Key::known(key)?, entry))
}

fn shared(name: &str, known: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    if let Some(name) = known.get(name) {
        return Arc::clone(name);
    }
    let name: Arc<str> = name.into();
    known.insert(Arc::clone(&name));
    name
}

/// Makes text one that stands in one column: a tab or a line break would end it.
pub(super) fn one_line(text: &Arc<str>) -> Arc<str> {
    if text.contains(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        Arc::clone(text)
    }
}
