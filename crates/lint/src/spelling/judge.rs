//! Judges each distinct Latin word once: case, known misspelling, near miss, acronym.

use std::collections::BTreeMap;

use notesmith_word_table::WordHash;
use rustc_hash::FxHashMap;

use super::acronym;
use super::candidates::{Candidate, OwnWord, Unknown, believed, in_case_of, letters_of};
use super::case::{self, WrongCase};
use super::context::{Contexts, Neighbours};
use super::corrections;
use super::inflection::is_derived;
use super::names;
use super::style;
use super::two_edits::two_edits_away;
use super::usages::Usage;
use super::verdict::{Opinion, Verdict, VerdictKind, in_order, times};
use super::words::Words;
use crate::vocabulary::{Vocabulary, Word};

/// The shortest word that a near miss is looked for.
const SHORTEST: usize = 4;
/// The shortest name with capitals inside, word of the notes' own, and habit.
const SHORTEST_NAME: usize = 5;
/// The longest name with capitals inside that is looked for as a whole; of longer ones all parts are words.
const LONGEST_NAME: usize = 16;
/// The shortest word that the list of misspellings may name.
const SHORTEST_LISTED: usize = 4;
/// The shortest word that may be an acronym.
const SHORTEST_ACRONYM: usize = 3;
/// A word that the notes use this often is theirs, whatever the list says.
const ESTABLISHED: u32 = 7;
/// From this count on an unknown word may be what a rarer one was meant to be.
const OWN: u32 = 4;

/// The verdicts on Latin words and on names of several, in order of their text.
pub(super) fn all(words: &Words) -> Vec<Verdict> {
    Vocabulary::shared().expect_unknown_latin(words.latin.len());
    let latin = latin_words(words);
    let judge = Judge::new(words, &latin);
    let latin = latin.iter();
    let latin = in_order(latin.filter_map(|word| Some(verdict(judge.latin(word)?, word.text, word.usage))));
    let neighbours = Neighbours::new(words);
    let pairs = in_order(words.pairs.iter().filter_map(|(text, usage)| {
        let opinion = names::judge(words, text).or_else(|| neighbours.judge(words, text, usage.count))?;
        let accepted = words.settings.accepts(text, &text.to_lowercase());
        (!accepted).then(|| verdict(opinion, text, usage))
    }));
    without_overlaps(latin, pairs)
}

fn verdict(opinion: Opinion, text: &str, usage: Usage<'_>) -> Verdict {
    let whole = Verdict::new(opinion, text, usage.places());
    if whole.kind == VerdictKind::ServiceName { whole } else { narrowed(whole) }
}

/// Points at the one wrong word of a name.
fn narrowed(mut verdict: Verdict) -> Verdict {
    let [right] = &verdict.suggestions[..] else { return verdict };
    let (Some((first, second)), Some((right_first, right_second))) =
        (verdict.text.split_once(' '), right.split_once(' '))
    else {
        return verdict;
    };
    let (word, right, offset) = if first == right_first {
        (second.to_owned(), right_second.to_owned(), first.len() as u32 + 1)
    } else if second == right_second {
        (first.to_owned(), right_first.to_owned(), 0)
    } else {
        return verdict;
    };
    verdict.text = word;
    verdict.suggestions = vec![right];
    for place in &mut verdict.places {
        place.start += offset;
    }
    verdict
}

/// Leaves one verdict for a place: that of the name before that of a word in it.
fn without_overlaps(mut verdicts: Vec<Verdict>, names: Vec<Verdict>) -> Vec<Verdict> {
    let mut taken: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for verdict in &names {
        let length = verdict.text.len() as u32;
        for place in &verdict.places {
            taken.entry(place.file).or_default().push((place.start, place.start + length));
        }
    }
    for spans in taken.values_mut() {
        spans.sort_unstable();
    }
    for verdict in &mut verdicts {
        let length = verdict.text.len() as u32;
        verdict.places.retain(|place| {
            let Some(spans) = taken.get(&place.file) else { return true };
            let next = spans.partition_point(|(_, end)| *end <= place.start);
            spans.get(next).is_none_or(|(start, _)| *start >= place.start + length)
        });
    }
    verdicts.extend(names);
    verdicts
}

