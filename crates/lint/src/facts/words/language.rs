//! Tells notes in other languages than Japanese and English: translations stand beside the original in many projects,
//! and each of their words would be a misspelt one.

use super::file_words::{Class, FileWords};
use super::kanji::KanjiUse;

/// Of the lower-case words of a note at least so many are unknown in a language that is not ours.
const STRANGE: usize = 5;

/// One of so many uses of words, of those in lower case, is that of an unknown one at least; French has the fewest,
/// with every third, and English notes have one in fifteen at most.
const SHARE: u32 = 4;

/// So many words of katakana and of two kanji before kana make a note a Japanese one.
const JAPANESE: usize = 4;

/// The distinct words of two kanji from which on some stand before kana, if the language is Japanese.
const MANY_KANJI: usize = 4;

/// The lower-case words of a note, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct LowerCase {
    /// How often words of the dictionary are used.
    known: u32,
    /// How often others are.
    strange: u32,
    /// How many others there are.
    distinct_strange: usize,
}

impl LowerCase {
    /// Adds a word that running text uses so often.
    pub(super) fn add(&mut self, is_known: bool, count: u32) {
        if is_known {
            self.known += count;
        } else if count > 0 {
            self.strange += count;
            self.distinct_strange += 1;
        }
    }

    /// Whether the words are those of neither English nor a Japanese note, which may hold hardly any English.
    fn are_foreign(&self, found: &FileWords) -> bool {
        self.distinct_strange >= STRANGE
            && self.strange * SHARE >= self.known + self.strange
            && !is_japanese(found)
    }
}

/// Whether a note holds more Japanese than an example, or a link to its translation.
fn is_japanese(found: &FileWords) -> bool {
    let katakana = found.words.iter().filter(|word| word.class == Class::Katakana).count();
    let kanji = found.kanji.iter().filter(|word| word.is_before_kana()).count();
    katakana + kanji >= JAPANESE
}

/// Forgets the words of a note in another language: nothing is said about them, and they are no evidence for others.
///
/// To be called while katakana words are still unsettled.
pub(super) fn forget_foreign(found: &mut FileWords, lower_case: &LowerCase) {
    if lower_case.are_foreign(found) {
        for word in &mut found.words {
            (word.class, word.text) = (Class::Ignored, (0, 0));
        }
        found.repeated.clear();
    }
    if found.kanji.len() >= MANY_KANJI && !found.kanji.iter().any(KanjiUse::is_before_kana) {
        found.kanji.clear();
        found.suspicious.clear();
    }
}
