//! The words under construction: what each source says about a word, and what comes of it.

use std::collections::BTreeMap;

use super::misspellings::Corrections;

/// Where a word comes from; the numbers are the bits of `crates/lint/data/README.md`.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A list of software terms.
    Software = 1 << 5,
    /// A vendor's documentation or service list.
    Service = 1 << 6,
    /// A brand, product or company.
    Brand = 1 << 7,
    /// An abbreviation.
    Abbreviation = 1 << 8,
    /// A list of identifiers and key words of a language or tool.
    Code = 1 << 9,
    /// Our own list of names.
    Own = 1 << 15,
}

/// Marks a word that English only writes with a capital: a person, a place, a month.
const PROPER_NAME: u64 = 1 << 4;
/// Marks a word with one settled way of writing its letters.
const HAS_CASING: u64 = 1 << 14;
/// Where the mask of upper-case letters begins.
const CASING_SHIFT: u32 = 16;
/// Where the logarithm of the count in documentation begins (four bits).
const COUNT_SHIFT: u32 = 10;

/// Band numbers by SCOWL size.
const BANDS: [(u8, u64); 9] =
    [(10, 1), (20, 2), (35, 3), (40, 4), (50, 5), (55, 6), (60, 7), (70, 8), (80, 9)];

/// A count in documentation from which on a word is one of those that texts use most.
const COMMON: u32 = 64;
/// The last band of English words that are words rather than names, whatever our own list says.
const COMMON_NAME_BAND: u64 = 4;
/// The last band of English words that texts use most.
const COMMON_BAND: u64 = 2;

#[derive(Default)]
struct Entry {
    band: Option<u64>,
    /// English writes it without a capital.
    common: bool,
    flags: u64,
    documentation: u32,
    /// Written forms with their weight.
    casings: BTreeMap<String, u32>,
}

/// All words, by lower-case form.
#[derive(Default)]
pub(super) struct Entries {
    words: BTreeMap<String, Entry>,
}

impl Entries {
    /// Adds an English word of a SCOWL size; a capital makes it a proper name.
    pub(super) fn english(&mut self, word: &str, size: u8) {
        let Some(key) = key(word) else { return };
        let band = BANDS.iter().find(|(of, _)| *of == size).map(|(_, band)| *band);
        let entry = self.words.entry(key).or_default();
        entry.band = entry.band.into_iter().chain(band).min();
        entry.common |= word.starts_with(|first: char| first.is_ascii_lowercase());
    }

    /// Adds a word of another source; `weight` says how much its letter case counts.
    pub(super) fn named(&mut self, word: &str, source: Source, weight: u32) {
        let Some(key) = key(word) else { return };
        let entry = self.words.entry(key).or_default();
        entry.flags |= source as u64;
        *entry.casings.entry(word.to_owned()).or_default() += weight;
    }

    /// Adds the number of times a documentation corpus uses a written form.
    pub(super) fn documented(&mut self, word: &str, count: u32) {
        let Some(key) = key(word) else { return };
        let entry = self.words.entry(key).or_default();
        entry.documentation += count;
        *entry.casings.entry(word.to_owned()).or_default() += count;
    }

    /// Marks the words that documentation uses often enough to be no slip.
    pub(super) fn settle_documentation(&mut self, least: u32) {
        for entry in self.words.values_mut() {
            if entry.documentation >= least {
                entry.flags |= Source::Service as u64;
            }
        }
        self.words.retain(|_, entry| entry.flags != 0 || entry.band.is_some());
    }

    /// Whether the word is an ordinary English one.
    pub(super) fn is_english(&self, word: &str) -> bool {
        self.words.get(&word.to_ascii_lowercase()).is_some_and(|entry| entry.common)
    }

    /// Drops words that only lists of identifiers or documentation know and that are known misspellings.
    pub(super) fn drop_misspellings(&mut self, corrections: &Corrections) {
        let strong = Source::Brand as u64 | Source::Abbreviation as u64;
        self.words.retain(|word, entry| {
            entry.band.is_some_and(|band| band <= 7)
                || entry.flags & strong != 0
                || !corrections.contains_key(word)
        });
    }

    /// The words in byte order with their packed values.
    pub(super) fn packed(&self) -> impl Iterator<Item = (&str, u64)> {
        self.words.iter().map(|(word, entry)| (word.as_str(), entry.pack(word)))
    }

    /// Those of the words that texts use most: documentation is full of them, or they are the first words of English.
    pub(super) fn common(&self) -> impl Iterator<Item = (&str, u64)> {
        let common = self.words.iter().filter(|(_, entry)| {
            entry.documentation >= COMMON || entry.band.is_some_and(|band| band <= COMMON_BAND)
        });
        common.map(|(word, entry)| (word.as_str(), entry.pack(word)))
    }
}

impl Entry {
    fn pack(&self, word: &str) -> u64 {
        let logarithm = u64::from(self.documentation.checked_ilog2().unwrap_or(0)).min(15);
        let mut value = self.band.unwrap_or(0) | self.flags | logarithm << COUNT_SHIFT;
        if self.band.is_some() && !self.common {
            value |= PROPER_NAME;
        }
        if let Some(mask) = self.casing(word) {
            value |= HAS_CASING | mask << CASING_SHIFT;
        }
        value
    }

    /// Whether English writes it in lower case; a rare word that our own list has is a name all the same (`Terraform`).
    fn is_plain_word(&self) -> bool {
        let is_own = self.flags & Source::Own as u64 != 0;
        self.common && !(is_own && self.band.is_none_or(|band| band > COMMON_NAME_BAND))
    }

    /// The mask of upper-case letters of the one settled form: seven of eight weights agree on it.
    fn casing(&self, word: &str) -> Option<u64> {
        let all: u32 = self.casings.values().sum();
        let (form, weight) = self.casings.iter().max_by_key(|(_, weight)| **weight)?;
        if self.is_plain_word() || word.len() > 40 || *weight == 0 || weight * 8 < all * 7 {
            return None;
        }
        let mask = form.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
        Some(mask.fold(0, |mask, (at, _)| mask | 1 << at))
    }
}

/// The lower-case form under which a word is kept; words are ASCII letters and digits that begin with a letter.
fn key(word: &str) -> Option<String> {
    let fits = word.len() >= 2
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.as_bytes()[0].is_ascii_alphabetic();
    fits.then(|| word.to_ascii_lowercase())
}
