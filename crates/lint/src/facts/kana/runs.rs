//! Letters of one Japanese script in a row: where they end, and whether the closer look in `scan` may find a slip there.
//!
//! Every letter of every note passes here once, as bytes; nearly all of them are innocent.
//! Where it is in doubt this errs on the side of suspicion: a property test of `scan` holds it to that.

use notesmith_word_table::WordHash;

use super::{look_alike, miswritten, pairs};

/// Letters of one script in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The byte behind the last letter.
    pub(crate) end: usize,
    /// What begins there.
    pub(crate) after: Letter,
    /// Whether the letters, or the one behind them, may hold a slip.
    pub(crate) is_suspicious: bool,
}

/// A Japanese letter as a number: its three bytes, which puts letters in the order of their code points.
///
/// Whatever is no character of three bytes has a number that is none of a Japanese letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter(u32);

/// The letter that begins a text, and the rest.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is a step of loops that take two dozen instructions a letter")]
fn next_letter(text: &[u8]) -> (Letter, &[u8]) {
    match text {
        // One load; nearly always there is a fourth byte.
        [first, second, third, fourth, ..] => {
            (Letter(u32::from_be_bytes([*first, *second, *third, *fourth]) >> 8), &text[3..])
        }
        [first, second, third] => (Letter(u32::from_be_bytes([0, *first, *second, *third])), &[]),
        _ => (Letter(0), text),
    }
}

impl Letter {
    const NONE: Self = Self(0);
    const SPACE: Self = Self::of('\u{3000}');
    const LONG_VOWEL: Self = Self::of('ー');

    /// The letter at a byte of a text.
    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Self {
        next_letter(&text[start..]).0
    }

    /// The number of a letter between U+3000 and U+FFFF.
    const fn of(letter: char) -> Self {
        let code = letter as u32;
        Self(0xE0_80_80 | (code & 0xF000) << 4 | (code & 0xFC0) << 2 | code & 0x3F)
    }

    #[inline]
    fn is_between(self, first: char, last: char) -> bool {
        // One comparison where a range makes two.
        self.0.wrapping_sub(Self::of(first).0) <= Self::of(last).0 - Self::of(first).0
    }

    /// Whether it lies between U+3000 and U+9FFF.
    #[inline]
    pub(crate) fn is_japanese(self) -> bool {
        self.is_between('\u{3000}', '\u{9FFF}')
    }

    #[inline]
    pub(crate) fn is_hiragana(self) -> bool {
        self.is_between('\u{3041}', '\u{3096}')
    }

    #[inline]
    pub(crate) fn is_katakana(self) -> bool {
        self.is_between('\u{30A1}', '\u{30FA}') || self == Self::LONG_VOWEL
    }

    /// Whether it is a kanji, those of U+3400 to U+3FFF left aside.
    #[inline]
    pub(crate) fn is_kanji(self) -> bool {
        self.is_between('\u{4000}', '\u{9FFF}')
    }

    #[inline]
    pub(crate) fn is_space(self) -> bool {
        self == Self::SPACE
    }

    /// The last eight bits of the code point of a letter between U+3000 and U+30FF; `None` for others.
    #[inline]
    pub(crate) fn kana(self) -> Option<u8> {
        self.is_between('\u{3000}', '\u{30FF}').then_some((self.0 & 0x3F | (self.0 & 0x300) >> 2) as u8)
    }

    /// The last eight bits of the code point of a katakana letter.
    #[inline]
    fn low_byte(self) -> u8 {
        (self.0 & 0xFF | (self.0 & 0x100) >> 2) as u8
    }

    /// Whether it looks like one of another script.
    #[inline]
    fn is_like_another(self) -> bool {
        match self.kana() {
            Some(low_byte) => KANA_LIKE_ANOTHER[usize::from(low_byte >> 6)] >> (low_byte & 63) & 1 == 1,
            None => self.is_like_katakana(),
        }
    }

    #[inline]
    fn is_like_katakana(self) -> bool {
        LIKELY >> (self.0 & 63) & 1 == 1 && LIKE_KATAKANA.contains(&self.0)
    }
}

