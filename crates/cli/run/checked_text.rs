//! The texts of checked files: kept for the report as long as there is room, else told by their hash and read again.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::load::{self, Input};

/// How many bytes of text are kept; most repositories of notes have fewer.
const ROOM: usize = 4 << 20;

/// The text that was checked.
#[derive(Debug)]
pub(crate) enum CheckedText {
    /// The text itself.
    Kept(String),
    /// Its hash.
    Hash(u64),
}

impl CheckedText {
    /// Gives the text; the empty text where it was not kept and the file has changed since.
    pub(crate) fn get(&self, input: &Input) -> Cow<'_, str> {
        match self {
            Self::Kept(text) => Cow::Borrowed(text),
            Self::Hash(hash) => Cow::Owned(read_again(input, *hash)),
        }
    }

    /// The same for a text that nobody else needs.
    pub(crate) fn into_text(self, input: &Input) -> String {
        match self {
            Self::Kept(text) => text,
            Self::Hash(hash) => read_again(input, hash),
        }
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
    pub(crate) fn keep(&self, text: String) -> CheckedText {
        let take = |room: usize| room.checked_sub(text.len());
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take) {
            Ok(_) => CheckedText::Kept(text),
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
        let note = |text: &str| Input { display: "a.md".to_owned(), path: None, text: Some(text.to_owned()) };
        let (first, second) = (room.keep("12345678".to_owned()), room.keep("123".to_owned()));
        assert!(matches!(first, CheckedText::Kept(_)));
        assert!(matches!(second, CheckedText::Hash(_)));
        assert!(matches!(room.keep("12".to_owned()), CheckedText::Kept(_)), "the room is used up to its end");
        assert_eq!(first.get(&note("other")), "12345678");
        assert_eq!(second.get(&note("123")), "123");
        assert_eq!(second.into_text(&note("124")), "");
    }
}
