//! The other forms of a katakana word, which are as right: a long vowel more or less, `ウェ` for `ウエ`, `バ` for `ヴァ`.
//!
//! Words are packed, one byte a letter, as the tables of words have them.

use notesmith_word_table::WordHash;

use crate::facts::words::takes_long_vowel;
use crate::vocabulary::unpacked;

/// `ー`
const MARK: u8 = 0xFC;
/// `・`
const DOT: u8 = 0xFB;
/// How many letters stand before a long vowel that may be left out (JIS Z 8301).
const BEFORE: usize = 3;
/// How many letters at least the rest of a compound has.
const REST: usize = 2;

/// What tells another form from a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The long vowel at the end.
    End,
    /// A long vowel inside; from this letter of the word on stands the rest of a compound, which must be a word.
    Inside(usize),
    /// Another letter for the same sound.
    Letter,
}

/// Another form of a word: some letters stand in place of those from one to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The hash of the form.
    pub(super) hash: WordHash,
    pub(super) change: Change,
    from: usize,
    to: usize,
    letters: &'static [u8],
}

impl Form {
    /// The form of a word as text.
    pub(super) fn text(&self, word: &[u8]) -> String {
        unpacked(&[&word[..self.from], self.letters, &word[self.to..]].concat())
    }
}

/// Calls `found` with each other form of a word.
#[inline]
pub(super) fn other_forms(word: &[u8], mut found: impl FnMut(Form)) {
    let mut before = WordHash::default();
    let mut add = |before: WordHash, from: usize, to: usize, letters: &'static [u8], change: Change| {
        let hash = letters.iter().chain(&word[to..]).fold(before, |hash, letter| hash.with(*letter));
        found(Form { hash, change, from, to, letters });
    };
    for (at, &letter) in word.iter().enumerate() {
        if let Some((length, letters)) = another_sound(&word[at..]) {
            add(before, at, at + length, letters, Change::Letter);
        }
        before = before.with(letter);
        let behind = at + 1;
        if behind < BEFORE || !takes_long_vowel(letter) {
            continue;
        }
        match (word.get(behind), word.len() - behind) {
            (None, _) => add(before, behind, behind, &[MARK], Change::End),
            (Some(&MARK), 1) => add(before, behind, behind + 1, &[], Change::End),
            (Some(&MARK), rest) if rest > REST => {
                add(before, behind, behind + 1, &[], Change::Inside(behind + 1));
            }
            (Some(&next), REST..) if next != MARK => {
                add(before, behind, behind, &[MARK], Change::Inside(behind));
            }
            _ => {}
        }
    }
}

/// How many letters at the front of some are a sound that others stand for as well, and those.
fn another_sound(letters: &[u8]) -> Option<(usize, &'static [u8])> {
    let next = letters.get(1).copied();
    let change: (usize, &'static [u8]) = match (letters[0], next) {
        // ウィ, ウイ; ウェ, ウエ; ウォ, ウオ
        (0xA6, Some(0xA3)) => (2, &[0xA6, 0xA4]),
        (0xA6, Some(0xA4)) => (2, &[0xA6, 0xA3]),
        (0xA6, Some(0xA7)) => (2, &[0xA6, 0xA8]),
        (0xA6, Some(0xA8)) => (2, &[0xA6, 0xA7]),
        (0xA6, Some(0xA9)) => (2, &[0xA6, 0xAA]),
        (0xA6, Some(0xAA)) => (2, &[0xA6, 0xA9]),
        // ヴァ, バ; ヴィ, ビ; ヴェ, ベ; ヴォ, ボ; ヴ, ブ
        (0xF4, Some(0xA1)) => (2, &[0xD0]),
        (0xF4, Some(0xA3)) => (2, &[0xD3]),
        (0xF4, Some(0xA7)) => (2, &[0xD9]),
        (0xF4, Some(0xA9)) => (2, &[0xDC]),
        (0xF4, _) => (1, &[0xD6]),
        (0xD0, _) => (1, &[0xF4, 0xA1]),
        (0xD3, _) => (1, &[0xF4, 0xA3]),
        (0xD9, _) => (1, &[0xF4, 0xA7]),
        (0xDC, _) => (1, &[0xF4, 0xA9]),
        _ => return None,
    };
    Some(change)
}

/// The hashes of the last letters of a word that may be another word, with the place where they begin, longest first.
pub(super) fn tails(word: &[u8]) -> impl Iterator<Item = (usize, WordHash)> {
    (REST..(word.len() + 1).saturating_sub(BEFORE)).map(|at| (at, WordHash::of(&word[at..])))
}

/// The longest word that has other forms, in letters.
const LONGEST: usize = 32;

/// A katakana word, packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    letters: [u8; LONGEST],
    length: usize,
}

impl Packed {
    /// Packs a word; `None` where it is none of katakana alone, or too long.
    #[inline]
    pub(super) fn read(word: &str) -> Option<Self> {
        let (three, rest) = word.as_bytes().as_chunks::<3>();
        if three.len() > LONGEST || !rest.is_empty() {
            return None;
        }
        let mut letters = [0; LONGEST];
        for (letter, bytes) in letters.iter_mut().zip(three) {
            *letter = packed_letter(*bytes);
            // Words of the table are of katakana, of katakana with a middle dot between, or Latin.
            if bytes[0] != 0xE3 || *letter == DOT {
                return None;
            }
        }
        Some(Self { letters, length: three.len() })
    }

    /// The letters.
    pub(super) fn letters(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// The last eight bits of the code point of a katakana letter.
fn packed_letter([_, second, third]: [u8; 3]) -> u8 {
    second << 6 | third & 0x3F
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::words::word_key;

    fn packed(word: &str) -> Vec<u8> {
        Packed::read(word).expect("a katakana word").letters().to_vec()
    }

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        let mut forms = Vec::new();
        let letters = packed(word);
        other_forms(&letters, |form| {
            let text = form.text(&letters);
            assert_eq!(form.hash.mixed(), word_key(&text), "{text}");
            forms.push(text);
        });
        forms.sort();
        assert_eq!(forms, expected, "{word}");
    }

    #[test]
    fn a_long_vowel_more_or_less() {
        check("サーバ", &["サーバー", "サーヴァ"]);
        check("サーバー", &["サーバ", "サーヴァー"]);
        check("リカバリ", &["リカバリー", "リカヴァリ"]);
        check("エントリポイント", &["エントリーポイント"]);
        check("エントリーポイント", &["エントリポイント"]);
        check("カバー", &["カヴァー"]);
        check("メニュー", &[]);
        check("データ", &["データー"]);
    }

    #[test]
    fn other_letters_for_a_sound() {
        check("ウェブ", &["ウエブ"]);
        check("ウイルス", &["ウィルス"]);
        check("ヴォイス", &["ボイス"]);
        check("ラヴ", &["ラブ"]);
    }

    #[test]
    fn tails_are_words() {
        let word = packed("プロキシサーバ");
        let tails: Vec<String> = tails(&word).map(|(at, _)| unpacked(&word[at..])).collect();
        assert_eq!(tails, ["キシサーバ", "シサーバ", "サーバ"]);
        assert_eq!(super::tails(&[]).count(), 0);
    }

    #[test]
    fn other_words_are_not_packed() {
        for word in ["ロード・バランサー", "Route53", "Lambda", &"ア".repeat(33)] {
            assert!(Packed::read(word).is_none(), "{word}");
        }
    }
}
