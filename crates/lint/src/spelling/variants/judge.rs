//! Finds the terms with several forms and says which form wins.

use notesmith_word_table::WordHash;
use rustc_hash::{FxHashMap, FxHashSet};

use super::ends::Ends;
use super::kana::{Change, Packed, is_marked, plain_forms, tails};
use super::latin;
use super::places::Taken;
use super::variant::{Strength, Variant, evidence};
use crate::facts::words::word_key;
use crate::spelling::usages::Usage;
use crate::spelling::verdict::Verdict;
use crate::spelling::words::Words;
use crate::vocabulary::{Vocabulary, unpacked};

/// The shortest word that takes a long vowel at its end, without it, in letters.
const SHORTEST: usize = 3;
/// A compound that the notes use this often, and in no other form, is theirs.
const ESTABLISHED: u32 = 4;

/// The forms of terms that others outnumber, or that the configuration prefers others to.
///
/// `verdicts` gives what is said about the words already, and is asked where there is something to say at all.
pub(crate) fn all<'v, V: Iterator<Item = &'v Verdict>>(
    words: &Words,
    preferred: &[String],
    verdicts: impl FnOnce() -> V,
) -> Vec<Variant> {
    let judge = Judge { words, preferred: preferred.iter().map(|form| word_key(form)).collect() };
    let mut found = judge.preferred_forms(preferred);
    judge.latin(&mut found);
    judge.dotted(&mut found);
    judge.katakana(&mut found);
    if found.is_empty() {
        return found;
    }
    let mut taken = Taken::by(verdicts(), words.owns_joined_names);
    // What is wrong itself is no norm: names of nobody; katakana words that are wrong are rare.
    found.retain(|variant| {
        let may_be_wrong = variant.right.is_ascii() && variant.strength == Strength::Majority;
        let usage = judge.usage(&variant.right).filter(|_| may_be_wrong);
        let mut places = usage.map_or_else(Vec::new, |usage| usage.places()).into_iter();
        !places.any(|place| taken.holds(place, variant.right.len()))
    });
    for variant in &mut found {
        let length = variant.text.len();
        variant.places.retain(|place| taken.take(*place, length));
    }
    found
}

struct Judge<'a> {
    words: &'a Words,
    /// The keys of the forms that the configuration prefers.
    preferred: FxHashSet<u64>,
}

impl<'a> Judge<'a> {
    /// Whether a form is to stay as it is.
    fn is_right(&self, text: &str) -> bool {
        self.preferred.contains(&word_key(text)) || self.words.settings.accepts(text, &text.to_lowercase())
    }

    fn add(
        &self,
        found: &mut Vec<Variant>,
        text: &str,
        usage: Usage<'_>,
        right: String,
        strength: Strength,
        evidence: String,
    ) {
        if !self.is_right(text) {
            let places = usage.places();
            found.push(Variant { text: text.to_owned(), right, evidence, strength, places });
        }
    }

