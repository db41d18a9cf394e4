//! The embedded tables and the questions that are asked of them.

use std::sync::LazyLock;

use fst::{Automaton as _, IntoStreamer as _, Map, Set, Streamer as _};

use super::katakana;
use super::line::line;
use super::names::Name;
use super::near::{self, Letters, Near};
use super::word::Word;

/// All tables; one for the process.
pub struct Vocabulary {
    words: Map<&'static [u8]>,
    names: Map<&'static [u8]>,
    misspellings: Map<&'static [u8]>,
    katakana: Set<&'static [u8]>,
    kanji: Set<&'static [u8]>,
    rare_katakana: Set<&'static [u8]>,
    compounds: Set<&'static [u8]>,
}

static SHARED: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary {
    words: map(include_bytes!("../../data/words.fst")),
    names: map(include_bytes!("../../data/names.fst")),
    misspellings: map(include_bytes!("../../data/misspellings.fst")),
    katakana: set(include_bytes!("../../data/katakana.fst")),
    kanji: set(include_bytes!("../../data/kanji.fst")),
    rare_katakana: set(include_bytes!("../../data/rare_katakana.fst")),
    compounds: set(include_bytes!("../../data/compounds.fst")),
});

const NAMES: &str = include_str!("../../data/names.txt");
const CORRECTIONS: &str = include_str!("../../data/corrections.txt");

fn map(bytes: &'static [u8]) -> Map<&'static [u8]> {
    Map::new(bytes).expect("the generator wrote a map")
}

fn set(bytes: &'static [u8]) -> Set<&'static [u8]> {
    Set::new(bytes).expect("the generator wrote a set")
}

impl Vocabulary {
    /// The vocabulary that is compiled in; opening it costs nothing.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// What is known about a word in lower case.
    pub fn word(&self, lower: impl AsRef<[u8]>) -> Option<Word> {
        self.words.get(lower).map(Word::new)
    }

    /// The corrections of a known misspelling in lower case, best first (`typos-dict`).
    pub fn corrections(&self, lower: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
        let place = self.misspellings.get(lower)? as usize;
        Some(line(CORRECTIONS, place).split(' '))
    }

    /// The name whose lower-case letters and digits alone are `squashed`.
    pub fn name(&self, squashed: &str) -> Option<Name> {
        self.names.get(squashed).map(|value| Name::new(value, NAMES))
    }

    /// The written forms of all names, in the order of their squashed forms.
    pub fn name_texts() -> impl Iterator<Item = &'static str> {
        NAMES.lines()
    }

    /// Whether the language's dictionary holds a katakana word.
    pub fn has_katakana(&self, word: &str) -> bool {
        katakana::packed(word).is_some_and(|packed| self.katakana.contains(packed))
    }

    /// Whether a larger dictionary holds a katakana word that the language's does not: a name, a rare word.
    pub fn has_rare_katakana(&self, word: &str) -> bool {
        katakana::packed(word).is_some_and(|packed| self.rare_katakana.contains(packed))
    }

    /// Whether the dictionary holds a kanji word of two letters, or of three or four with one that looks like katakana.
    pub fn has_kanji(&self, word: &str) -> bool {
        self.kanji.contains(word)
    }

    /// Whether a dictionary holds a word of two kanji, or a verb or an adjective that begins with them.
    pub fn has_compound(&self, word: &str) -> bool {
        self.compounds.contains(word)
    }

    /// Calls `found` with each known lower-case word that begins with these letters, in order.
    pub fn words_beginning(&self, letters: &str, found: &mut impl FnMut(&str, Word)) {
        let mut words = self.words.search(fst::automaton::Str::new(letters).starts_with()).into_stream();
        while let Some((text, value)) = words.next() {
            if let Ok(text) = std::str::from_utf8(text) {
                found(text, Word::new(value));
            }
        }
    }

    /// The known words one edit (insertion, deletion, substitution, transposition) from a lower-case word.
    pub fn near_words(&self, lower: &str) -> Vec<Near<Word>> {
        let mut found = Vec::new();
        near::walk(self.words.as_fst(), lower.as_bytes(), Letters::All, &mut |text, value| {
            if let Ok(text) = String::from_utf8(text) {
                found.push(Near { text, value: Word::new(value) });
            }
        });
        found
    }

    /// The names one edit from a squashed form.
    pub fn near_names(&self, squashed: &str) -> Vec<Near<Name>> {
        let mut found = Vec::new();
        near::walk(self.names.as_fst(), squashed.as_bytes(), Letters::All, &mut |text, value| {
            if let Ok(text) = String::from_utf8(text) {
                found.push(Near { text, value: Name::new(value, NAMES) });
            }
        });
        found
    }

    /// The dictionary's katakana words one likely edit from a katakana word: a letter too many, two that changed
    /// places, a letter that `alike` gives for another, or a missing ー, ッ or ン.
    pub fn near_katakana(&self, word: &str, alike: impl Fn(char) -> &'static [char]) -> Vec<String> {
        let mut found = Vec::new();
        let Some(packed) = katakana::packed(word) else { return found };
        let replacing = |letter: u8, replace: &mut dyn FnMut(u8)| {
            let letters = alike(katakana::letter(letter)).iter();
            letters.filter_map(|other| katakana::packed_letter(*other)).for_each(replace);
        };
        let inserted = ['ー', 'ッ', 'ン'].map(|letter| katakana::packed_letter(letter).unwrap_or_default());
        let letters = Letters::Like { replacing: &replacing, inserted: &inserted };
        near::walk(self.katakana.as_fst(), &packed, letters, &mut |text, _| {
            found.push(katakana::unpacked(&text));
        });
        found
    }
}