/// Reads hiragana in a row; `first`, which is one, begins at `start`.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "half of all runs are of two letters; their call would cost as much"
)]
pub(crate) fn hiragana(text: &[u8], start: usize, first: Letter) -> Run {
    let mut rest = &text[start + 3..];
    let (mut earlier, mut last) = (Letter::NONE, first);
    let after = loop {
        let (letter, behind) = next_letter(rest);
        if !letter.is_hiragana() {
            break letter;
        }
        if letter == last || pairs::begin_slip(last.0, letter.0) {
            return doubtful_hiragana(text, start);
        }
        (earlier, last, rest) = (last, letter, behind);
    };
    let end = text.len() - rest.len();
    let is_suspicious = pairs::end_in_slip(earlier.0, last.0) && may_end_in_slip(end - start, after);
    Run { end, after, is_suspicious }
}

/// Whether hiragana in a row of so many bytes may end in two particles that exclude each other, which they are then, or
/// in a particle and its vowel before a stop.
#[inline]
fn may_end_in_slip(length: usize, after: Letter) -> bool {
    length == 6 || after.is_between('、', '。')
}

/// Reads hiragana that hold the same letter twice or a pair that may begin a slip.
#[cold]
fn doubtful_hiragana(text: &[u8], start: usize) -> Run {
    let (end, after) = end_of(text, start, Letter::is_hiragana);
    let letters: Vec<Letter> = (start..end).step_by(3).map(|at| Letter::at(text, at)).collect();
    let is_suspicious = letters.windows(2).any(|pair| pairs::begin_slip(pair[0].0, pair[1].0))
        || letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
        || may_end_in_slip(end - start, after)
            && letters.last_chunk().is_some_and(|[first, last]| pairs::end_in_slip(first.0, last.0));
    Run { end, after, is_suspicious }
}

/// Reads katakana in a row, and the hash of the word that they are; `first`, which is one, begins at `start`.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as with hiragana")]
pub(crate) fn katakana(text: &[u8], start: usize, first: Letter) -> (Run, WordHash) {
    let mut hash = WordHash::default().with(first.low_byte());
    let mut rest = &text[start + 3..];
    let mut last = first;
    let after = loop {
        let (letter, behind) = next_letter(rest);
        if !letter.is_katakana() {
            break letter;
        }
        if letter == last {
            return doubtful_katakana(text, start);
        }
        hash = hash.with(letter.low_byte());
        (last, rest) = (letter, behind);
    };
    let end = text.len() - rest.len();
    let is_suspicious = is_doubled(&text[start..end])
        || end - start == 3 && last.is_like_another()
        || after.is_like_another() && is_alone(text, end);
    (Run { end, after, is_suspicious }, hash)
}

/// Reads katakana that hold the same letter twice in a row.
#[cold]
fn doubtful_katakana(text: &[u8], start: usize) -> (Run, WordHash) {
    let (end, after) = end_of(text, start, Letter::is_katakana);
    let letters = (start..end).step_by(3).map(|at| Letter::at(text, at));
    let hash = letters.fold(WordHash::default(), |hash, letter| hash.with(letter.low_byte()));
    let has_two_marks = text[start..end].windows(6).any(|pair| pair == "ーー".as_bytes());
    let is_suspicious =
        has_two_marks || is_doubled(&text[start..end]) || after.is_like_another() && is_alone(text, end);
    (Run { end, after, is_suspicious }, hash)
}

/// Reads kanji in a row; `first`, which is one, begins at `start`.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as with hiragana")]
pub(crate) fn kanji(text: &[u8], start: usize, first: Letter) -> Run {
    let mut rest = &text[start + 3..];
    let mut last = first;
    let after = loop {
        let (letter, behind) = next_letter(rest);
        // `々` may end a wrong word and is no letter of this kind.
        if letter == last || miswritten::is_one(last.0, letter.0) {
            let (end, after) = end_of(text, start, Letter::is_kanji);
            return Run { end, after, is_suspicious: true };
        }
        if !letter.is_kanji() {
            break letter;
        }
        (last, rest) = (letter, behind);
    };
    let end = text.len() - rest.len();
    let is_suspicious = end - start == 3 && last.is_like_katakana() && after.is_katakana();
    Run { end, after, is_suspicious }
}

