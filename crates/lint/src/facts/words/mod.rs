//! The words of one note, as the spelling rules need them: counts of what is right, places of what may be wrong.

mod chunk;
mod collect;
mod file_words;
mod kanji;
mod key_index;
mod language;
mod latin;
mod marks;
mod settle;
mod tokens;
mod variants;

pub(crate) use collect::collect;
pub(crate) use file_words::{Class, FileWord, FileWords, LONG, word_key};
pub(crate) use kanji::{KanjiUse, KanjiWord, kanji_key};
pub(crate) use key_index::{KeyIndex, ROOM};
#[cfg(test)]
pub(crate) use tokens::{Sink, split};
pub(crate) use variants::{Variants, takes_long_vowel};
