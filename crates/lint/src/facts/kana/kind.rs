//! The script of a letter, as far as slips depend on it.

/// The script of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Hiragana,
    Katakana,
    Kanji,
    /// Latin letters and digits.
    Latin,
    Space,
    /// Punctuation and the rest.
    Mark,
}

/// The script of a letter.
pub(super) fn kind_of(letter: char) -> Kind {
    match letter {
        '\u{3041}'..='\u{3096}' => Kind::Hiragana,
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}' => Kind::Katakana,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' => Kind::Kanji,
        ' ' | '\u{3000}' => Kind::Space,
        letter if letter.is_ascii_alphanumeric() => Kind::Latin,
        _ => Kind::Mark,
    }
}

/// The script of the letter that begins at a byte, and how many bytes the letter takes; `bytes` are UTF-8.
///
/// It answers as [`kind_of`] without decoding the letter.
#[inline]
pub(super) fn kind_at(bytes: &[u8], at: usize) -> (Kind, usize) {
    match bytes[at] {
        0xE3 => (kana_or_mark(bytes[at + 1], bytes[at + 2]), 3),
        // U+4DC0 to U+4DFF are no kanji.
        0xE4 if bytes[at + 1] == 0xB7 => (Kind::Mark, 3),
        first => BY_FIRST_BYTE[usize::from(first)],
    }
}

/// The script and the length of letters by their first byte, where that decides.
static BY_FIRST_BYTE: [(Kind, usize); 256] = {
    let mut kinds = [(Kind::Mark, 1); 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b' ' => (Kind::Space, 1),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => (Kind::Latin, 1),
            0..=0x7F => (Kind::Mark, 1),
            0x80..=0xDF => (Kind::Mark, 2),
            0xE4..=0xE9 => (Kind::Kanji, 3),
            0xE0..=0xEF => (Kind::Mark, 3),
            0xF0.. => (Kind::Mark, 4),
        };
        byte += 1;
    }
    kinds
};

/// The script of a letter between U+3000 and U+3FFF, by its second and third byte.
#[inline]
fn kana_or_mark(second: u8, third: u8) -> Kind {
    match (second, third) {
        (0x81, 0x81..) | (0x82, ..=0x96) => Kind::Hiragana,
        (0x82, 0xA1..) | (0x83, ..=0xBA | 0xBC) => Kind::Katakana,
        (0x80, 0x80) => Kind::Space,
        (0x80, 0x85) | (0x90.., _) => Kind::Kanji,
        _ => Kind::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_letters_tell() {
        for letter in '\0'..=char::MAX {
            let text = letter.to_string();
            assert_eq!(kind_at(text.as_bytes(), 0), (kind_of(letter), letter.len_utf8()), "{letter:?}");
        }
    }
}
