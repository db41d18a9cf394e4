//! The other forms of a katakana word, which are as right: without a long vowel, with `ウエ` for `ウェ`, with `バ` for `ヴァ`.
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
/// How many letters at least the front of a compound has.
const FRONT: usize = 2;

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

/// Whether a word may have a plainer form: a long vowel behind the third letter, `ヴ` or `ウ`.
pub(super) fn is_marked(word: &str) -> bool {
    let letters = word.as_bytes().as_chunks::<3>().0;
    letters.iter().enumerate().any(|(at, letter)| match letter {
        [_, 0x83, 0xBC] => at >= BEFORE,
        [_, 0x83, 0xB4] | [_, 0x82, 0xA6] => true,
        _ => false,
    })
}

/// Calls `found` with each plainer form of a word: without a long vowel, with `ウエ` for `ウェ`, with `バ` for `ヴァ`.
pub(super) fn plain_forms(word: &[u8], mut found: impl FnMut(Form)) {
    for (at, &letter) in word.iter().enumerate() {
        // Most letters have none.
        if !matches!(letter, MARK | 0xA6 | 0xF4) {
            continue;
        }
        if let Some((length, letters, change)) = plain(word, at) {
            let to = at + length;
            let hash = [&word[..at], letters, &word[to..]].into_iter().fold(WordHash::default(), behind);
            found(Form { hash, change, from: at, to, letters });
        }
    }
}

/// The hash of letters behind others.
fn behind(before: WordHash, letters: &[u8]) -> WordHash {
    let mut hash = before;
    for letter in letters {
        hash = hash.with(*letter);
    }
    hash
}

/// How many letters from a place on have a plainer form, and that.
fn plain(word: &[u8], at: usize) -> Option<(usize, &'static [u8], Change)> {
    let next = word.get(at + 1).copied();
    let (length, letters): (usize, &'static [u8]) = match (word[at], next) {
        (MARK, _) => {
            let rest = word.len() - at - 1;
            let change = if rest == 0 { Change::End } else { Change::Inside(at + 1) };
            let is_one = at >= BEFORE && takes_long_vowel(word[at - 1]) && rest != 1;
            return is_one.then_some((1, &[], change));
        }
        // ウィ, ウイ; ウェ, ウエ; ウォ, ウオ
        (0xA6, Some(0xA3)) => (2, &[0xA6, 0xA4]),
        (0xA6, Some(0xA7)) => (2, &[0xA6, 0xA8]),
        (0xA6, Some(0xA9)) => (2, &[0xA6, 0xAA]),
        // ヴァ, バ; ヴィ, ビ; ヴェ, ベ; ヴォ, ボ; ヴ, ブ
        (0xF4, Some(0xA1)) => (2, &[0xD0]),
        (0xF4, Some(0xA3)) => (2, &[0xD3]),
        (0xF4, Some(0xA7)) => (2, &[0xD9]),
        (0xF4, Some(0xA9)) => (2, &[0xDC]),
        (0xF4, _) => (1, &[0xD6]),
        _ => return None,
    };
    Some((length, letters, Change::Letter))
}

/// The hashes of the last letters of a word that may be another word, with the place where they begin, longest first.
pub(super) fn tails(word: &[u8]) -> impl Iterator<Item = (usize, WordHash)> {
    (FRONT..(word.len() + 1).saturating_sub(BEFORE)).map(|at| (at, WordHash::of(&word[at..])))
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
        assert!(is_marked(word) || expected.is_empty(), "{word}");
        plain_forms(&letters, |form| {
            let text = form.text(&letters);
            assert_eq!(form.hash.mixed(), word_key(&text), "{text}");
            forms.push(text);
        });
        assert_eq!(forms, expected, "{word}");
    }

    #[test]
    fn a_long_vowel_less() {
        check("サーバー", &["サーバ"]);
        check("リカバリー", &["リカバリ"]);
        check("エントリーポイント", &["エントリポイント"]);
        check("サーバーメモリー", &["サーバメモリー", "サーバーメモリ"]);
        for word in ["サーバ", "カバー", "メニュー", "データ", "ストレージ"] {
            check(word, &[]);
        }
    }

    #[test]
    fn other_letters_for_a_sound() {
        check("ウェブ", &["ウエブ"]);
        check("ウィルス", &["ウイルス"]);
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