/// The end of the letters of a kind from a byte on, and what begins there.
#[cold]
fn end_of(text: &[u8], start: usize, belongs: fn(Letter) -> bool) -> (usize, Letter) {
    let mut end = start;
    while belongs(Letter::at(text, end)) {
        end += 3;
    }
    (end, Letter::at(text, end))
}

/// Whether a hiragana or a kanji at a byte has no other of its kind behind it; a letter of another kind is alone.
#[cold]
fn is_alone(text: &[u8], start: usize) -> bool {
    let (letter, next) = (Letter::at(text, start), Letter::at(text, start + 3));
    !(letter.is_hiragana() && next.is_hiragana() || letter.is_kanji() && next.is_kanji())
}

/// Whether the second half of some letters is the first once more.
#[inline]
fn is_doubled(run: &[u8]) -> bool {
    let middle = run.len() / 2;
    // Nearly always the first letters differ in the last byte.
    run.len().is_multiple_of(2) && run.get(2) == run.get(middle + 2) && run[..middle] == run[middle..]
}

/// A bit for each kana that looks like a letter of another script, by the last eight bits of its code point.
static KANA_LIKE_ANOTHER: [u64; 4] = {
    let mut bits = [0; 4];
    let mut at = 0;
    while at < look_alike::KANA.len() {
        let code = look_alike::KANA[at] as u32;
        bits[(code >> 6 & 3) as usize] |= 1 << (code & 63);
        at += 1;
    }
    bits
};

/// The kanji that look like katakana.
static LIKE_KATAKANA: [u32; look_alike::KANJI.len()] = {
    let mut kanji = [0; look_alike::KANJI.len()];
    let mut at = 0;
    while at < kanji.len() {
        kanji[at] = Letter::of(look_alike::KANJI[at].1).0;
        at += 1;
    }
    kanji
};

/// A bit for the lowest bits of each of them: most others are told apart by it.
const LIKELY: u64 = {
    let mut bits = 0;
    let mut at = 0;
    while at < look_alike::KANJI.len() {
        bits |= 1 << (look_alike::KANJI[at].1 as u32 & 63);
        at += 1;
    }
    bits
};

#[cfg(test)]
mod tests {
    use super::super::kind::{Kind, kind_of};
    use super::*;

    #[test]
    fn numbers_tell_scripts_apart() {
        let is_kanji = |letter: char| ('\u{4000}'..='\u{9FFF}').contains(&letter);
        let is_listed = |letter: char| {
            look_alike::KANA.contains(&letter) || look_alike::KANJI.iter().any(|pair| pair.1 == letter)
        };
        for letter in '\u{800}'..='\u{FFFF}' {
            let text = letter.to_string();
            let (number, rest) = next_letter(text.as_bytes());
            assert_eq!((number, rest), (Letter::of(letter), &[][..]), "{letter:?}");
            assert_eq!(next_letter((text.clone() + "a").as_bytes()), (number, &b"a"[..]), "{letter:?}");
            assert_eq!(number.is_hiragana(), kind_of(letter) == Kind::Hiragana, "{letter:?}");
            assert_eq!(number.is_katakana(), kind_of(letter) == Kind::Katakana, "{letter:?}");
            assert_eq!(number.is_kanji(), is_kanji(letter), "{letter:?}");
            assert_eq!(number.kana().is_some(), ('\u{3000}'..='\u{30FF}').contains(&letter), "{letter:?}");
            assert!(
                number.kana().is_none_or(|low_byte| u32::from(low_byte) == letter as u32 & 0xFF),
                "{letter:?}"
            );
            assert_eq!(number.is_like_another(), is_listed(letter), "{letter:?}");
        }
    }

    #[test]
    fn other_characters_are_no_japanese_letters() {
        for letter in ('\0'..='\u{7FF}').chain('\u{10000}'..=char::MAX) {
            let text = letter.to_string() + "\u{BFBF}";
            let number = Letter::at(text.as_bytes(), 0);
            let is_one =
                number.is_hiragana() || number.is_katakana() || number.is_kanji() || number.is_space();
            assert!(!is_one && !number.is_like_another(), "{letter:?}");
        }
    }
}
