//! The texts of checked files: kept for the report as long as there is room, else told by their hash and read again.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use notesmith_diagnostic::LineIndex;

use crate::load::{self, Input};

/// How many bytes of text are kept; most repositories of notes have fewer.
const ROOM: usize = 4 << 20;

/// The text that was checked.
#[derive(Debug)]
pub(crate) enum CheckedText {
    /// The text itself, with its lines.
    Kept(String, LineIndex),
    /// Its hash.
    Hash(u64),
}

impl CheckedText {
    /// Gives the text; the empty text where it was not kept and the file has changed since.
    pub(crate) fn get(&self, input: &Input) -> Cow<'_, str> {
        match self {
            Self::Kept(text, _) => Cow::Borrowed(text),
            Self::Hash(hash) => Cow::Owned(read_again(input, *hash)),
        }
    }

    /// The same for a text that nobody else needs, with its lines.
    pub(crate) fn into_source(self, input: &Input) -> (String, LineIndex) {
        match self {
            Self::Kept(text, lines) => (text, lines),
            Self::Hash(hash) => {
                let text = read_again(input, hash);
                let lines = LineIndex::new(&text);
                (text, lines)
            }
        }
    }
}

impl Default for CheckedText {
    fn default() -> Self {
        Self::Kept(String::new(), LineIndex::new(""))
    }
}

fn read_again(input: &Input, hash: u64) -> String {
    load::load(input).ok().filter(|text| load::hash(text) == hash).unwrap_or_default()
}

/// The room that is left for texts, in bytes.
#[derive(Debug)]
pub(crate) struct Room(AtomicUsize);

impl Default for Room {
    fn default() -> Self {
        Self(AtomicUsize::new(ROOM))
    }
}

impl Room {
    /// Keeps a text, or its hash where there is no room for it.
    pub(crate) fn keep(&self, text: String, lines: LineIndex) -> CheckedText {
        let take = |room: usize| room.checked_sub(text.len());
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take) {
            Ok(_) => CheckedText::Kept(text, lines),
            Err(_) => CheckedText::Hash(load::hash(&text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_room_is_read_again_unless_it_changed() {
        let room = Room(AtomicUsize::new(10));
        let keep = |text: &str| room.keep(text.to_owned(), LineIndex::new(text));
        let note = |text: &str| Input { display: "a.md".to_owned(), path: None, text: Some(text.to_owned()) };
        let (first, second) = (keep("12345678"), keep("123"));
        assert!(matches!(first, CheckedText::Kept(..)));
        assert!(matches!(second, CheckedText::Hash(_)));
        assert!(matches!(keep("12"), CheckedText::Kept(..)), "the room is used up to its end");
        assert_eq!(first.get(&note("other")), "12345678");
        assert_eq!(second.get(&note("123")), "123");
        assert_eq!(second.into_source(&note("124")).0, "");
    }
}
