//! Katakana words as the tables hold them: one byte a letter.

use notesmith_word_table::WordHash;

/// The bytes of all letters.
pub(super) const LETTERS: [u8; 91] = {
    let mut letters = [0xFC; 91];
    let mut at = 0;
    while at < 90 {
        letters[at] = 0xA1 + at as u8;
        at += 1;
    }
    letters
};

/// The packed form of a word, `None` where a letter is no katakana.
pub(super) fn packed(word: &str) -> Option<Vec<u8>> {
    word.chars().map(packed_letter).collect()
}

/// The hash of a word's packed form, `None` where a letter is no katakana; this is asked of each katakana word.
pub(crate) fn katakana_hash(word: &str) -> Option<WordHash> {
    let (letters, rest) = word.as_bytes().as_chunks::<3>();
    let mut hash = WordHash::default();
    for &[first, second, third] in letters {
        if first != 0xE3 || !matches!((second, third), (0x82, 0xA1..) | (0x83, ..=0xBA | 0xBC)) {
            return None;
        }
        // The last eight bits of the code point.
        hash = hash.with(second << 6 | third & 0x3F);
    }
    rest.is_empty().then_some(hash)
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
pub(crate) fn unpacked(packed: &[u8]) -> String {
    packed.iter().map(|byte| letter(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_packed_form() {
        for word in ["サーバー", "ヴァージョン", "ヺ", "", "サーバ一", "kana", "かな", "カa"]
        {
            let expected = packed(word).map(|packed| WordHash::of(&packed));
            assert_eq!(katakana_hash(word), expected, "{word}");
        }
    }
}
