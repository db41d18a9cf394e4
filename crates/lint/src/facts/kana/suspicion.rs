//! Quick looks at letters of one script that tell whether the closer one in `scan` can find anything; nearly always it
//! cannot.
//!
//! They see every letter of every note, as bytes, and err on the side of suspicion: a property test holds them to that.

use super::kind::{Kind, kind_at};
use super::{look_alike, pairs, spaces};

/// Whether hiragana in a row may hold a slip.
#[inline]
pub(crate) fn in_hiragana(run: &[u8]) -> bool {
    let mut followers = 0;
    let letters = run.as_chunks::<3>().0;
    letters.iter().enumerate().any(|(at, letter)| {
        let is_suspicious = pairs::has(followers, *letter)
            || at > 1 && letters[at - 1] == *letter && letters[at - 2] == *letter;
        followers = pairs::followers(*letter);
        is_suspicious
    })
}

/// Whether katakana in a row may hold a slip, or the letter behind them be one; `behind` is the text after the run.
#[inline]
pub(crate) fn in_katakana(run: &[u8], behind: &[u8]) -> bool {
    const LONG_VOWEL: [u8; 3] = [0xE3, 0x83, 0xBC];
    let (first, second) = run.split_at(run.len() / 2);
    run.len() == 3 && looks_like_another(run)
        || first == second
        || behind.get(..3).is_some_and(looks_like_another)
        || run.as_chunks().0.windows(2).any(|pair| pair == [LONG_VOWEL; 2])
}

/// Whether kanji in a row may hold a slip; `behind` is the text after the run.
#[inline]
pub(crate) fn in_kanji(run: &[u8], behind: &[u8]) -> bool {
    let doubled = run.as_chunks::<3>().0.windows(2).any(|pair| pair[0] == pair[1]);
    doubled
        || matches!(behind, [0xE3, 0x82 | 0x83, ..])
            && kind_at(behind, 0).0 == Kind::Katakana
            && looks_like_another(&run[run.len() - 3..])
}

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

/// Whether a letter looks like one of another script.
fn looks_like_another(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE3..=0xE9, ..]) && look_alike::is_like_another(letter(bytes))
}

/// The letter of three bytes.
#[inline]
fn letter(bytes: &[u8]) -> char {
    let [first, second, third] = bytes else { return char::REPLACEMENT_CHARACTER };
    let bits = |byte: &u8, mask: u8| u32::from(byte & mask);
    let code = bits(first, 0x0F) << 12 | bits(second, 0x3F) << 6 | bits(third, 0x3F);
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}
