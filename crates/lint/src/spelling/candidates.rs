//! What an unknown word was probably meant to be: known words one edit away, weighed by evidence.

use super::context::Contexts;
use super::edit::{Edit, are_neighbours};
use super::words::Words;
use crate::vocabulary::{Vocabulary, Word};

/// The least weight at which a candidate is believed.
const BELIEVED: i32 = 4;
/// A word that the notes use this often is vocabulary, unless the candidate is far more frequent.
const ESTABLISHED: u32 = 7;
/// How much more frequent a candidate for an established word must be.
const FAR_MORE: u32 = 25;
/// The logarithm of a count in documentation from which on a service's word is known to everybody.
const WELL_KNOWN: u32 = 8;
/// How many candidates are shown.
const SHOWN: usize = 3;
/// How much the name of a person beside a word speaks against a common word: `Hans Persson`.
const PERSON: i32 = 5;
/// How often the notes must use a word whose last or first letter is missing, and one of four letters.
const FREQUENT: u32 = 5;
/// The same for a famous name of four letters.
const KNOWN: u32 = 3;
/// The same for a letter too many behind the last, which must lie beside it on the keyboard.
const VERY_FREQUENT: u32 = 10;
/// The shortest word whose first or last letter may be missing.
const SHORTEST_CUT: usize = 5;
/// Letters that programmers put behind a word: `sleepd`, `rustc`.
const DERIVING: &str = "cdlnrsy";
/// The size of the rarest English words that are known.
const RAREST: u8 = 70;
/// Words of this length are slips for the likeliest edits alone.
const SHORT: usize = 4;

/// A word of the notes that no list knows and that they use often enough to be one of their own.
pub(super) struct OwnWord {
    pub(super) lower: String,
    pub(super) written: String,
    pub(super) count: u32,
    /// A bit for each letter that it holds.
    pub(super) letters: u32,
}

/// An unknown word under judgement.
pub(super) struct Unknown<'a> {
    /// The word as written.
    pub(super) written: &'a str,
    /// The same in lower case.
    pub(super) lower: &'a str,
    /// How often the notes use it, in any case.
    pub(super) count: u32,
    /// Whether it has capitals inside; then only names are near it as a whole.
    pub(super) has_humps: bool,
}

/// A believed candidate.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The word in the letter case of the place.
    pub(super) text: String,
    /// How often the notes use it, in any case.
    pub(super) count: u32,
    /// What it is, where the notes do not use it.
    pub(super) source: &'static str,
    weight: i32,
}

impl Candidate {
    /// A word that is believed because the notes use it.
    pub(super) fn of_these_notes(text: String, count: u32) -> Self {
        Self { text, count, source: Source::Own.text(), weight: BELIEVED }
    }
}

/// The believed candidates for an unknown word, best first.
pub(super) fn believed(
    words: &Words,
    own: &[OwnWord],
    contexts: &Contexts<'_>,
    unknown: &Unknown<'_>,
) -> Vec<Candidate> {
    let is_person = contexts.is_beside_a_person(unknown.written);
    let mut candidates: Vec<Candidate> = Vocabulary::shared()
        .near_words(unknown.lower)
        .into_iter()
        .filter_map(|near| {
            let count = words.known_count(&near.text);
            let source = Source::of(near.value, count)?;
            if unknown.has_humps && !source.is_name() {
                return None;
            }
            let casing = near.value.casing(&near.text);
            if unknown.has_humps && splits_an_acronym(unknown.written, casing.as_deref()) {
                return None;
            }
            if unknown.has_humps && count == 0 && is_in_acronym(unknown, &near.text) {
                return None;
            }
            let weight = weigh(unknown, &near.text, count, source)?;
            let text = in_case_of(unknown.written, &near.text, casing);
            let mut weight = weight + contexts.support(words, unknown.written, &text);
            if is_person && (!source.is_name() || near.value.is_proper_name()) {
                weight -= PERSON;
            }
            Some(Candidate { text, count, source: source.text(), weight })
        })
        .collect();
    candidates.extend(own_candidates(own, unknown));
    candidates.retain(|candidate| candidate.weight >= BELIEVED);
    candidates.sort_by(|a, b| (b.weight, b.count, &a.text).cmp(&(a.weight, a.count, &b.text)));
    candidates.dedup_by(|a, b| a.text == b.text);
    candidates.truncate(SHOWN);
    candidates
}

