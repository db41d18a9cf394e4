//! The words of a short text as a set of bits.

/// The words of a text, a bit for each: Latin words, numbers, katakana, kanji; hiragana and signs only part them.
///
/// Two words may share a bit, so that texts may seem more alike than they are.
pub(super) fn sketch(text: &str) -> u128 {
    let (mut bits, mut word, mut last) = (0, 0_u64, Kind::None);
    let mut rest = text.as_bytes();
    while let Some(&byte) = rest.first() {
        let (kind, length) = kind_of(rest, byte);
        if kind != last {
            bits |= bit_of(word);
            word = 0;
            last = kind;
        }
        if kind != Kind::None {
            let letters =
                rest.iter().take(length).fold(0, |letters, byte| letters << 8 | u64::from(byte | 0x20));
            word = (word.rotate_left(5) ^ letters).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    bits | bit_of(word)
}

fn bit_of(word: u64) -> u128 {
    if word == 0 { 0 } else { 1 << (word >> 57) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    Latin,
    Digit,
    Katakana,
    Kanji,
}

/// What begins with a byte, and how many bytes it has.
fn kind_of(text: &[u8], byte: u8) -> (Kind, usize) {
    match byte {
        b'0'..=b'9' => (Kind::Digit, 1),
        b'a'..=b'z' | b'A'..=b'Z' => (Kind::Latin, 1),
        0..=0x7F => (Kind::None, 1),
        0x80..=0xDF => (Kind::Latin, 2),
        0xE4..=0xE9 => (Kind::Kanji, 3),
        0xE3 => {
            let is_katakana =
                matches!(text.get(1..3), Some([0x82, 0xA1..=0xBF] | [0x83, 0x80..=0xBA | 0xBC..=0xBF]));
            (if is_katakana { Kind::Katakana } else { Kind::None }, 3)
        }
        0xE0..=0xEF => (Kind::None, 3),
        0xF0.. => (Kind::None, 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_bits() {
        let count = |text: &str| sketch(text).count_ones();
        assert_eq!(count("最大 14 日まで"), 3);
        assert_eq!(count("AWS Lambda の関数"), 3);
        assert_eq!(count("です。"), 0);
        assert_eq!(count(""), 0);
        assert_eq!(sketch("Lambda の関数"), sketch("関数: lambda"));
        assert_ne!(sketch("最大 7 日"), sketch("最大 14 日"));
    }
}
