//! Japanese letters, read from the bytes of a text.

/// Tells whether a hiragana, a katakana or a kanji begins at a byte of UTF-8.
#[inline]
pub(crate) fn japanese_at(text: &[u8], at: usize) -> bool {
    match text.get(at..) {
        Some([first, second, third, ..]) => is_japanese(*first, *second, *third),
        _ => false,
    }
}

/// Tells whether one ends before a byte of UTF-8.
#[inline]
pub(crate) fn japanese_before(text: &[u8], end: usize) -> bool {
    match text.get(..end) {
        Some([.., first, second, third]) => is_japanese(*first, *second, *third),
        _ => false,
    }
}

/// Tells whether a hiragana ends before a byte of UTF-8.
pub(super) fn hiragana_before(text: &[u8], end: usize) -> bool {
    matches!(text.get(..end), Some([.., 0xE3, 0x81, _] | [.., 0xE3, 0x82, ..=0x9F]))
}

/// Tells whether three bytes are a Japanese letter: kana with their marks of length and iteration, 々, 〆, 〇, and kanji
/// of the basic plane but those for compatibility.
#[inline]
fn is_japanese(first: u8, second: u8, third: u8) -> bool {
    match first {
        0xE3 => match second {
            0x80 => matches!(third, 0x85..=0x87),
            0x81 => true,
            0x82 => third <= 0x96 || third >= 0x9D && !matches!(third, 0x9F | 0xA0),
            0x83 => third != 0xBB && third != 0xBF,
            0x84.. => second >= 0x90,
            _ => false,
        },
        // U+4DC0 to U+4DFF are no kanji.
        0xE4 => second != 0xB7,
        0xE5..=0xE9 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_signs() {
        for letter in '\u{0}'..='\u{FFFF}' {
            let expected = matches!(letter, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | '々' | '〆' | '〇'
                | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
            let text = letter.to_string();
            // U+3040 is no letter at all.
            if letter != '\u{3040}' {
                assert_eq!(japanese_at(text.as_bytes(), 0), expected, "{letter:?}");
                assert_eq!(japanese_before(text.as_bytes(), text.len()), expected, "{letter:?}");
            }
        }
        assert!(!japanese_at("a".as_bytes(), 1) && !japanese_before("あ".as_bytes(), 0));
    }
}