    /// The usage of a word whose places are kept.
    fn usage(&self, text: &str) -> Option<Usage<'a>> {
        let tables = [&self.words.pairs, &self.words.latin, &self.words.katakana, &self.words.variants];
        tables.into_iter().find_map(|table| table.get(text)).filter(|usage| usage.count > 0)
    }

    /// Plainer forms than those that the configuration prefers, and forms with other gaps.
    fn preferred_forms(&self, preferred: &[String]) -> Vec<Variant> {
        let mut found = Vec::new();
        for right in preferred {
            let parts: Vec<&str> = right.split([' ', '-', '・']).collect();
            let mut forms: Vec<String> = Vec::new();
            if parts.len() > 1 {
                forms.extend(["", " ", "-", "・"].map(|gap| parts.join(gap)));
            } else if let Some(word) = Packed::read(right) {
                plain_forms(word.letters(), |form| forms.push(form.text(word.letters())));
            }
            for form in forms.iter().filter(|form| *form != right) {
                if let Some(usage) = self.usage(form) {
                    self.add(&mut found, form, usage, right.clone(), Strength::Clear, configured());
                }
            }
        }
        found
    }

    /// Names of two words with a space, a hyphen or nothing between.
    fn latin(&self, found: &mut Vec<Variant>) {
        for (pair, _) in self.words.pairs.iter().filter(|(_, usage)| usage.count > 0) {
            let Some(forms) = latin::forms(self.words, pair) else { continue };
            let preferred = forms.iter().find(|(form, _)| self.preferred.contains(&word_key(form)));
            let most = forms.iter().max_by_key(|(_, count)| *count);
            let Some((right, other)) = preferred.or(most) else { continue };
            for (form, count) in forms.iter().filter(|(form, _)| form != right) {
                let Some(usage) = self.usage(form) else { continue };
                if preferred.is_some() {
                    self.add(found, form, usage, right.clone(), Strength::Clear, configured());
                } else if let Some(strength) = latin::strength(self.words, form, right, [*count, *other]) {
                    let evidence = evidence(form, *count, right, *other);
                    self.add(found, form, usage, right.clone(), strength, evidence);
                }
            }
        }
    }

    /// Katakana words with a middle dot between, and the same without.
    fn dotted(&self, found: &mut Vec<Variant>) {
        for (dotted, usage) in self.words.variants.iter().filter(|(_, usage)| usage.count > 0) {
            let Some((first, second)) = dotted.split_once('・') else { continue };
            let joined = [first, second].concat();
            let without = self.words.known_count(&joined);
            if without > 0 {
                self.compare(found, (dotted, usage.count), (&joined, without));
            }
        }
    }

    /// Katakana words with a long vowel more or less, or another letter for the same sound, and compounds with them.
    fn katakana(&self, found: &mut Vec<Variant>) {
        // What is found by the hash of its text, for words that others may end in.
        let (mut stems, mut ends) = (FxHashMap::default(), Ends::default());
        let texts = self.words.katakana.iter().chain(self.words.variants.iter());
        for (text, usage) in texts.filter(|(text, usage)| usage.count > 0 && is_marked(text)) {
            let Some(word) = Packed::read(text) else { continue };
            let letters = word.letters();
            plain_forms(letters, |form| {
                let key = form.hash.mixed();
                let other = self.words.known_count_keyed(key);
                let is_used = other > 0 || self.preferred.contains(&key);
                if !is_used || matches!(form.change, Change::Inside(at) if !self.is_word(&letters[at..])) {
                    return;
                }
                if form.change == Change::End && self.is_against_end(letters, usage.count >= other) {
                    return;
                }
                let before = found.len();
                self.compare(found, (text, usage.count), (&form.text(letters), other));
                if found.len() > before && form.change == Change::End {
                    let text = found[before].text.as_str();
                    stems.insert(word_key(text), before);
                    ends.add(text);
                }
            });
        }
        if stems.is_empty() {
            return;
        }
        for (text, usage) in self.words.katakana.iter().filter(|(_, usage)| usage.count > 0) {
            if !ends.may_hold(text) {
                continue;
            }
            let Some(word) = Packed::read(text) else { continue };
            let letters = word.letters();
            let stem = |(at, tail): (usize, WordHash)| Some((at, *stems.get(&tail.mixed())?));
            let is_stem = stems.contains_key(&WordHash::of(letters).mixed());
            if let Some((at, stem)) = tails(letters).find_map(stem).filter(|_| !is_stem) {
                self.compound(found, letters, at, stem, usage);
            }
        }
    }

    /// Whether the notes write the last word of a compound with a long vowel at its end where they write the compound
    /// without, or the other way round.
    fn is_against_end(&self, letters: &[u8], is_long: bool) -> bool {
        tails(letters).filter(|(at, _)| letters.len() - at > SHORTEST).any(|(at, tail)| {
            let long = self.words.known_count_keyed(tail.mixed());
            let short = WordHash::of(&letters[at..letters.len() - 1]).mixed();
            let short = self.words.known_count_keyed(short);
            if is_long { short > long } else { long > short }
        })
    }

    /// Compares two forms of a word with their counts, and adds the one that is to be the other.
    fn compare(&self, found: &mut Vec<Variant>, one: (&str, u32), other: (&str, u32)) {
        for ((form, count), (right, most)) in [(one, other), (other, one)] {
            let is_preferred = !self.preferred.is_empty() && self.preferred.contains(&word_key(right));
            let strength = if is_preferred { Some(Strength::Clear) } else { Strength::of(count, most) };
            if let Some(strength) = strength
                && let Some(usage) = self.usage(form)
            {
                let evidence = if is_preferred { configured() } else { evidence(form, count, right, most) };
                self.add(found, form, usage, right.to_owned(), strength, evidence);
            }
        }
    }

    /// A word that ends in another one, from a letter on, which was found to be a variant.
    fn compound(&self, found: &mut Vec<Variant>, letters: &[u8], at: usize, stem: usize, usage: Usage<'_>) {
        let (front, stem) = (&letters[..at], found[stem].clone());
        let right = [unpacked(front), stem.right].concat();
        let is_own = usage.count >= ESTABLISHED || self.words.known_count(&right) >= ESTABLISHED;
        let is_front = || self.is_word(front) || Vocabulary::shared().has_rare_katakana(front);
        if !is_own && is_front() {
            self.add(found, &unpacked(letters), usage, right, stem.strength, stem.evidence);
        }
    }

    /// Whether the dictionary or the notes hold a katakana word.
    fn is_word(&self, letters: &[u8]) -> bool {
        let hash = WordHash::of(letters);
        Vocabulary::shared().has_katakana_hashed(hash) || self.words.known_count_keyed(hash.mixed()) > 0
    }
}

fn configured() -> String {
    "the configuration says so".to_owned()
}