/// A Latin word that is unknown or written in an unusual case.
struct Latin<'a> {
    text: &'a str,
    lower: String,
    /// What the vocabulary says about the lower-case form.
    known: Option<Word>,
    usage: Usage<'a>,
}

fn latin_words(words: &Words) -> Vec<Latin<'_>> {
    let lower: Vec<String> = words.latin.keys().map(str::to_ascii_lowercase).collect();
    let hashes: Vec<WordHash> = lower.iter().map(|lower| WordHash::of(lower.as_bytes())).collect();
    let known = Vocabulary::shared().words_hashed(&hashes);
    let words = words.latin.iter().zip(lower).zip(known);
    words.map(|(((text, usage), lower), known)| Latin { text, lower, known, usage }).collect()
}

struct Judge<'a> {
    words: &'a Words,
    /// How often each unknown word is used, by lower-case form.
    totals: FxHashMap<&'a str, u32>,
    own: Vec<OwnWord>,
    contexts: Contexts<'a>,
}

impl<'a> Judge<'a> {
    fn new(words: &'a Words, latin: &'a [Latin<'a>]) -> Self {
        let mut totals: FxHashMap<&str, u32> = FxHashMap::default();
        for word in latin {
            *totals.entry(&word.lower).or_default() += word.usage.count;
        }
        let own = own_words(latin);
        Self { words, totals, own, contexts: Contexts::new(words) }
    }

    fn latin(&self, word: &Latin<'_>) -> Option<Opinion> {
        let &Latin { text, ref lower, known, .. } = word;
        if self.words.settings.accepts(text, lower) {
            return None;
        }
        if known.is_some() && lower == text {
            return style::lower_case(self.words, text);
        }
        names::judge_joined(self.words, text, lower)
            .or_else(|| {
                case::judge(self.words, text, lower, known)
                    .map(|case| (WrongCase::KIND, vec![case.right], case.evidence))
            })
            .or_else(|| style::joined(text, lower))
            .or_else(|| match known {
                None => self.unknown(text, lower),
                Some(word) => acronym::judge_word(self.words, text, lower, word),
            })
    }

    fn unknown(&self, text: &str, lower: &str) -> Option<Opinion> {
        if self.words.is_in_code(text) || self.words.is_in_code(lower) || text.len() < SHORTEST_ACRONYM {
            return None;
        }
        let humps = humps(text);
        let all_caps = !text.bytes().any(|byte| byte.is_ascii_lowercase());
        if all_caps {
            return acronym::judge(self.words, text, lower);
        }
        if case::is_acronym_plural(text) {
            return None;
        }
        if humps.len() > 1 {
            return self.camel(text, lower, &humps);
        }
        self.plain(text, lower).or_else(|| self.far(text, lower))
    }

    /// A long word of one part with more than one slip.
    fn far(&self, text: &str, lower: &str) -> Option<Opinion> {
        if is_derived(lower) {
            return None;
        }
        let count = self.totals.get(lower).copied().unwrap_or(1);
        let unknown = Unknown { written: text, lower, count, has_humps: false };
        near_miss(text, count, two_edits_away(self.words, &unknown).as_slice())
    }

    /// A word of one part.
    fn plain(&self, text: &str, lower: &str) -> Option<Opinion> {
        let count = self.totals.get(lower).copied().unwrap_or(1);
        self.listed(text, lower, count).or_else(|| {
            if text.len() < SHORTEST || is_derived(lower) {
                return None;
            }
            let unknown = Unknown { written: text, lower, count, has_humps: false };
            near_miss(text, count, &believed(self.words, &self.own, &self.contexts, &unknown))
        })
    }

    /// A word that the list of misspellings names.
    fn listed(&self, text: &str, lower: &str, count: u32) -> Option<Opinion> {
        let capital = text.starts_with(|first: char| first.is_ascii_uppercase());
        let is_short = text.len() < SHORTEST_LISTED + usize::from(capital);
        if is_short && (capital || count > 1) {
            return None;
        }
        let corrections = Vocabulary::shared().corrections(lower)?;
        if is_short && !corrections::is_swapped(self.words, lower, corrections.clone()) {
            return None;
        }
        // A habit is no name: a plain word with one correction is wrong however often it is used.
        let is_habit = text == lower && text.len() > SHORTEST_NAME && corrections.clone().count() == 1;
        if count >= ESTABLISHED && !is_habit {
            return None;
        }
        let mut suggestions: Vec<String> = corrections::ranked(self.words, lower, corrections)
            .into_iter()
            .map(|right| {
                let casing = Vocabulary::shared().word(right).and_then(|word| word.casing(right));
                in_case_of(text, right, casing)
            })
            .collect();
        if self.words.known_count(&suggestions[0].to_ascii_lowercase()) == 0 {
            let unknown = Unknown { written: text, lower, count, has_humps: false };
            let near = believed(self.words, &self.own, &self.contexts, &unknown);
            corrections::prefer_used(&mut suggestions, &near);
        }
        let used = self.words.known_count(&suggestions[0].to_ascii_lowercase());
        let evidence = if used > 0 {
            format!("a known misspelling; {} is used {} in these notes", suggestions[0], times(used))
        } else {
            "a known misspelling".to_owned()
        };
        Some((VerdictKind::KnownMisspelling, suggestions, evidence))
    }

    /// A word with capitals inside: as a whole beside a name, else part by part beside known parts.
    fn camel(&self, text: &str, lower: &str, humps: &[&str]) -> Option<Opinion> {
        let count = self.totals.get(lower).copied().unwrap_or(1);
        if (SHORTEST_NAME..=LONGEST_NAME).contains(&lower.len()) {
            let unknown = Unknown { written: text, lower, count, has_humps: true };
            let whole = believed(self.words, &self.own, &self.contexts, &unknown);
            if !whole.is_empty() {
                return near_miss(text, count, &whole);
            }
        }
        let vocabulary = Vocabulary::shared();
        let is_known = |part: &str| vocabulary.word(part.to_ascii_lowercase()).is_some();
        let strange: Vec<&str> =
            humps.iter().copied().filter(|part| part.len() >= SHORTEST_ACRONYM && !is_known(part)).collect();
        let [part] = strange[..] else { return None };
        let beside_known = humps.iter().any(|other| other.len() >= SHORTEST_ACRONYM && *other != part);
        let (kind, rights, evidence) = self.plain(part, &part.to_ascii_lowercase())?;
        if !beside_known && kind != VerdictKind::KnownMisspelling {
            return None;
        }
        let suggestions = rights.iter().map(|right| text.replacen(part, right, 1)).collect();
        Some((kind, suggestions, evidence))
    }
}

fn own_words(latin: &[Latin<'_>]) -> Vec<OwnWord> {
    let is_own = |word: &&Latin<'_>| {
        word.usage.count >= OWN && word.text.len() >= SHORTEST_NAME && word.known.is_none()
    };
    let own = latin.iter().filter(is_own).map(|word| OwnWord {
        letters: letters_of(&word.lower),
        lower: word.lower.clone(),
        written: word.text.to_owned(),
        count: word.usage.count,
    });
    let mut own: Vec<OwnWord> = own.collect();
    own.sort_unstable_by(|a, b| (b.count, &a.written).cmp(&(a.count, &b.written)));
    own
}

fn near_miss(text: &str, count: u32, candidates: &[Candidate]) -> Option<Opinion> {
    let best = candidates.first()?;
    let evidence = if best.count > 0 {
        format!("{text} is used {}; {} {} in these notes", times(count), best.text, times(best.count))
    } else {
        format!("{} is {}", best.text, best.source)
    };
    let suggestions = candidates.iter().map(|candidate| candidate.text.clone()).collect();
    Some((VerdictKind::NearMiss, suggestions, evidence))
}

/// The parts of a word in camel case; runs of capitals are a part: `XMLParser` is `XML` and `Parser`.
pub(super) fn humps(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        let rises = bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase();
        let falls = at + 1 < bytes.len()
            && bytes[at].is_ascii_uppercase()
            && bytes[at - 1].is_ascii_uppercase()
            && bytes[at + 1].is_ascii_lowercase();
        if rises || falls {
            parts.push(&text[start..at]);
            start = at;
        }
    }
    parts.push(&text[start..]);
    parts
}
