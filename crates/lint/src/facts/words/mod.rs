//! The words of one note, as the spelling rules need them: counts of what is right, places of what may be wrong.

mod collect;
mod kanji;
mod latin;
mod table;
mod tokens;

pub(crate) use collect::{FileWords, collect, word_number};
pub(crate) use kanji::{KanjiUse, KanjiWord};
pub(crate) use table::Table;
#[cfg(test)]
pub(crate) use tokens::{TokenKind, split};
