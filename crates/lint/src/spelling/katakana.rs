//! Rare katakana words that are one letter from a frequent one: `サボート` for `サポート`.
//!
//! Long-vowel variants (`サーバ`, `サーバー`) are another rule's matter.

use super::verdict::{Opinion, VerdictKind, times};
use super::words::Words;
use crate::vocabulary::Vocabulary;

/// The least weight at which a candidate is believed.
const BELIEVED: i32 = 4;
/// From this weight on a word is wrong even where it could be a compound.
const SURE: i32 = 6;
/// The shortest word that a dictionary alone corrects, and the shortest in front of a rest that is no word.
const LONG: usize = 6;
/// The shortest word that may lack a long-vowel mark inside: `フォマット`; at the end it is a matter of style.
const SHORTEST_WITHOUT_MARK: usize = 4;
/// The longest word that the dictionary is asked about: longer ones are compounds, and it holds hardly any.
const LONGEST_LISTED: usize = 11;
/// A word that the notes use more often than this is theirs.
const RARE: u32 = 2;
/// How often a word must be used to be what another one was meant to be, for each use of the other.
const FREQUENT: u32 = 2;

/// How often the notes must use a word that an unlikely slip leads to.
const OFTEN: u32 = 3;

/// Letters that scanners and tired eyes take for each other.
const LOOK_ALIKES: [(char, char); 16] = [
    ('ソ', 'ン'),
    ('シ', 'ツ'),
    ('ク', 'ワ'),
    ('ウ', 'フ'),
    ('ウ', 'ワ'),
    ('フ', 'ワ'),
    ('ア', 'マ'),
    ('ル', 'レ'),
    ('コ', 'ユ'),
    ('チ', 'テ'),
    ('ナ', 'メ'),
    ('ス', 'ヌ'),
    ('ノ', 'ソ'),
    ('ラ', 'フ'),
    ('ミ', 'シ'),
    ('ロ', 'コ'),
];

/// Consonants whose keys touch, as the rows of kana that they begin: `ニ` for `ミ`.
const NEIGHBOURS: [(&str, &str); 8] = [
    ("ナニヌネノ", "マミムメモ"),
    ("タチツテト", "ラリルレロ"),
    ("サシスセソ", "ザジズゼゾ"),
    ("サシスセソ", "ダヂヅデド"),
    ("ナニヌネノ", "バビブベボ"),
    ("ガギグゲゴ", "ハヒフヘホ"),
    ("ナニヌネノ", "ハヒフヘホ"),
    ("カキクケコ", "マミムメモ"),
];

/// The katakana words of the notes that no dictionary holds.
pub(super) struct OwnKatakana<'a> {
    /// In order of their length in letters.
    words: Vec<Word<'a>>,
    /// The masks of the words, one beside the other since all are looked at for each word.
    masks: Vec<u64>,
}

struct Word<'a> {
    text: &'a str,
    letters: Vec<char>,
    count: u32,
}

