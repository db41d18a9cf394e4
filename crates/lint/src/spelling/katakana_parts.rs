//! Katakana words that are made of several: whether all parts are words, and which one is not.
//!
//! `コマドンライン` is no word, `ライン` is one, and `コマンド` is a slip away from the rest.

use notesmith_word_table::WordHash;

use super::katakana_slips::{
    begins_no_word, is_full_size, is_slip_of_hand, letters_like, likelihood, look_alike, place,
};
use super::words::Words;
use crate::vocabulary::Vocabulary;

/// The shortest part that any dictionary word may be; two letters in a row are nearly always a word.
const SHORTEST: usize = 3;
/// Parts of two letters that words of information technology are made of.
const SHORT: &str = "アイアプアンイオインオフオンカーキーギガキロコアサブジオスパセルゼロタグダブチェツーデモテラドアドルナノネオ\
                     ノーノンバーハイバグバスパスハブビルピンフルプロペアペタボスボタホスマイマスミニメガメタメモモノラムルビレスローログロボ";
/// The longest part, in letters.
const LONGEST: usize = 11;
/// The longest word that is taken apart, in letters.
const LONGEST_WHOLE: usize = 40;
/// How often the notes must use a word that looks like a compound.
const OFTEN: u32 = 3;
/// How often the notes must use a word that no dictionary holds for it to be a part.
const FREQUENT: u32 = 2;
/// The longest part that may be broken, in letters.
const LONGEST_BROKEN: usize = 9;

/// A part that is no word, and what it was probably meant to be.
pub(super) struct Broken {
    /// The part as written.
    pub(super) part: String,
    /// The word that was meant.
    pub(super) right: String,
    /// The whole with that word.
    pub(super) whole: String,
}

/// A katakana word and the words that may be its parts.
pub(super) struct Parts<'a> {
    words: &'a Words,
    letters: &'a [char],
}

impl<'a> Parts<'a> {
    pub(super) fn new(words: &'a Words, letters: &'a [char]) -> Self {
        Self { words, letters }
    }

    /// Whether the word is nothing but words of the dictionary and of the notes.
    pub(super) fn are_words(&self) -> bool {
        let end = self.letters.len();
        if end > LONGEST_WHOLE {
            return false;
        }
        // Bits for the places that words lead to, and for those that were tried.
        let (mut reached, mut tried) = (1_u64, 0_u64);
        while reached & !tried != 0 {
            // The last one first: the longest word is nearly always the right one.
            let start = 63 - (reached & !tried).leading_zeros() as usize;
            if start == end {
                return true;
            }
            tried |= 1 << start;
            self.ends(start, |at| reached |= 1 << at);
        }
        false
    }

    /// The words that the notes use often and that differ from this one in a letter that looks alike.
    pub(super) fn alike_and_used(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.letters.len() > LONGEST {
            return found;
        }
        let mut front = WordHash::default();
        for (at, &letter) in self.letters.iter().enumerate() {
            let rest = &self.letters[at + 1..];
            for other in letters_like(letter) {
                let hash =
                    rest.iter().fold(front.with(low_byte(other)), |hash, next| hash.with(low_byte(*next)));
                let used = self.words.known_count_keyed(hash.mixed());
                if used >= OFTEN && Vocabulary::shared().has_katakana_hashed(hash) {
                    found.push(self.letters[..at].iter().chain(&[other]).chain(rest).collect());
                }
            }
            front = front.with(low_byte(letter));
        }
        found
    }

    /// Gives the end of each word that begins at a letter and is not the whole, the shortest first.
    fn ends(&self, start: usize, mut found: impl FnMut(usize)) {
        let letters = &self.letters[start..];
        let [first, second, ..] = letters else { return };
        let mut hash = WordHash::default().with(low_byte(*first)).with(low_byte(*second));
        let is_end =
            |length: usize| letters.get(length).is_none_or(|next| *next == 'ー' || !begins_no_word(*next));
        if is_short_part(*first, *second) && is_end(2) && self.letters.len() > 2 {
            found(start + 2);
        }
        for (at, letter) in letters.iter().enumerate().take(LONGEST).skip(2) {
            hash = hash.with(low_byte(*letter));
            let length = at + 1;
            if is_end(length) && length < self.letters.len() && self.is_word(hash, length) {
                found(start + length);
                // The dictionary may have the form without the mark alone.
                if letters.get(length) == Some(&'ー') {
                    found(start + length + 1);
                }
            }
        }
    }

    /// Whether the word of so many letters with this hash is one of the dictionary or of the notes.
    fn is_word(&self, hash: WordHash, length: usize) -> bool {
        Vocabulary::shared().has_katakana_hashed(hash)
            || length > SHORTEST && self.words.katakana.count_keyed(hash.mixed()) >= FREQUENT
    }

