//! Rare katakana words that are one letter from a frequent one: `サボート` for `サポート`.
//!
//! Long-vowel variants (`サーバ`, `サーバー`) are another rule's matter.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::katakana_parts::{Broken, Parts};
use super::katakana_slips::{
    full_sized, is_full_size, is_slip_of_hand, is_small, likelihood, look_alike, plain, read_alike,
    vowel_behind_n,
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
    let rare = Vocabulary::shared().have_rare_katakana(words.katakana.keys());
    in_order(words.katakana.iter().zip(rare).filter_map(|((text, usage), is_rare)| {
        // A name, a rare word, or another way to write one is no slip.
        let opinion =
            if is_rare { rare_form(words, text, usage.count) } else { own.judge(words, text, usage.count) };
        let opinion = opinion.filter(|_| !words.accepts(text))?;
        Some(Verdict::new(opinion, text, usage.places()))
    }))
}

/// A word that old texts write with full-size letters, where these notes write a small one: `フアイル`.
fn rare_form(words: &Words, text: &str, count: u32) -> Option<Opinion> {
    if count > RARE {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let mut rights = full_sized(&letters).map(|right| (words.known_count(&right), right));
    let (used, right) =
        rights.find(|(used, right)| *used >= count && Vocabulary::shared().has_katakana(right))?;
    let evidence = format!("{text} is used {}; {right} {} in these notes", times(count), times(used));
    Some((VerdictKind::Katakana, vec![right], evidence))
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
        if count > RARE {
            return None;
        }
        let letters: Vec<char> = text.chars().collect();
        if letters.len() < 3 || repeats_a_mark(&letters) {
            return None;
        }
        let parts = Parts::new(words, &letters);
        let are_words = parts.are_words();
        let mut candidates = if are_words {
            believed(words, &letters, parts.alike_and_used())
        } else if letters.len() <= LONGEST_LISTED {
            believed(words, &letters, Vocabulary::shared().near_katakana(text))
        } else {
            Vec::new()
        };
        candidates.extend(believed(words, &letters, listed_and_read_alike(&letters)));
        if !are_words {
            candidates.extend(self.own(&letters, count));
        }
        candidates.sort_by(|a, b| (b.0, b.1, &a.2).cmp(&(a.0, a.1, &b.2)));
        let Some((weight, used, right)) = candidates.first() else {
            let rest = || rest_of_compound(words, text, &letters, count).or_else(|| broken_part(&parts));
            return if are_words { None } else { rest() };
        };
        let right_letters: Vec<char> = right.chars().collect();
        let replaced = right_letters.len() == letters.len();
        let looks_alike = replaced && look_alike(&letters, &right_letters);
        let is_sure = looks_alike && *weight >= SURE || read_alike(&letters, &right_letters);
        if !is_sure && are_words {
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

    /// The words of the notes that a word was meant to be, with how much speaks for them and how often they are used.
    fn own(&self, letters: &[char], count: u32) -> impl Iterator<Item = Weighed> {
        self.near(letters).filter_map(move |word| {
            let right = self.letters_of(word);
            likelihood(letters, right)?;
            let used = self.count_in_compounds(word);
            let is_frequent = used >= count * FREQUENT || used >= count && is_full_size(letters, right);
            let weight =
                weigh(letters, right, used, 0).filter(|weight| is_frequent && *weight >= BELIEVED)?;
            Some((weight, used, word.text.to_owned()))
        })
    }
}

/// A word that was meant: how much speaks for it, how often the notes use it, the word.
type Weighed = (i32, u32, String);

/// Those of some words of the dictionary that are believed.
fn believed(words: &Words, letters: &[char], rights: impl IntoIterator<Item = String>) -> Vec<Weighed> {
    let weighed = rights.into_iter().filter_map(|right| {
        let used = words.known_count(&right);
        let weight = weigh(letters, &right.chars().collect::<Vec<_>>(), used, 1)?;
        (weight >= BELIEVED).then_some((weight, used, right))
    });
    weighed.collect()
}

/// Whether a long-vowel mark stands twice inside a word, which is a repetition.
fn repeats_a_mark(letters: &[char]) -> bool {
    letters.windows(3).any(|three| three[..2] == ['ー', 'ー'] && three[2] != 'ー')
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
    let is_of_hand = likelihood == 2 && is_slip_of_hand(written, right);
    let is_alike = written.len() > LONG && written.len() == right.len() && look_alike(written, right);
    let is_likely = likelihood == 3 || is_of_hand || is_alike;
    let shortest = if is_of_hand || is_full_size(written, right) { LONG - 1 } else { LONG };
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
    Some(likelihood + i32::from(is_of_hand) + frequency + length + bonus)
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

/// A part of a compound that is a slip of a word: `コマドンライン`.
fn broken_part(parts: &Parts<'_>) -> Option<Opinion> {
    let Broken { part, right, whole } = parts.broken()?;
    Some((VerdictKind::Katakana, vec![whole], format!("{part} in it is no known word, {right} is one")))
}