fn own_candidates(own: &[OwnWord], unknown: &Unknown<'_>) -> impl Iterator<Item = Candidate> {
    let letters = letters_of(unknown.lower);
    own.iter()
        .filter(move |word| {
            (word.letters ^ letters).count_ones() <= 2
                && word.lower.len().abs_diff(unknown.lower.len()) <= 1
                && word.count >= unknown.count * 4
                && strsim::osa_distance(&word.lower, unknown.lower) == 1
        })
        .filter_map(|word| {
            let weight = weigh(unknown, &word.lower, word.count, Source::Own)?;
            let text = word.written.clone();
            Some(Candidate { text, count: word.count, source: Source::Own.text(), weight })
        })
}

/// A bit for each letter of a word.
pub(super) fn letters_of(lower: &str) -> u32 {
    lower.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, letter| letters | 1 << (letter - b'a'))
}

/// Where a candidate comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Own,
    /// One of our own list of names.
    Famous,
    /// A service's or a brand's name; it may be an English word of a size too.
    Service(Option<u8>),
    /// The same, and documentation is full of it.
    WellKnownService(Option<u8>),
    Brand(Option<u8>),
    Software,
    English(u8),
    ProperName,
    /// Key words and identifiers, abbreviations, rare English: only with use in the notes.
    Weak,
}

impl Source {
    /// The source that speaks most for a known word; `None` for one that is too rare to be meant.
    fn of(word: Word, count: u32) -> Option<Self> {
        let size = word.english_size();
        let common = size.filter(|size| *size <= 60 && !word.is_proper_name());
        if word.is_famous() {
            Some(Self::Famous)
        } else if word.is_service() && common.is_none_or(|size| size > 20) {
            let well_known = word.documentation_rank() >= WELL_KNOWN;
            Some(if well_known { Self::WellKnownService(common) } else { Self::Service(common) })
        } else if word.is_brand() && common.is_none_or(|size| size > 35) {
            Some(Self::Brand(common))
        } else if let Some(size) = common {
            Some(Self::English(size))
        } else if word.is_software() {
            Some(Self::Software)
        } else if word.is_proper_name() && size.is_some_and(|size| size <= 50) {
            Some(Self::ProperName)
        } else {
            (count >= 2).then_some(Self::Weak)
        }
    }

    /// Whether it names a thing rather than being a word of the language.
    fn is_name(self) -> bool {
        matches!(
            self,
            Self::Famous | Self::Service(_) | Self::WellKnownService(_) | Self::Brand(_) | Self::Own
        )
    }

    fn text(self) -> &'static str {
        match self {
            Self::Own => "a word of these notes",
            Self::WellKnownService(_) => "a known service or term",
            Self::Brand(None) | Self::Famous => "a known brand",
            Self::Service(None) | Self::Software | Self::Weak => "a known term",
            Self::English(_) | Self::Service(_) | Self::Brand(_) => "a common word",
            Self::ProperName => "a known name",
        }
    }

    fn weight(self) -> i32 {
        match self {
            Self::English(..=20) | Self::WellKnownService(_) | Self::Famous => 2,
            Self::English(..=35) | Self::Service(_) => 1,
            Self::English(..=50) | Self::Brand(_) | Self::Software => 0,
            Self::English(_) | Self::Own => -1,
            Self::ProperName | Self::Weak => -2,
        }
    }
}

/// How much speaks for a candidate; `None` where the difference is no error.
fn weigh(unknown: &Unknown<'_>, candidate: &str, count: u32, source: Source) -> Option<i32> {
    let (edit, at) = Edit::between(unknown.lower, candidate);
    if candidate.len() < SHORT || edit != Edit::Doubled && is_inflection(unknown.lower, candidate) {
        return None;
    }
    if unknown.count >= ESTABLISHED && count < unknown.count * FAR_MORE {
        return None;
    }
    let capital = unknown.written.starts_with(|first: char| first.is_ascii_uppercase());
    if source == Source::ProperName && !capital || is_derivation(unknown, edit, at, count) {
        return None;
    }
    let likely = matches!(edit, Edit::Transposed | Edit::Doubled | Edit::Undoubled);
    let is_name = source == Source::Famous && capital && count >= KNOWN && edit != Edit::Replaced;
    if unknown.lower.len() <= SHORT && (unknown.count > 1 || !is_name && (!likely || count < FREQUENT)) {
        return None;
    }
    let at_an_end = at == 0 || at + 1 >= unknown.lower.len().max(candidate.len());
    if at_an_end && !is_slip_at_the_end(unknown, edit, at, count) {
        return None;
    }
    let mut weight = edit.likelihood() + source.weight();
    // Firms choose names that differ in a letter: `Haswell`, `Haskell`.
    if source == Source::Famous && edit == Edit::Replaced {
        weight -= 2;
    }
    weight += match count {
        0 => 0,
        1..=2 => 1,
        3..=9 => 2,
        _ => 3,
    };
    weight += match unknown.lower.len() {
        0..=5 => -1,
        6 => 0,
        7..=9 => 1,
        _ => 2,
    };
    weight -= match unknown.count {
        0..=2 => 0,
        3 => 1,
        _ => 2,
    };
    if unknown.count >= 2 && count < unknown.count * 2 {
        weight -= 2;
    }
    if capital && !source.is_name() && !likely && count < 3 {
        weight -= 2;
    }
    if at == 0 {
        weight -= if edit == Edit::Dropped { 1 } else { 2 };
    }
    // Unlikely slips lead from names of programs to many words that the notes do not use: `nostrip`, `scribus`.
    if !likely && !source.is_name() && count == 0 {
        weight -= 1;
    }
    Some(weight)
}

