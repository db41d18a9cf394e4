//! What the vocabulary alone says about a Latin word: nothing, that it is right, or that more has to be known.

use notesmith_word_table::WordHash;

use crate::spelling::lower_case_form;
use crate::vocabulary::{Name, Vocabulary, Word};

/// The longest word that is looked at, in bytes.
pub(super) const LONGEST: usize = 40;

/// A word of ASCII letters and digits.
pub(super) struct LatinWord<'t> {
    text: &'t str,
    /// The hash of the word in lower case.
    pub(super) lower: WordHash,
    /// Which bytes are capitals, the lowest bit for the first.
    capitals: u64,
    /// How many bytes are letters.
    letters: usize,
}

/// What happens to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It is right as it is.
    Known,
    /// The same, and a name of two words in one piece: `Route53`.
    Joined,
    /// It is unknown, or written in an unusual case.
    Kept,
    /// It is no word that anything could be said about.
    Ignored,
}

impl<'t> LatinWord<'t> {
    /// Reads a word; `None` for one of a single letter, one that begins with a digit and one that is too long.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 2 || bytes.len() > LONGEST || !bytes[0].is_ascii_alphabetic() {
            return None;
        }
        let mut lower = WordHash::default();
        let (mut capitals, mut digits) = (0_u64, 0);
        for (at, byte) in bytes.iter().enumerate() {
            // Of ASCII letters and digits only capitals lack this bit.
            lower = lower.with(byte | 0x20);
            capitals |= u64::from(byte & 0x20 == 0) << at;
            digits += usize::from(*byte <= b'9');
        }
        let letters = bytes.len() - digits;
        (letters >= 2).then_some(Self { text, lower, capitals, letters })
    }

    /// Whether it has neither capitals nor digits.
    pub(super) fn is_lower_case(&self) -> bool {
        self.capitals == 0 && self.letters == self.text.len()
    }

    /// What is said about the word, of whose lower-case form the vocabulary knows so much.
    pub(super) fn judge(&self, known: Option<Word>) -> Judgement {
        match known {
            Some(word) if self.is_usual_case(word) && !self.is_lower_case_name(word) => {
                match self.name_of_words() {
                    Some(name) if name.is_settled() => Judgement::Kept,
                    Some(_) => Judgement::Joined,
                    None => Judgement::Known,
                }
            }
            None if self.letters < self.text.len() => Judgement::Ignored,
            _ => Judgement::Kept,
        }
    }

    /// The name of two words that the word, which has capitals, writes in one piece.
    fn name_of_words(&self) -> Option<Name> {
        let (capitals, has_digits) = (self.capitals.count_ones() as usize, self.letters < self.text.len());
        let has_parts = capitals > 1 && capitals < self.letters || capitals == 1 && has_digits;
        if !has_parts {
            return None;
        }
        Vocabulary::shared().name_hashed(self.lower).filter(|name| name.text().contains(' '))
    }

    /// Whether a word in lower case has an owner who writes it otherwise.
    fn is_lower_case_name(&self, word: Word) -> bool {
        self.capitals == 0 && word.capitals().is_some() && lower_case_form(self.text, word).is_some()
    }

    /// Whether nothing is to be said about the letter case of the word, which is known.
    fn is_usual_case(&self, word: Word) -> bool {
        match (self.capitals.count_ones() as usize, self.capitals & 1) {
            (0, _) => true,
            // Any first letter may be a capital.
            (1, 1) => word.capitals().is_none_or(|settled| settled >> 1 == 0) && !self.is_joined_name(),
            (upper, _) if upper == self.letters => !self.may_be_acronym(word),
            _ => word.capitals() == Some(self.capitals) && !self.is_joined_name(),
        }
    }

    /// Whether the word joins a name that has a hyphen: `XRay`.
    fn is_joined_name(&self) -> bool {
        Vocabulary::shared().name_hashed(self.lower).is_some_and(|name| name.text().contains('-'))
    }

    /// Whether an English word in capitals may be a slip of an acronym: `AIM` for `AMI`.
    fn may_be_acronym(&self, word: Word) -> bool {
        let name = word.is_abbreviation() || word.is_service() || word.is_brand() || word.is_software();
        (3..=5).contains(&self.text.len()) && !name
    }
}