    /// The one part of a word that is no compound that is no word, where all before and behind it are words.
    pub(super) fn broken(&self) -> Option<Broken> {
        let end = self.letters.len();
        if !(2 * SHORTEST..=LONGEST_WHOLE).contains(&end) {
            return None;
        }
        let (mut front, mut back) = (vec![false; end + 1], vec![false; end + 1]);
        (front[0], back[end]) = (true, true);
        for start in 0..end {
            if front[start] {
                self.ends(start, |at| front[at] = true);
            }
        }
        for start in (0..end).rev() {
            let mut is_word = false;
            self.ends(start, |at| is_word |= back[at]);
            back[start] = is_word;
        }
        let starts = (0..end).filter(|start| front[*start]);
        let parts = starts.flat_map(|start| {
            let ends = (start + SHORTEST..=end.min(start + LONGEST_BROKEN)).filter(|at| back[*at]);
            ends.map(move |at| (start, at))
        });
        let parts = parts.filter(|(start, at)| at - start + SHORTEST <= end);
        let mut best: Option<(u32, Broken)> = None;
        for (start, at) in parts {
            let Some((weight, right)) = self.meant(start, at) else { continue };
            if best.as_ref().is_none_or(|(other, _)| weight > *other) {
                let text = |range: &[char]| range.iter().collect::<String>();
                let whole = text(&self.letters[..start]) + &right + &text(&self.letters[at..]);
                best = Some((weight, Broken { part: text(&self.letters[start..at]), right, whole }));
            }
        }
        best.map(|(_, broken)| broken)
    }

    /// What letters were probably meant to be, and how much speaks for it.
    fn meant(&self, start: usize, end: usize) -> Option<(u32, String)> {
        let written = &self.letters[start..end];
        if written.first().is_some_and(|first| begins_no_word(*first)) {
            return None;
        }
        let text: String = written.iter().collect();
        let is_rare = || Vocabulary::shared().have_rare_katakana(std::iter::once(text.as_str())) == [true];
        let candidates = Vocabulary::shared().near_katakana(&text).into_iter().filter_map(|right| {
            let letters: Vec<char> = right.chars().collect();
            let used = self.words.known_count(&right);
            let weight = weigh(written, &letters, used)?;
            let may_be_slip = used > 0 && is_full_size(written, &letters) || !is_rare();
            may_be_slip.then_some((weight, right))
        });
        candidates.max_by(|(a, first), (b, second)| (a, second).cmp(&(b, first)))
    }
}

/// How much speaks for a part that is a slip of a word; `None` where it is none.
fn weigh(written: &[char], right: &[char], used: u32) -> Option<u32> {
    let likelihood = likelihood(written, right)?;
    // Long-vowel marks are a matter of style.
    let bars = |letters: &[char]| letters.iter().filter(|letter| **letter == 'ー').count();
    if right.len() < SHORTEST || bars(written) != bars(right) {
        return None;
    }
    // The last letter may be the first of an unknown word: `リクエスト` and `トラッカー`.
    if let [front @ .., _] = written
        && front == right
    {
        return None;
    }
    let is_of_hand = is_full_size(written, right) || is_slip_of_hand(written, right);
    let is_alike = written.len() == right.len() && look_alike(written, right);
    let is_likely = likelihood == 3 || is_of_hand || is_alike;
    let shortest = match (is_likely, used) {
        (true, 1..) => SHORTEST,
        (true, 0) | (false, 2..) => SHORTEST + 1,
        (false, 1) => SHORTEST + 2,
        (false, 0) => return None,
    };
    if likelihood < 2 || written.len() < shortest {
        return None;
    }
    Some(u32::from(is_likely) * 4 + used.min(3) + written.len() as u32)
}

/// The last eight bits of the code point of a katakana letter.
fn low_byte(letter: char) -> u8 {
    u32::from(letter) as u8
}

/// A bit for each second letter of the short parts, by the first.
static SHORT_PARTS: [u128; 96] = {
    let (letters, mut parts, mut at) = (SHORT.as_bytes(), [0; 96], 0);
    while at + 6 <= letters.len() {
        let (first, second) = (place(letters, at), place(letters, at + 3));
        parts[first as usize] |= 1 << second;
        at += 6;
    }
    parts
};

/// Whether two letters are a part of many words.
fn is_short_part(first: char, second: char) -> bool {
    let number = |letter: char| usize::from(low_byte(letter).wrapping_sub(0xA0));
    SHORT_PARTS.get(number(first)).is_some_and(|seconds| seconds >> (number(second) & 127) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_parts_are_those_of_the_list() {
        let check = |text: &str, expected| {
            let letters: Vec<char> = text.chars().collect();
            assert_eq!(is_short_part(letters[0], letters[1]), expected, "{text}");
        };
        for part in ["キー", "ログ", "ロボ", "アイ", "レス"] {
            check(part, true);
        }
        for part in ["ヒト", "ット", "ーア", "グタ", "ン・"] {
            check(part, false);
        }
    }
}