/// Whether an edit of the first or the last letter may be a slip.
///
/// A letter in front or behind is how programmers derive names: `ntest`, `mqueue`, `rustc`.
fn is_slip_at_the_end(unknown: &Unknown<'_>, edit: Edit, at: usize, count: u32) -> bool {
    match edit {
        Edit::Dropped => unknown.count == 1 && count >= FREQUENT && unknown.lower.len() >= SHORTEST_CUT,
        Edit::Added => {
            let letters = unknown.lower.as_bytes();
            unknown.count == 1
                && count >= VERY_FREQUENT
                && at > 0
                && letters.get(at).is_some_and(|letter| are_neighbours(letters[at - 1], *letter))
        }
        _ => true,
    }
}

/// Whether another last letter makes another word of a known one: `sleepd` is no slip of `sleeps`.
fn is_derivation(unknown: &Unknown<'_>, edit: Edit, at: usize, count: u32) -> bool {
    let written = unknown.lower;
    let is_slip = edit == Edit::Slipped && unknown.count == 1 && count >= VERY_FREQUENT;
    matches!(edit, Edit::Slipped | Edit::Replaced)
        && at + 1 == written.len()
        && (!is_slip || written.ends_with(|last| DERIVING.contains(last)))
        && written.get(..at).and_then(|stem| Vocabulary::shared().word(stem)).is_some_and(is_stem)
}

/// Whether words are derived from a word; the rarest of English (`pytho`) are none of programmers.
fn is_stem(word: Word) -> bool {
    word.english_size() != Some(RAREST)
}

/// Whether a word ends or begins in an acronym that the other does not have: `OverlayFS` is no slip of `Overlays`.
fn splits_an_acronym(written: &str, casing: Option<&str>) -> bool {
    let capitals = |word: &str| {
        let runs = word.split(|letter: char| !letter.is_ascii_uppercase());
        runs.map(str::len).max().unwrap_or(0)
    };
    let together = capitals(written);
    together > 1 && casing.map_or(0, capitals) != together
}

/// Whether the wrong letter is one of several capitals, each of which stands for a word: `OpenVMS` is no slip of
/// `OpenVAS`.
fn is_in_acronym(unknown: &Unknown<'_>, candidate: &str) -> bool {
    let (_, at) = Edit::between(unknown.lower, candidate);
    let letters = unknown.written.as_bytes();
    let is_capital = |at: usize| letters.get(at).is_some_and(u8::is_ascii_uppercase);
    is_capital(at) && (is_capital(at + 1) || at > 0 && is_capital(at - 1))
}

/// Whether two words differ in an ending alone.
fn is_inflection(written: &str, candidate: &str) -> bool {
    let (long, short) =
        if written.len() > candidate.len() { (written, candidate) } else { (candidate, written) };
    long.strip_prefix(short).is_some_and(|ending| matches!(ending, "s" | "d" | "r" | "n" | "y" | "e"))
}

/// Whether a capital follows a small letter: `BigQeury`.
fn has_inner_capital(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// Writes a candidate as its owner does, or else in the letter case of the word that it replaces.
pub(super) fn in_case_of(written: &str, candidate: &str, casing: Option<String>) -> String {
    let capital = written.starts_with(|first: char| first.is_ascii_uppercase());
    match casing {
        Some(casing) if casing.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) => casing,
        Some(casing) if capital && casing.starts_with(|first: char| first.is_ascii_uppercase()) => casing,
        _ if written.len() == candidate.len() && capital && has_inner_capital(written) => {
            let in_case = |(letter, other): (char, char)| {
                if other.is_ascii_uppercase() { letter.to_ascii_uppercase() } else { letter }
            };
            candidate.chars().zip(written.chars()).map(in_case).collect()
        }
        _ if capital => {
            let (first, rest) = candidate.split_at(1);
            first.to_ascii_uppercase() + rest
        }
        _ => candidate.to_owned(),
    }
}
