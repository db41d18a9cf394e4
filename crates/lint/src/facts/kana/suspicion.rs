//! Quick looks at what stands between Japanese letters that tell whether the closer one in `scan` can find anything, and
//! what that one has to see.
//!
//! They see every note, as bytes, and err on the side of suspicion: a property test of `scan` holds them to that.

use super::kind::{Kind, kind_at};
use super::spaces;

/// Whether visible ASCII characters in a row may end in a slip; `behind` is the text after them.
#[inline]
pub(crate) fn in_latin(run: &[u8], behind: &[u8]) -> bool {
    let before_japanese = matches!(behind, [0xE3, ..] | [b' ', 0xE3, ..]);
    before_japanese
        && match run {
            [.., before, last] => !before.is_ascii_alphanumeric() && spaces::is_consonant(char::from(*last)),
            [last] => spaces::is_consonant(char::from(*last)),
            [] => false,
        }
}

/// Whether a space may be a slip between what stands before and behind it.
#[inline]
pub(crate) fn in_space(before: &[u8], behind: &[u8]) -> bool {
    let ([.., first, second, third], [0xE3..=0xE9, ..]) = (before, behind) else { return false };
    let (kind, length) = kind_at(&[*first, *second, *third], 0);
    length == 3 && matches!(kind, Kind::Katakana | Kind::Kanji) && kind_at(behind, 0).0 == kind
}

/// The letters that the closer look at suspicious ones needs: those up to the marks around them, and the mark behind.
pub(crate) fn surroundings(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let mut first = start;
    while let Some(before) = text[..first].iter().rposition(|byte| !matches!(byte, 0x80..=0xBF)) {
        if kind_at(text, before).0 == Kind::Mark {
            break;
        }
        first = before;
    }
    let mut last = end;
    while last < text.len() {
        let (kind, length) = kind_at(text, last);
        last += length;
        if kind == Kind::Mark {
            break;
        }
    }
    (first, last)
}
