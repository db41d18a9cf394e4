//! The embedded tables and the questions that are asked of them.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use fst::{Map, Set};
use notesmith_word_table::{WordHash, WordTable};

use super::katakana;
use super::line::line;
use super::names::Name;
use super::word::{Near, Word};

/// All tables; one for the process.
pub struct Vocabulary {
    words: WordTable,
    /// The words that texts use most, as `words` holds them too: all lie close together.
    common: WordTable,
    names: WordTable,
    misspellings: Map<&'static [u8]>,
    katakana: WordTable,
    kanji: Set<&'static [u8]>,
    rare_katakana: WordTable,
    compounds: Set<&'static [u8]>,
    stems: Map<&'static [u8]>,
}

/// The stem of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stem {
    /// Of one verb: `食べ`.
    Plain,
    /// With る it may be the potential form of another verb: `続け` of 続ける, and of 続く.
    Ambiguous,
}

static SHARED: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary {
    words: table(const { &Lines(*include_bytes!("../../data/words.table")) }),
    common: table(const { &Lines(*include_bytes!("../../data/common.table")) }),
    names: table(const { &Lines(*include_bytes!("../../data/names.table")) }),
    misspellings: map(include_bytes!("../../data/misspellings.fst")),
    katakana: table(const { &Lines(*include_bytes!("../../data/katakana.table")) }),
    kanji: set(include_bytes!("../../data/kanji.fst")),
    rare_katakana: table(const { &Lines(*include_bytes!("../../data/rare_katakana.table")) }),
    compounds: set(include_bytes!("../../data/compounds.fst")),
    stems: map(include_bytes!("../../data/stems.fst")),
});

/// The letters that may be missing from a word in lower case, or wrong in it; digits are not mistyped for them.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

const LETTERS_AND_DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// From so many unknown words on the filters for words near them are read at once.
const MANY_LATIN: usize = 8;
const MANY_KATAKANA: usize = 64;

const NAMES: &str = include_str!("../../data/names.txt");
const CORRECTIONS: &str = include_str!("../../data/corrections.txt");

/// Bytes that begin a line of the processor's cache, which tables are made of.
#[repr(align(64))]
struct Lines<B: ?Sized>(B);

