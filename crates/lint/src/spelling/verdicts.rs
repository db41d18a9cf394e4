//! The verdicts on the words of all notes; those of a script are made when a rule first asks for one.

use std::sync::OnceLock;

use super::verdict::{Verdict, VerdictKind};
use super::words::Words;
use super::{judge, kanji, katakana};

/// What is to be said about each distinct word, by script.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    latin: OnceLock<Vec<Verdict>>,
    katakana: OnceLock<Vec<Verdict>>,
    kanji: OnceLock<Vec<Verdict>>,
}

impl Verdicts {
    /// The verdicts of a kind on these words, which are the same at each call; in order of their text.
    pub(crate) fn of(&self, kind: VerdictKind, words: &Words) -> impl Iterator<Item = &Verdict> {
        let script = match kind {
            VerdictKind::Katakana => self.katakana(words),
            VerdictKind::Kanji => self.kanji(words),
            _ => self.latin(words),
        };
        script.iter().filter(move |verdict| verdict.kind == kind)
    }

    /// The verdicts of all kinds on these words, which are the same at each call.
    pub(crate) fn all(&self, words: &Words) -> impl Iterator<Item = &Verdict> {
        [self.latin(words), self.katakana(words), self.kanji(words)].into_iter().flatten()
    }

    fn latin(&self, words: &Words) -> &[Verdict] {
        self.latin.get_or_init(|| judge::all(words))
    }

    fn katakana(&self, words: &Words) -> &[Verdict] {
        self.katakana.get_or_init(|| katakana::all(words))
    }

    fn kanji(&self, words: &Words) -> &[Verdict] {
        self.kanji.get_or_init(|| kanji::all(words))
    }
}
