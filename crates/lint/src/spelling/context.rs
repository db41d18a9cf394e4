//! Real words in the wrong place: `Custom AIM` where these notes always write `Custom AMI`.

use rustc_hash::FxHashMap;

use super::two_edits::is_shuffled;
use super::usages::Usage;
use super::verdict::{Opinion, VerdictKind, times};
use super::words::Words;
use crate::vocabulary::Vocabulary;

/// How often the right pair must stand in the notes, for each time that the doubtful one does.
const RATIO: u32 = 4;
/// How often at least.
const LEAST: u32 = 4;
/// A word that the notes use more often than this is no slip.
const RARE: u32 = 2;

/// How often a word must stand beside others for them to speak strongly for it.
const OFTEN: u32 = 5;

/// The pairs in which doubtful words stand.
pub(super) struct Contexts<'a> {
    by_word: FxHashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Contexts<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        let mut texts: Vec<&str> = words.pairs.keys().collect();
        texts.sort_unstable();
        let mut by_word: FxHashMap<&str, Vec<(&str, &str)>> = FxHashMap::default();
        for (first, second) in texts.into_iter().filter_map(|text| text.split_once(' ')) {
            for word in [first, second] {
                if words.latin.contains_key(word) {
                    by_word.entry(word).or_default().push((first, second));
                }
            }
        }
        Self { by_word }
    }

    /// How much the words beside a doubtful one speak for a candidate: 2 where they stand beside it elsewhere, in one
    /// word or in two, or are a known name with it; 3 where they often do.
    pub(super) fn support(&self, words: &Words, doubtful: &str, candidate: &str) -> i32 {
        let pairs = self.by_word.get(doubtful).map_or(&[][..], Vec::as_slice);
        let together = pairs.iter().map(|(first, second)| {
            let (first, second) = if *first == doubtful { (candidate, *second) } else { (*first, candidate) };
            let joined = [first, second].concat();
            let squashed = joined.to_ascii_lowercase();
            let name = u32::from(Vocabulary::shared().name(&squashed).is_some());
            let spaced = words.pairs.get([first, " ", second].concat().as_str());
            let unknown = words.latin.get(joined.as_str());
            let count = |usage: Option<Usage<'_>>| usage.map_or(0, |usage| usage.count);
            name + words.known_count(&squashed).max(count(unknown)) + count(spaced)
        });
        match together.sum() {
            0 => 0,
            1..OFTEN => 2,
            OFTEN.. => 3,
        }
    }

    /// Whether a capitalised word stands beside an initial or a word that only a person's name can be.
    pub(super) fn is_beside_a_person(&self, word: &str) -> bool {
        let pairs = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        pairs.iter().any(|(first, second)| is_of_a_person(if *first == word { second } else { first }))
    }
}

/// Whether a capitalised word is an initial or the name of a person.
fn is_of_a_person(word: &str) -> bool {
    word.len() == 1
        || word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && match Vocabulary::shared().word(word.to_ascii_lowercase()) {
                Some(known) => {
                    let names_a_thing = known.is_service() || known.is_brand() || known.is_software();
                    known.is_proper_name() && !names_a_thing
                }
                None => true,
            }
}

/// What follows and what precedes each word, in pairs that are frequent.
pub(super) struct Neighbours<'a> {
    after: FxHashMap<&'a str, Vec<(&'a str, u32)>>,
    before: FxHashMap<&'a str, Vec<(&'a str, u32)>>,
}

impl<'a> Neighbours<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        let mut frequent: Vec<(&str, u32)> = words
            .pairs
            .iter()
            .filter(|(text, usage)| usage.count >= LEAST && text.contains(' '))
            .map(|(text, usage)| (text, usage.count))
            .collect();
        frequent.sort_unstable();
        let mut neighbours = Self { after: FxHashMap::default(), before: FxHashMap::default() };
        for (text, count) in frequent {
            if let Some((first, second)) = text.split_once(' ') {
                neighbours.after.entry(first).or_default().push((second, count));
                neighbours.before.entry(second).or_default().push((first, count));
            }
        }
        neighbours
    }

    /// What is to be said about a rare pair; the place is that of its first word.
    pub(super) fn judge(&self, words: &Words, text: &str, count: u32) -> Option<Opinion> {
        let (first, second) = text.split_once(' ').filter(|_| count <= RARE)?;
        let second_wrong = self.after.get(first).and_then(|others| best(words, second, others, count));
        let (right, wrong, used) = if let Some((right, used)) = second_wrong {
            (format!("{first} {right}"), second, used)
        } else {
            let (right, used) = best(words, first, self.before.get(second)?, count)?;
            (format!("{right} {second}"), first, used)
        };
        let evidence = format!(
            "{wrong} in \"{text}\" is used {}; \"{right}\" {} in these notes",
            times(count),
            times(used)
        );
        Some((VerdictKind::WrongWord, vec![right], evidence))
    }
}

/// The frequent neighbour that is one edit from a doubtful word.
fn best<'a>(words: &Words, doubtful: &str, others: &[(&'a str, u32)], count: u32) -> Option<(&'a str, u32)> {
    if !is_doubtful(words, doubtful) {
        return None;
    }
    let mut near = others.iter().copied().filter(|(other, used)| {
        *used >= count * RATIO
            && other.len() >= 3
            && !is_inflection(other, doubtful)
            && is_slip(doubtful, other)
    });
    near.next().filter(|_| near.next().is_none())
}

/// Whether one may have been written for the other: one edit, and of short words only a transposition.
fn is_slip(doubtful: &str, other: &str) -> bool {
    let (doubtful, other) = (doubtful.to_ascii_lowercase(), other.to_ascii_lowercase());
    let shortest = doubtful.len().min(other.len());
    strsim::osa_distance(&doubtful, &other) == 1 && (shortest >= 4 || is_shuffled(&doubtful, &other))
}

/// A word that is known (unknown ones are other rules' matter), rare in the notes, and no name of its own.
fn is_doubtful(words: &Words, word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let letters_only = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters_only
        && word.len() >= 3
        && words.known_count(&lower) <= RARE
        && Vocabulary::shared().word(&lower).is_some_and(|known| {
            let name = known.is_service() || known.is_abbreviation() || known.is_software();
            !name && !words.settings.accepts(word, &lower)
        })
}

/// Whether two words differ in an ending alone.
fn is_inflection(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short.as_str()).is_some_and(|ending| matches!(ending, "s" | "d" | "r" | "n" | "y"))
}