fn table(bytes: &'static Lines<[u8]>) -> WordTable {
    WordTable::new(&bytes.0).expect("the generator wrote a table")
}

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

    /// Says that words near so many Latin ones, which are unknown, will be asked for.
    ///
    /// Then the filters are read at once, where that takes less time than to wait for each line of theirs.
    pub(crate) fn expect_unknown_latin(&self, count: usize) {
        if count >= MANY_LATIN {
            self.words.warm_filters();
        }
    }

    /// Says the same of katakana words.
    pub(crate) fn expect_unknown_katakana(&self, count: usize) {
        if count >= MANY_KATAKANA {
            self.katakana.warm_filters();
        }
    }

    /// What is known about a word in lower case.
    pub fn word(&self, lower: impl AsRef<[u8]>) -> Option<Word> {
        self.word_hashed(WordHash::of(lower.as_ref()))
    }

    /// What is known about the word in lower case with this hash.
    pub(crate) fn word_hashed(&self, lower: WordHash) -> Option<Word> {
        self.common.get_hashed(lower).or_else(|| self.words.get_unlikely(lower)).map(Word::new)
    }

    /// What is known about the words in lower case with these hashes, which are asked for together.
    pub(crate) fn words_hashed(&self, lower: &[WordHash]) -> Vec<Option<Word>> {
        let mut found = self.common.get_all(lower);
        let missing: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
        let hashes: Vec<WordHash> = missing.iter().map(|at| lower[*at]).collect();
        for (at, value) in missing.into_iter().zip(self.words.get_all(&hashes)) {
            found[at] = value;
        }
        found.into_iter().map(|value| value.map(Word::new)).collect()
    }

    /// The corrections of a known misspelling in lower case, best first (`typos-dict`).
    pub fn corrections(&self, lower: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
        let place = self.misspellings.get(lower)? as usize;
        Some(line(CORRECTIONS, place).split(' '))
    }

    /// The name whose lower-case letters and digits alone are `squashed`.
    pub fn name(&self, squashed: &str) -> Option<Name> {
        self.name_hashed(WordHash::of(squashed.as_bytes()))
    }

    /// The name whose lower-case letters and digits alone have this hash.
    pub(crate) fn name_hashed(&self, squashed: WordHash) -> Option<Name> {
        self.names.get_unlikely(squashed).map(|value| Name::new(value, NAMES))
    }

    /// The names whose lower-case letters and digits are one edit of the first `bytes` from `squashed`, in no order.
    pub fn near_names(&self, squashed: &str, bytes: usize) -> Vec<Name> {
        let mut found = Vec::new();
        self.names.near_in(0..=bytes, squashed.as_bytes(), LETTERS_AND_DIGITS, &mut |_, value| {
            found.push(Name::new(value, NAMES));
        });
        found
    }

    /// Whether the language's dictionary holds a katakana word.
    pub fn has_katakana(&self, word: &str) -> bool {
        katakana::katakana_hash(word).is_some_and(|hash| self.has_katakana_hashed(hash))
    }

    /// Whether the language's dictionary holds the katakana word with this hash.
    pub(crate) fn has_katakana_hashed(&self, word: WordHash) -> bool {
        self.katakana.get_hashed(word).is_some()
    }

    /// Whether the language's dictionary holds each of the katakana words with these hashes.
    pub(crate) fn have_katakana(&self, words: &[WordHash]) -> impl Iterator<Item = bool> {
        self.katakana.get_all(words).into_iter().map(|value| value.is_some())
    }

    /// Whether the language's dictionary holds a part of a katakana word, of so many letters, that the letter with this
    /// number is inside of.
    pub(crate) fn has_katakana_around(&self, word: &str, at: usize, lengths: RangeInclusive<usize>) -> bool {
        let Some(packed) = katakana::packed(word) else { return false };
        (at.saturating_sub(*lengths.end())..at).any(|start| {
            let mut part = WordHash::default();
            packed[start..].iter().zip(1..=*lengths.end()).any(|(letter, length)| {
                part = part.with(*letter);
                start + length > at + 1 && length >= *lengths.start() && self.has_katakana_hashed(part)
            })
        })
    }

    /// Whether a larger dictionary holds a packed katakana word.
    pub(crate) fn has_rare_katakana(&self, word: &[u8]) -> bool {
        self.rare_katakana.get_hashed(WordHash::of(word)).is_some()
    }

    /// Whether a larger dictionary holds each of these katakana words, which the language's does not: a name, a rare word.
    pub(crate) fn have_rare_katakana<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<bool> {
        // The hash of no word is that of none.
        let hashes: Vec<WordHash> =
            words.map(|word| katakana::katakana_hash(word).unwrap_or_default()).collect();
        self.rare_katakana.get_all(&hashes).into_iter().map(|value| value.is_some()).collect()
    }

    /// Whether the dictionary holds a kanji word of two letters, or of three or four with one that looks like katakana.
    pub fn has_kanji(&self, word: &str) -> bool {
        self.kanji.contains(word)
    }

    /// Whether a dictionary holds a word of two kanji, or a verb or an adjective that begins with them.
    pub fn has_compound(&self, word: &str) -> bool {
        self.compounds.contains(word)
    }

    /// Tells whether a text is the stem of a verb, with a kanji in it, whose potential form is made with られる: `食べ`.
    pub(crate) fn stem(&self, text: &str) -> Option<Stem> {
        let is_ambiguous = self.stems.get(text)? == 1;
        Some(if is_ambiguous { Stem::Ambiguous } else { Stem::Plain })
    }

    /// The known words one edit (insertion, deletion, substitution, transposition) from a lower-case word.
    pub fn near_words(&self, lower: &str) -> Vec<Near> {
        let mut found = Vec::new();
        self.words.near(lower.as_bytes(), LETTERS, &mut |text, value| {
            if let Ok(text) = String::from_utf8(text) {
                found.push(Near { text, value: Word::new(value) });
            }
        });
        found
    }

    /// The dictionary's katakana words one edit from a katakana word.
    pub fn near_katakana(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        let Some(packed) = katakana::packed(word) else { return found };
        self.katakana.near(&packed, &katakana::LETTERS, &mut |text, _| found.push(katakana::unpacked(&text)));
        found
    }
}
