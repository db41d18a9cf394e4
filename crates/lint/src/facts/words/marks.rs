//! What a byte of running text may begin or belong to, read from tables.

/// What begins with a byte, where letters of one kind end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// An ASCII letter or digit.
    Word,
    /// Another visible ASCII character.
    Mark,
    /// A space.
    Space,
    /// Another ASCII character.
    Control,
    /// A kana, a kanji or a mark between U+3000 and U+9FFF.
    Japanese,
    /// A character of two bytes.
    Two,
    /// Another character of three bytes.
    Three,
    /// A character of four bytes.
    Four,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Control; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b' ' => Class::Space,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Word,
            b'!'..=b'~' => Class::Mark,
            0..=0x7F => Class::Control,
            0x80..=0xDF => Class::Two,
            0xE3..=0xE9 => Class::Japanese,
            0xE0..=0xEF => Class::Three,
            0xF0.. => Class::Four,
        };
        byte += 1;
    }
    classes
};

/// What begins with a byte that is no continuation.
#[inline]
pub(super) fn class_of(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Which visible ASCII characters a run of them holds, as bits; without some there is nothing to look for.
pub(super) type Marks = u16;
pub(super) const DIGIT: Marks = 1;
pub(super) const CAPITAL: Marks = 2;
pub(super) const SMALL: Marks = 4;
pub(super) const WORD: Marks = DIGIT | CAPITAL | SMALL;
pub(super) const HYPHEN: Marks = 8;
pub(super) const COLON: Marks = 16;
pub(super) const AT: Marks = 32;
pub(super) const APOSTROPHE: Marks = 64;
/// A mark that joins words to an identifier, a path, a host, a file name or a call, or a colon.
pub(super) const JOINING: Marks = 128;
/// All other marks.
pub(super) const OTHER: Marks = 256;

static MARKS: [Marks; 256] = {
    let mut marks = [0; 256];
    let mut byte = 0;
    while byte < marks.len() {
        marks[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => CAPITAL,
            b'a'..=b'z' => SMALL,
            b'-' => HYPHEN,
            b':' => COLON | JOINING,
            b'@' => AT,
            b'\'' => APOSTROPHE,
            b'_' | b'/' | b'\\' | b'$' | b'#' | b'%' | b'&' | b'~' | b'^' | b'{' | b'}' | b'<' | b'>'
            | b'=' | b'|' | b'.' | b'(' => JOINING,
            b'!'..=b'~' => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    marks
};

/// The bit of a visible ASCII character, 0 for all others.
#[inline]
pub(super) fn mark_of(byte: u8) -> Marks {
    MARKS[usize::from(byte)]
}
