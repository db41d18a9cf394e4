//! What the vocabulary says about one word.

/// The facts about a word, packed as `crates/lint/data/README.md` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(u64);

impl Word {
    pub(super) const fn new(value: u64) -> Self {
        Self(value)
    }

    /// The SCOWL size of an English word (10 for the most common, 70 for rare ones), `None` for no English word.
    pub fn english_size(self) -> Option<u8> {
        match self.0 & 15 {
            1 => Some(10),
            2 => Some(20),
            3 => Some(35),
            4 => Some(40),
            5 => Some(50),
            6 => Some(55),
            7 => Some(60),
            8 => Some(70),
            _ => None,
        }
    }

    /// Whether English writes the word only with a capital: a person, a place, a month.
    pub fn is_proper_name(self) -> bool {
        self.0 >> 4 & 1 == 1
    }

    /// Whether a list of software terms holds the word.
    pub fn is_software(self) -> bool {
        self.0 >> 5 & 1 == 1
    }

    /// Whether the word names a service, or documentation of services uses it.
    pub fn is_service(self) -> bool {
        self.0 >> 6 & 1 == 1
    }

    /// Whether the word is a brand, a product or a company, or part of its title.
    pub fn is_brand(self) -> bool {
        self.0 >> 7 & 1 == 1
    }

    /// Whether the word is an abbreviation.
    pub fn is_abbreviation(self) -> bool {
        self.0 >> 8 & 1 == 1
    }

    /// The logarithm (base 2, at most 15) of the word's count in the documentation of services.
    pub fn documentation_rank(self) -> u32 {
        (self.0 >> 10 & 15) as u32
    }

    /// Whether our own list of names holds it as a name of its own.
    pub fn is_famous(self) -> bool {
        self.0 >> 15 & 1 == 1
    }

    /// Which letters of the settled written form are capitals, the lowest bit for the first; `None` where its sources
    /// disagree or it is plain English.
    pub(crate) fn capitals(self) -> Option<u64> {
        (self.0 >> 14 & 1 == 1).then_some(self.0 >> 16)
    }

    /// The settled written form of the word, `None` where its sources disagree or it is plain English.
    pub fn casing(self, lower: &str) -> Option<String> {
        let mask = self.capitals()?;
        let mut letters = lower.to_owned();
        for at in (0..lower.len().min(40)).filter(|at| mask >> at & 1 == 1) {
            if let Some(letter) = letters.get_mut(at..=at) {
                letter.make_ascii_uppercase();
            }
        }
        Some(letters)
    }
}

/// A known word near another one.
#[derive(Clone, Debug)]
pub struct Near {
    /// The word in lower case.
    pub text: String,
    /// What is known about it.
    pub value: Word,
}
