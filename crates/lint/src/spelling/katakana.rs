//! Rare katakana words that are one letter from a frequent one: `サボート` for `サポート`.
//!
//! Long-vowel variants (`サーバ`, `サーバー`) are another rule's matter.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::katakana_slips::{
    is_full_size, is_slip_of_hand, is_small, likelihood, look_alike, plain, read_alike, vowel_behind_n,
};
use super::verdict::{Opinion, Verdict, VerdictKind, in_order, times};
use super::words::Words;
use crate::vocabulary::Vocabulary;

/// The least weight at which a candidate is believed.
const BELIEVED: i32 = 4;
/// From this weight on a word is wrong even where it could be a compound.
const SURE: i32 = 6;
/// The shortest word that a dictionary alone corrects, and the shortest in front of a rest that is no word.
const LONG: usize = 6;
/// The longest word that the dictionary is asked about: longer ones are compounds, and it holds hardly any.
const LONGEST_LISTED: usize = 11;
/// A word that the notes use more often than this is theirs.
const RARE: u32 = 2;
/// How often a word must be used to be what another one was meant to be, for each use of the other.
const FREQUENT: u32 = 2;

/// How often the notes must use a word that an unlikely slip leads to.
const OFTEN: u32 = 3;

/// The verdicts on katakana words, in order of their text.
pub(super) fn all(words: &Words) -> Vec<Verdict> {
    Vocabulary::shared().expect_unknown_katakana(words.katakana.len());
    let own = OwnKatakana::new(words);
    // A name, a rare word, or another way to write one is no slip.
    let rare = Vocabulary::shared().have_rare_katakana(words.katakana.keys());
    let katakana = words.katakana.iter().zip(rare).filter(|(_, is_rare)| !is_rare);
    in_order(katakana.filter_map(|((text, usage), _)| {
        let opinion = own.judge(words, text, usage.count).filter(|_| !words.accepts(text))?;
        Some(Verdict::new(opinion, text, usage.places()))
    }))
}

/// The katakana words of the notes that no dictionary holds.
struct OwnKatakana<'a> {
    words: Vec<Word<'a>>,
    /// The words of a length that begin with a letter, and those that end with it.
    by_end: FxHashMap<(End, char, usize), Vec<Outline>>,
    /// The letters of all words.
    letters: Vec<char>,
}

struct Word<'a> {
    text: &'a str,
    /// Where its letters are among those of all words.
    letters: Range<usize>,
    /// A bit for each letter.
    mask: u64,
    count: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum End {
    First,
    Last,
}

/// What tells most words from another one without their letters.
struct Outline {
    mask: u64,
    first: char,
    /// The place of the word among all.
    word: usize,
}

impl<'a> OwnKatakana<'a> {
    fn new(words: &'a Words) -> Self {
        let mut own = Self { words: Vec::new(), by_end: FxHashMap::default(), letters: Vec::new() };
        for (text, usage) in words.katakana.iter().filter(|(_, usage)| usage.count > 0) {
            let start = own.letters.len();
            own.letters.extend(text.chars());
            let letters = &own.letters[start..];
            let (Some(&first), Some(&last)) = (letters.first(), letters.last()) else { continue };
            let mask = mask_of(letters);
            for (end, letter) in [(End::First, first), (End::Last, last)] {
                let outline = Outline { mask, first, word: own.words.len() };
                own.by_end.entry((end, letter, letters.len())).or_default().push(outline);
            }
            own.words.push(Word { text, letters: start..start + letters.len(), mask, count: usage.count });
        }
        own
    }

    fn letters_of(&self, word: &Word<'_>) -> &[char] {
        &self.letters[word.letters.clone()]
    }