impl<'a> OwnKatakana<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        let mut words: Vec<Word<'a>> = words
            .katakana
            .iter()
            .filter(|(_, usage)| usage.count > 0)
            .map(|(text, usage)| Word { text, letters: text.chars().collect(), count: usage.count })
            .collect();
        words.sort_unstable_by_key(|word| word.letters.len());
        let masks = words.iter().map(|word| mask_of(&word.letters)).collect();
        Self { words, masks }
    }

    /// The words that may be one edit away: their length differs by one letter at most, and most letters are the same.
    fn near(&self, letters: &[char]) -> impl Iterator<Item = (&Word<'a>, u64)> {
        let start = self.words.partition_point(|word| word.letters.len() + 1 < letters.len());
        let end = self.words.partition_point(|word| word.letters.len() <= letters.len() + 1);
        let mask = mask_of(letters);
        let words = self.masks[start..end].iter().enumerate();
        words
            .filter(move |(_, other)| differ_little(*other ^ mask))
            .map(move |(place, other)| (&self.words[start + place], *other))
    }

    /// How often the notes use a word, alone or inside a longer one.
    fn count_in_compounds(&self, word: &Word<'_>, mask: u64) -> u32 {
        let words = self.masks.iter().zip(&self.words).filter(|(other, _)| **other & mask == mask);
        words.filter(|(_, other)| other.text.contains(word.text)).map(|(_, other)| other.count).sum()
    }

    /// What is to be said about a katakana word that no dictionary holds.
    pub(super) fn judge(&self, words: &Words, text: &str, count: u32) -> Option<Opinion> {
        let letters: Vec<char> = text.chars().collect();
        if count > RARE || letters.len() < 3 {
            return None;
        }
        // A rare word, a name, or another way to write one is no slip.
        if Vocabulary::shared().has_rare_katakana(text) {
            return None;
        }
        let own = self.near(&letters).filter_map(|(word, mask)| {
            likelihood(&letters, &word.letters)?;
            let used = self.count_in_compounds(word, mask);
            let weight = weigh(&letters, &word.letters, used, 0).filter(|_| used >= count * FREQUENT)?;
            Some((weight, used, word.text.to_owned()))
        });
        let near = if letters.len() <= LONGEST_LISTED {
            Vocabulary::shared().near_katakana(text)
        } else {
            Vec::new()
        };
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
    if used == 0 && (likelihood < 3 || written.len() < LONG) {
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

/// How likely the one edit between two words is, from 1 to 3.
fn likelihood(written: &[char], right: &[char]) -> Option<i32> {
    if !are_near(written, right) {
        return None;
    }
    if written != right && read_alike(written, right) {
        return Some(3);
    }
    let at = written.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (from, to) = (&written[at..], &right[at..]);
    let at_end = at == 0 || at + 1 >= written.len().max(right.len());
    match (from, to) {
        (['ー', rest @ ..], to) if rest == to && at > 0 && written[at - 1] == 'ー' => Some(3),
        ([a, rest @ ..], to) if rest == to => {
            let doubled = at > 0 && written[at - 1] == *a;
            (*a != 'ー' && (!at_end || doubled)).then_some(2)
        }
        (from, [b, rest @ ..]) if rest == from => {
            // No word begins with these letters, so one is missing before them.
            let beheaded = at == 0 && written.first().is_some_and(|first| begins_no_word(*first));
            let inside = !at_end && (*b != 'ー' || written.len() >= SHORTEST_WITHOUT_MARK);
            (beheaded || inside).then_some(2)
        }
        ([a, from @ ..], [b, to @ ..]) if from == to => {
            if plain(*a) == plain(*b) {
                Some(3)
            } else if *a == 'ー' || *b == 'ー' {
                None
            } else if are_look_alikes(*a, *b) || are_neighbours(*a, *b) {
                Some(2)
            } else {
                (!at_end).then_some(1)
            }
        }
        ([a, b, from @ ..], [c, d, to @ ..]) if a == d && b == c && from == to => Some(2),
        _ => None,
    }
}

/// Whether at most two letters in a row tell the words apart; this is asked of every pair.
fn are_near(written: &[char], right: &[char]) -> bool {
    let front = written.iter().zip(right).take_while(|(a, b)| a == b).count();
    let back = written.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    front + back + 2 >= written.len().max(right.len())
}

/// Whether words differ in letters alone that look alike or in their marks: a compound is no word for such a slip.
fn look_alike(written: &[char], right: &[char]) -> bool {
    written.iter().zip(right).all(|(a, b)| plain(*a) == plain(*b) || are_look_alikes(*a, *b))
}

fn are_look_alikes(a: char, b: char) -> bool {
    LOOK_ALIKES.contains(&(a, b)) || LOOK_ALIKES.contains(&(b, a))
}

/// Whether an input method reads two words alike: ン before a vowel runs into it (`サイナップ` for `サインアップ`).
fn read_alike(a: &[char], b: &[char]) -> bool {
    syllables(a).eq(syllables(b))
}

fn syllables(letters: &[char]) -> impl Iterator<Item = char> + '_ {
    let mut rest = letters;
    std::iter::from_fn(move || {
        let (letter, length) = match rest {
            ['ン', 'ア', ..] => ('ナ', 2),
            ['ン', 'イ', ..] => ('ニ', 2),
            ['ン', 'ウ', ..] => ('ヌ', 2),
            ['ン', 'エ', ..] => ('ネ', 2),
            ['ン', 'オ', ..] => ('ノ', 2),
            [letter, ..] => (*letter, 1),
            [] => return None,
        };
        rest = &rest[length..];
        Some(letter)
    })
}

/// Whether the same vowel follows consonants whose keys touch.
fn are_neighbours(a: char, b: char) -> bool {
    let place = |row: &str, letter: char| row.chars().position(|other| other == letter);
    NEIGHBOURS.iter().any(|(one, other)| {
        let same = |first: Option<usize>, second: Option<usize>| first.is_some() && first == second;
        same(place(one, a), place(other, b)) || same(place(one, b), place(other, a))
    })
}

/// A letter without its voicing mark and at full size: `パ`, `バ` → `ハ`; `ッ`, `ヅ` → `ツ`.
fn plain(letter: char) -> char {
    match letter {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' => shifted(letter, 1),
        'カ'..='ヂ' if (u32::from(letter) - u32::from('カ')) % 2 == 1 => shifted(letter, -1),
        'ッ' | 'ヅ' => 'ツ',
        'デ' | 'ド' => shifted(letter, -1),
        'ハ'..='ポ' => shifted(letter, -((i64::from(u32::from(letter)) - i64::from(u32::from('ハ'))) % 3)),
        'ヴ' => 'ウ',
        other => other,
    }
}

fn shifted(letter: char, by: i64) -> char {
    let code = i64::from(u32::from(letter)) + by;
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(letter)
}

/// A long known word with two letters behind it that are no word: `アプリケーションドフ`.
fn rest_of_compound(words: &Words, text: &str, letters: &[char], count: u32) -> Option<Opinion> {
    let at = letters.len().checked_sub(2).filter(|at| *at >= LONG)?;
    let (front, rest): (String, String) = (letters[..at].iter().collect(), letters[at..].iter().collect());
    let plain =
        letters[at..].iter().all(|letter| *letter != 'ー' && plain(*letter) != 'ン' && !is_small(*letter));
    let known = |part: &str| Vocabulary::shared().has_katakana(part) || words.katakana.contains_key(part);
    if !plain || !known(&front) || known(&rest) || begins_a_word(words, &rest) {
        return None;
    }
    let evidence = format!("{text} is used {}; {rest} behind {front} is no known word", times(count));
    Some((VerdictKind::Katakana, Vec::new(), evidence))
}

/// Whether a word of the notes begins with these letters.
fn begins_a_word(words: &Words, letters: &str) -> bool {
    words.katakana.keys().any(|word| word.starts_with(letters))
}

/// Whether a letter goes on with a syllable that another began.
fn begins_no_word(letter: char) -> bool {
    matches!(letter, 'ー' | 'ッ' | 'ン') || is_small(letter)
}

fn is_small(letter: char) -> bool {
    matches!(letter, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_the_slip() {
        let check = |written: &str, right: &str, expected| {
            let (written, right): (Vec<char>, Vec<char>) =
                (written.chars().collect(), right.chars().collect());
            assert_eq!(likelihood(&written, &right), expected, "{written:?}");
        };
        check("サボート", "サポート", Some(3));
        check("イペント", "イベント", Some(3));
        check("トラフイック", "トラフィック", Some(3));
        check("オーーバーヘッド", "オーバーヘッド", Some(3));
        check("ソフトフェア", "ソフトウェア", Some(2));
        check("クラスタ", "クラスター", None);
        check("デプロイ", "リデプロイ", None);
        check("サービス", "サービス", None);
    }

    #[test]
    fn plain_letters_have_no_marks() {
        for (letter, expected) in [
            ('ガ', 'カ'),
            ('ヂ', 'チ'),
            ('ッ', 'ツ'),
            ('ド', 'ト'),
            ('ビ', 'ヒ'),
            ('ペ', 'ヘ'),
            ('ィ', 'イ'),
            ('マ', 'マ'),
        ] {
            assert_eq!(plain(letter), expected, "{letter}");
        }
    }
}
