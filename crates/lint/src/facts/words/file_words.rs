//! The words of one note: plain data, few bytes a word, because 100,000 notes are kept until the last is read.

use notesmith_diagnostic::Span;
use notesmith_word_table::WordHash;

use super::kanji::KanjiUse;
use crate::vocabulary::katakana_hash;

/// The shortest Latin word whose text is kept even if it is known, in bytes.
pub(crate) const LONG: usize = 6;

/// The words of one note.
#[derive(Debug, Default)]
pub(crate) struct FileWords {
    /// The hash of the note's text: identical notes count once.
    pub(crate) text_hash: u64,
    /// Distinct words and pairs, in order of their first use.
    pub(crate) words: Vec<FileWord>,
    /// Each use of a word that is kept, as the word's number and the byte where it begins, in order.
    pub(crate) places: Vec<(u32, u32)>,
    /// Words of two kanji, in order of their first use.
    pub(crate) kanji: Vec<KanjiUse>,
    /// Words that stand twice with a space between, both under one span.
    pub(crate) repeated: Vec<Span>,
    /// Whether the rule that reports joined names runs: then it owns them.
    pub(crate) owns_joined_names: bool,
    /// Letters that may hold a slip, in order.
    pub(crate) suspicious: Vec<Span>,
    /// The texts of the words that have one.
    pub(super) texts: String,
}

/// What is remembered of a word; the classes whose words are kept with their places come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// It is no word that anything could be said about.
    Ignored,
    /// It is right as it is: a count, and the text if it is Latin and long.
    Known,
    /// A Latin word that is unknown or written in an unusual case: its text and places, too.
    Latin,
    /// A katakana word that no dictionary holds: the same.
    Katakana,
    /// Two capitalised words with a space or a hyphen between them: the same.
    Pair,
    /// A known word that may be written in another way, or two katakana words with a middle dot between: the same, for
    /// `terms/variant` alone.
    Variant,
}

impl Class {
    /// The number of the class among the four whose words are kept with their places; `None` for the others.
    #[inline]
    pub(crate) fn kept(self) -> Option<usize> {
        (self as usize).checked_sub(Self::Latin as usize)
    }
}

/// A distinct word of a note, or a pair of words.
#[derive(Clone, Debug)]
pub(crate) struct FileWord {
    /// Its key as written.
    pub(crate) key: u64,
    /// The key of its lower-case form; its own where it has no capitals.
    pub(crate) lower_key: u64,
    /// How often running text holds it; 0 if code alone does.
    pub(crate) count: u32,
    /// Where its text begins and ends among the texts; it is empty where nobody needs it.
    pub(super) text: (u32, u32),
    pub(crate) class: Class,
    /// Whether it is an unknown word that code, a URL or an identifier holds.
    pub(crate) is_in_code: bool,
}

impl FileWords {
    /// The text of a word as written; empty where nobody needs it.
    pub(crate) fn text(&self, word: &FileWord) -> &str {
        // Most are empty.
        if word.text.0 == word.text.1 { "" } else { &self.texts[word.text.0 as usize..word.text.1 as usize] }
    }
}

/// The key of a Latin or katakana word or a pair.
pub(crate) fn word_key(text: &str) -> u64 {
    katakana_hash(text).unwrap_or_else(|| WordHash::of(text.as_bytes())).mixed()
}