    /// The words that may be one edit away from one of three letters and more: they have the same first or last letter,
    /// their length differs by one at most, and most letters are the same.
    fn near(&self, letters: &[char]) -> impl Iterator<Item = &Word<'a>> {
        let (first, last) = (letters[0], letters[letters.len() - 1]);
        let (mask, length) = (mask_of(letters), letters.len());
        let with = move |end, letter| {
            let alike = move |length| self.by_end.get(&(end, letter, length));
            (length - 1..=length + 1).filter_map(alike).flatten()
        };
        let begin_alike = with(End::First, first);
        let end_alike = with(End::Last, last).filter(move |other| other.first != first);
        let others = begin_alike.chain(end_alike).filter(move |other| differ_little(other.mask ^ mask));
        others.map(|other| &self.words[other.word])
    }

    /// How often the notes use a word, alone or inside a longer one.
    fn count_in_compounds(&self, word: &Word<'_>) -> u32 {
        let words = self.words.iter().filter(|other| other.mask & word.mask == word.mask);
        words.filter(|other| other.text.contains(word.text)).map(|other| other.count).sum()
    }

    /// What is to be said about a katakana word that no dictionary holds.
    fn judge(&self, words: &Words, text: &str, count: u32) -> Option<Opinion> {
        if count > RARE || text.chars().count() < 3 {
            return None;
        }
        let letters: Vec<char> = text.chars().collect();
        let own = self.near(&letters).filter_map(|word| {
            let right = self.letters_of(word);
            likelihood(&letters, right)?;
            let used = self.count_in_compounds(word);
            let is_frequent = used >= count * FREQUENT || used >= count && is_full_size(&letters, right);
            let weight = weigh(&letters, right, used, 0).filter(|_| is_frequent)?;
            Some((weight, used, word.text.to_owned()))
        });
        let mut near = if letters.len() <= LONGEST_LISTED {
            Vocabulary::shared().near_katakana(text)
        } else {
            Vec::new()
        };
        near.extend(listed_and_read_alike(&letters));
        let listed = near.into_iter().filter_map(|right| {
            let used = words.known_count(&right);
            let weight = weigh(&letters, &right.chars().collect::<Vec<_>>(), used, 1)?;
            Some((weight, used, right))
        });
        let mut candidates: Vec<(i32, u32, String)> =
            own.chain(listed).filter(|(weight, ..)| *weight >= BELIEVED).collect();
        candidates.sort_by(|a, b| (b.0, b.1, &a.2).cmp(&(a.0, a.1, &b.2)));
        let Some((weight, used, right)) = candidates.first() else {
            return rest_of_compound(words, text, &letters, count);
        };
        let right_letters: Vec<char> = right.chars().collect();
        let replaced = right_letters.len() == letters.len();
        let looks_alike = replaced && look_alike(&letters, &right_letters);
        let is_sure = looks_alike && *weight >= SURE || read_alike(&letters, &right_letters);
        if !is_sure && is_compound(words, &letters) {
            return None;
        }
        let evidence = if *used > 0 {
            format!("{text} is used {}; {right} {} in these notes", times(count), times(*used))
        } else {
            format!("{right} is a word of the dictionary")
        };
        let suggestions = candidates.iter().take(3).map(|(.., right)| right.clone()).collect();
        Some((VerdictKind::Katakana, suggestions, evidence))
    }
}

/// The words of the dictionary in which ン stands before a vowel where a word has one syllable: `サインアップ` for
/// `サイナップ`.
fn listed_and_read_alike(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    letters.iter().enumerate().filter_map(|(at, letter)| {
        let vowel = vowel_behind_n(*letter)?;
        let right: String = letters[..at].iter().chain(&['ン', vowel]).chain(&letters[at + 1..]).collect();
        Vocabulary::shared().has_katakana(&right).then_some(right)
    })
}

/// A bit for each letter; equal words have equal masks.
fn mask_of(letters: &[char]) -> u64 {
    letters.iter().fold(0, |mask, letter| mask | 1 << (u32::from(*letter) & 63))
}

/// Whether at most three bits are set.
fn differ_little(mut bits: u64) -> bool {
    for _ in 0..3 {
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

/// How much speaks for a candidate; `None` where the words are not one edit apart or the difference is no error.
fn weigh(written: &[char], right: &[char], used: u32, bonus: i32) -> Option<i32> {
    let likelihood = likelihood(written, right)?;
    // A word that these notes do not use is believed for the likeliest slips in long words alone.
    let is_likely = likelihood == 3 || likelihood == 2 && is_slip_of_hand(written, right);
    let shortest = if is_full_size(written, right) { LONG - 1 } else { LONG };
    if used == 0 && (!is_likely || written.len() < shortest) {
        return None;
    }
    if likelihood == 1 && used < OFTEN {
        return None;
    }
    let frequency = match used {
        0 => 0,
        1..=2 => 1,
        3..=9 => 2,
        _ => 3,
    };
    let length = match written.len() {
        0..=3 => -2,
        4 => -1,
        5 => 0,
        6..=7 => 1,
        _ => 2,
    };
    Some(likelihood + frequency + length + bonus)
}

/// A long known word with two letters behind it that are no word: `アプリケーションドフ`.
fn rest_of_compound(words: &Words, text: &str, letters: &[char], count: u32) -> Option<Opinion> {
    let at = letters.len().checked_sub(2).filter(|at| *at >= LONG)?;
    let is_plain = |letter: &char| *letter != 'ー' && plain(*letter) != 'ン' && !is_small(*letter);
    if !letters[at..].iter().all(is_plain) {
        return None;
    }
    let (front, rest) = text.split_at(text.char_indices().nth(at)?.0);
    let known = |part: &str| Vocabulary::shared().has_katakana(part) || words.katakana.contains_key(part);
    if !known(front) || known(rest) || begins_a_word(words, rest) {
        return None;
    }
    let evidence = format!("{text} is used {}; {rest} behind {front} is no known word", times(count));
    Some((VerdictKind::Katakana, Vec::new(), evidence))
}

/// Whether a word of the notes begins with these letters.
fn begins_a_word(words: &Words, letters: &str) -> bool {
    words.katakana.keys().any(|word| word.starts_with(letters))
}

/// Whether a word is nothing but words of the dictionary and of the notes.
fn is_compound(words: &Words, letters: &[char]) -> bool {
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for start in 0..letters.len() {
        if !reached[start] {
            continue;
        }
        for end in start + 2..=letters.len() {
            let part: String = letters[start..end].iter().collect();
            let whole = end - start == letters.len();
            let frequent = words.katakana.get(part.as_str()).is_some_and(|usage| usage.count >= FREQUENT);
            reached[end] |= !whole && (frequent || Vocabulary::shared().has_katakana(&part));
        }
    }
    reached[letters.len()]
}
