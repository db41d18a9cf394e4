//! The words of all notes: how often each is used, and where the doubtful ones stand.

use rustc_hash::{FxHashMap, FxHashSet};

use super::settings::SpellingSettings;
use crate::facts::words::{FileWords, KanjiUse, KanjiWord, Table, word_number};

/// A place: the note's index in the run and the byte in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) start: u32,
}

/// How a text is used.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    /// How often, identical notes counted once.
    pub(crate) count: u32,
    /// Where, in order; identical notes too.
    pub(crate) places: Vec<Place>,
}

/// A word of two kanji that the notes use more often than this is theirs.
pub(super) const RARE_KANJI: u32 = 2;

/// Texts with their usage.
pub(crate) type Usages = FxHashMap<Box<str>, Usage>;

/// Words of two kanji with their usage.
pub(crate) type KanjiUsages = FxHashMap<KanjiWord, KanjiUsage>;

/// How a word of two kanji is used.
#[derive(Debug, Default)]
pub(crate) struct KanjiUsage {
    /// How often, identical notes counted once.
    pub(crate) count: u32,
    /// What follows it, as bits.
    pub(crate) followers: u32,
    /// Where, in order, as long as it is rare; identical notes too.
    pub(crate) places: Vec<Place>,
}

/// The words of all notes.
#[derive(Debug, Default)]
pub(crate) struct Words {
    seen: FxHashSet<u64>,
    used: FxHashMap<u32, u32>,
    /// The longer Latin words in lower case, by their number.
    long: FxHashMap<u32, Box<str>>,
    pub(super) latin: Usages,
    pub(super) katakana: Usages,
    pub(super) pairs: Usages,
    pub(super) kanji: KanjiUsages,
    code: FxHashSet<Box<str>>,
    pub(super) settings: SpellingSettings,
}

impl Words {
    /// Says what the project says about its words; to be called before the first question.
    pub(crate) fn configure(&mut self, settings: SpellingSettings) {
        self.settings = settings;
    }

    /// Adds the words of the note with this index.
    pub(crate) fn add(&mut self, file: usize, words: &FileWords) {
        let weight = u32::from(self.seen.insert(words.text_hash));
        if weight == 1 {
            for (number, count) in &words.used {
                *self.used.entry(*number).or_default() += count;
            }
            for text in words.long.lines() {
                self.long.entry(word_number(text)).or_insert_with(|| text.into());
            }
            for (text, _) in words.code.rows() {
                if !self.code.contains(text) {
                    self.code.insert(text.into());
                }
            }
        }
        for (word, used) in &words.kanji {
            self.kanji.entry(*word).or_default().add(file, used, weight);
        }
        add_all(&mut self.latin, &words.latin, file, weight);
        add_all(&mut self.katakana, &words.katakana, file, weight);
        add_all(&mut self.pairs, &words.pairs, file, weight);
    }

    /// How often a known word is used: in exactly this letter case, or in any if `word` is lower case.
    pub(super) fn known_count(&self, word: &str) -> u32 {
        self.used.get(&word_number(word)).copied().unwrap_or(0)
    }

    /// The Latin words of six letters and more, known or not, in lower case and no order.
    pub(super) fn long_words(&self) -> impl Iterator<Item = &str> {
        self.long.values().map(|text| &**text)
    }

    /// Whether code, a URL or an identifier holds an unknown word in exactly this form.
    pub(super) fn is_in_code(&self, word: &str) -> bool {
        self.code.contains(word)
    }
}

impl KanjiUsage {
    fn add(&mut self, file: usize, used: &KanjiUse, weight: u32) {
        self.count += weight * used.count;
        self.followers |= used.followers;
        if self.count > RARE_KANJI {
            self.places = Vec::new();
        } else {
            let place = |start: &u32| Place { file: file as u32, start: *start };
            self.places.extend(used.places().iter().map(place));
        }
    }
}

fn add_all(usages: &mut Usages, table: &Table, file: usize, weight: u32) {
    for (text, places) in table.rows() {
        let uses = weight * places.len() as u32;
        let places = places.iter().map(|&start| Place { file: file as u32, start });
        if let Some(usage) = usages.get_mut(text) {
            usage.count += uses;
            usage.places.extend(places);
        } else {
            usages.insert(text.into(), Usage { count: uses, places: places.collect() });
        }
    }
}
