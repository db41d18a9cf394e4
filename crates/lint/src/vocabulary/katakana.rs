//! Katakana words as the tables hold them: one byte a letter.

use notesmith_word_table::WordHash;

/// The packed form of a word, `None` where a letter is no katakana.
pub(super) fn packed(word: &str) -> Option<Vec<u8>> {
    word.chars().map(packed_letter).collect()
}

/// The hash of a word's packed form, `None` where a letter is no katakana.
pub(super) fn hash(word: &str) -> Option<WordHash> {
    word.chars().try_fold(WordHash::default(), |hash, letter| Some(hash.with(packed_letter(letter)?)))
}

/// The byte of a letter, `None` where it is no katakana.
pub(super) fn packed_letter(letter: char) -> Option<u8> {
    match letter {
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}' => u8::try_from(u32::from(letter) - 0x3000).ok(),
        _ => None,
    }
}

/// The letter of a byte.
pub(super) fn letter(packed: u8) -> char {
    char::from_u32(0x3000 + u32::from(packed)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The word of a packed form.
pub(super) fn unpacked(packed: &[u8]) -> String {
    packed.iter().map(|byte| letter(*byte)).collect()
}
