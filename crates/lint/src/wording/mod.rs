//! Phrases of Japanese that rules about wording ask about, and the one search of a note's text for all of them.
//!
//! What a place means is decided by the rules of the group `ja`, which read the text around it.

mod doing;
mod misuses;
mod negations;
mod redundancies;
mod search;
mod table;

pub(crate) use doing::read as read_doing;
pub(crate) use misuses::read as read_misuse;
pub(crate) use negations::read as read_negation;
pub(crate) use redundancies::read as read_redundancy;
pub(crate) use search::{Wording, search};

/// Tells whether a letter is a kanji.
pub(crate) fn is_kanji(letter: char) -> bool {
    matches!(letter, '々' | '〆' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Tells whether a letter is hiragana.
pub(crate) fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}')
}

/// Tells whether a letter is katakana or the long-vowel mark.
pub(crate) fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30A1}'..='\u{30FA}' | 'ー')
}
