//! The words of all notes: how often each is used, and where the doubtful ones stand.

use rustc_hash::FxHashSet;

use super::settings::SpellingSettings;
use super::usages::{KanjiUsages, Place, Usages};
use crate::facts::words::{Class, FileWord, FileWords, KeyIndex, LONG, ROOM, word_key};

/// The place of [`Class::Variant`] among the classes that are kept.
const VARIANTS: usize = 3;

/// The words of all notes.
#[derive(Debug, Default)]
pub(crate) struct Words {
    seen: FxHashSet<u64>,
    used: UsedWords,
    pub(super) latin: Usages,
    pub(super) katakana: Usages,
    pub(super) pairs: Usages,
    /// Known words that may have another form, and katakana words with a middle dot between.
    pub(super) variants: Usages,
    /// Whether the rule that reports joined names runs.
    pub(super) owns_joined_names: bool,
    pub(super) kanji: KanjiUsages,
    /// The keys of unknown words that code holds.
    code: FxHashSet<u64>,
    pub(super) settings: SpellingSettings,
}

impl Words {
    /// Says what the project says about its words; to be called before the first question.
    pub(crate) fn configure(&mut self, settings: SpellingSettings) {
        self.settings = settings;
    }

    /// Adds the words of the note with this index.
    pub(crate) fn add(&mut self, file: usize, words: &FileWords) {
        let file = file as u32;
        let is_new = self.seen.insert(words.text_hash);
        let weight = u32::from(is_new);
        // The numbers of the words that are kept.
        let mut numbers = vec![0; words.words.len()];
        // In the order of their classes.
        let kept = [&mut self.latin, &mut self.katakana, &mut self.pairs, &mut self.variants];
        self.owns_joined_names |= words.owns_joined_names;
        for (word, number) in words.words.iter().zip(&mut numbers) {
            if word.is_in_code && is_new {
                self.code.insert(word.key);
            }
            if word.count == 0 {
                continue;
            }
            let text = words.text(word);
            if is_new {
                self.used.add(word, text);
            }
            if let Some(class) = word.class.kept() {
                *number = kept[class].count(word.key, text, weight * word.count);
            }
        }
        for &(word, start) in &words.places {
            let word = word as usize;
            if let Some(class) = words.words[word].class.kept() {
                if class == VARIANTS && kept[class].is_established(numbers[word]) {
                    continue;
                }
                kept[class].add_place(numbers[word], Place { file, start });
            }
        }
        for used in &words.kanji {
            self.kanji.add(file, used, weight);
        }
    }

    /// Whether the project says that a word without letter case is right.
    pub(super) fn accepts(&self, word: &str) -> bool {
        self.settings.accepts(word, word)
    }

    /// How often a word is used: in exactly this letter case, or in any if `word` is lower case.
    pub(super) fn known_count(&self, word: &str) -> u32 {
        self.known_count_keyed(word_key(word))
    }

    /// The same for the word with this key.
    pub(super) fn known_count_keyed(&self, key: u64) -> u32 {
        self.used.index.find(key).map_or(0, |number| self.used.rows[number].count)
    }

    /// The Latin words of six letters and more, known or not, in lower case and in the order of their first use.
    pub(super) fn long_words(&self) -> impl Iterator<Item = &str> {
        let rows = self.used.rows.iter().filter(|row| row.text.1 > 0);
        rows.map(|row| &self.used.texts[row.text.0 as usize..row.text.1 as usize])
    }

    /// Whether code, a URL or an identifier holds an unknown word in exactly this form.
    pub(super) fn is_in_code(&self, word: &str) -> bool {
        self.code.contains(&word_key(word))
    }
}

/// How often words are used, known or not.
#[derive(Debug)]
struct UsedWords {
    index: KeyIndex,
    rows: Vec<Used>,
    /// The longer Latin words in lower case.
    texts: String,
}

#[derive(Clone, Debug, Default)]
struct Used {
    count: u32,
    /// Where the text begins and ends; 0 where there is none.
    text: (u32, u32),
}

impl Default for UsedWords {
    fn default() -> Self {
        Self { index: KeyIndex::default(), rows: Vec::with_capacity(ROOM), texts: String::new() }
    }
}

impl UsedWords {
    /// Counts a word of a note, under its lower-case form too.
    fn add(&mut self, word: &FileWord, text: &str) {
        if matches!(word.class, Class::Pair | Class::Ignored) {
            return;
        }
        if word.lower_key != word.key {
            self.row(word.key).count += word.count;
        }
        let length = self.texts.len() as u32;
        let row = self.row(word.lower_key);
        row.count += word.count;
        let is_latin = text.as_bytes().first().is_some_and(u8::is_ascii);
        if is_latin && text.len() >= LONG && row.text.1 == 0 {
            row.text = (length, length + text.len() as u32);
            self.texts.push_str(text);
            self.texts[length as usize..].make_ascii_lowercase();
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is asked for each word of each note")]
    fn row(&mut self, key: u64) -> &mut Used {
        let number = self.index.number(key);
        if number == self.rows.len() {
            self.rows.push(Used::default());
        }
        &mut self.rows[number]
    }
}
