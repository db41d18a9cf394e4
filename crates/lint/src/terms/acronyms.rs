//! Acronyms that are said to stand for two things.

use rustc_hash::FxHashMap;

use crate::facts::FileFacts;
use crate::facts::terms::{Acronym, Expansion, is_connecting, words_of};
use crate::vocabulary::Vocabulary;

/// The shortest word that may be a slip of another one.
const SHORTEST: usize = 4;
/// From so many letters on a word may have two wrong ones.
const LONG: usize = 8;
/// How often the right expansion must stand where both are of known words.
const RATIO: usize = 3;

/// Two expansions of one acronym.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clash<'a> {
    pub(crate) acronym: Acronym,
    /// The note and the place of the doubtful one.
    pub(crate) place: (usize, &'a Expansion),
    /// The note and the first place of the other.
    pub(crate) other: (usize, &'a Expansion),
    pub(crate) kind: Kind,
}

/// What two expansions of one acronym are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The doubtful one is the other with a slip.
    Slip,
    /// They are two things.
    Different,
}

/// All places of one expansion, in order.
struct Meaning<'a> {
    /// Its words in lower case, connecting words and plural endings left out.
    words: Vec<String>,
    places: Vec<(usize, &'a Expansion)>,
}

/// The expansions that disagree with another one of the same acronym.
pub(crate) fn clashes(files: &[FileFacts]) -> Vec<Clash<'_>> {
    let mut by_acronym: Vec<(Acronym, usize, &Expansion)> = Vec::new();
    for (file, facts) in files.iter().enumerate() {
        let expansions = facts.terms.iter().flat_map(|terms| &terms.expansions);
        by_acronym.extend(expansions.map(|expansion| (expansion.acronym, file, expansion)));
    }
    by_acronym.sort_by_key(|(acronym, ..)| *acronym);
    let mut clashes = Vec::new();
    for same in by_acronym.chunk_by(|a, b| a.0 == b.0) {
        // Nearly all are written alike.
        if same.iter().any(|(.., expansion)| expansion.text != same[0].2.text) {
            judge(same, &mut clashes);
        }
    }
    clashes
}

fn judge<'a>(same: &[(Acronym, usize, &'a Expansion)], clashes: &mut Vec<Clash<'a>>) {
    let mut numbers: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let mut meanings: Vec<Meaning<'a>> = Vec::new();
    for &(_, file, expansion) in same {
        let words = plain_words(&expansion.text);
        let number = *numbers.entry(words.clone()).or_insert(meanings.len());
        if number == meanings.len() {
            meanings.push(Meaning { words, places: Vec::new() });
        }
        meanings[number].places.push((file, expansion));
    }
    // The most frequent first, then the earliest.
    meanings.sort_by_key(|meaning| std::cmp::Reverse(meaning.places.len()));
    let mut right: Vec<&Meaning<'a>> = Vec::new();
    for meaning in &meanings {
        let slip = meanings.iter().find(|other| is_slip(meaning, other));
        let Some((other, kind)) = slip
            .map(|other| (other, Kind::Slip))
            .or_else(|| right.first().map(|other| (*other, Kind::Different)))
        else {
            right.push(meaning);
            continue;
        };
        // Two spellings of one meaning that are as good are no clash.
        if kind == Kind::Different && right.iter().any(|other| differ_by_letters(meaning, other)) {
            continue;
        }
        let acronym = same[0].0;
        let places = meaning.places.iter();
        clashes.extend(places.map(|place| Clash { acronym, place: *place, other: other.places[0], kind }));
    }
}

/// The words of an expansion as they are compared.
fn plain_words(text: &str) -> Vec<String> {
    let words = words_of(text).filter(|word| !is_connecting(word));
    let singular = words.map(|word| {
        let word = word.to_ascii_lowercase();
        if let Some(stem) = word.strip_suffix("ies") {
            return format!("{stem}y");
        }
        match word.strip_suffix('s') {
            Some(stem) if stem.len() >= SHORTEST && !stem.ends_with('s') => stem.to_owned(),
            _ => word,
        }
    });
    singular.collect()
}

/// The words that two meanings of as many words differ in, if all of them differ by few letters.
fn near_words<'m>(meaning: &'m Meaning<'_>, other: &'m Meaning<'_>) -> Option<Vec<(&'m str, &'m str)>> {
    if meaning.words.len() != other.words.len() {
        return None;
    }
    let pairs = meaning.words.iter().zip(&other.words).filter(|(a, b)| a != b);
    let pairs: Vec<(&str, &str)> = pairs.map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let is_near = |(a, b): &(&str, &str)| {
        let shortest = a.len().min(b.len());
        shortest >= SHORTEST && strsim::osa_distance(a, b) <= 1 + usize::from(shortest >= LONG)
    };
    ((1..=2).contains(&pairs.len()) && pairs.iter().all(is_near)).then_some(pairs)
}

fn differ_by_letters(meaning: &Meaning<'_>, other: &Meaning<'_>) -> bool {
    near_words(meaning, other).is_some()
}

/// Whether a meaning is another one with a slip: its words are unknown and the other's are not, or else it is far rarer.
fn is_slip(meaning: &Meaning<'_>, other: &Meaning<'_>) -> bool {
    let Some(pairs) = near_words(meaning, other) else { return false };
    // A word may have lost its last letter to the comparison.
    let has = |word: &str| Vocabulary::shared().word(word).is_some();
    let is_known = |word: &str| has(word) || has(&format!("{word}s"));
    let known = pairs.iter().filter(|(word, _)| is_known(word)).count();
    let right = pairs.iter().filter(|(_, right)| is_known(right)).count();
    if known == 0 && right == pairs.len() {
        return meaning.places.len() <= RATIO * other.places.len();
    }
    known <= right && other.places.len() >= RATIO * meaning.places.len()
}
