//! What a project says about its own words.

use std::collections::{BTreeMap, BTreeSet};

use regex::{Regex, RegexBuilder};

/// The project's words and brands: `[spelling]` of the configuration and its word files.
#[derive(Clone, Debug, Default)]
pub struct SpellingSettings {
    words: BTreeSet<String>,
    brands: BTreeMap<String, String>,
    ignore: Vec<Regex>,
}

impl SpellingSettings {
    /// Adds words that are right; letter case does not matter.
    pub fn add_words(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        self.words.extend(words.into_iter().map(|word| word.as_ref().to_lowercase()));
    }

    /// Adds a brand as its owner writes it; other letter cases of it are wrong.
    pub fn add_brand(&mut self, written: &str) {
        self.brands.insert(written.to_lowercase(), written.to_owned());
    }

    /// Adds a pattern in the syntax of the crate `regex`: a word that it matches is left alone.
    ///
    /// # Errors
    /// Says what is wrong with the pattern.
    pub fn add_ignored(&mut self, pattern: &str) -> Result<(), String> {
        let pattern =
            RegexBuilder::new(pattern).size_limit(1 << 20).build().map_err(|error| error.to_string())?;
        self.ignore.push(pattern);
        Ok(())
    }

    /// Whether the project says that a word is right as it stands.
    pub(super) fn accepts(&self, word: &str, lower: &str) -> bool {
        self.words.contains(lower)
            || self.brands.get(lower).is_some_and(|written| written == word)
            || self.ignore.iter().any(|pattern| pattern.is_match(word))
    }

    /// How the project writes a brand.
    pub(super) fn brand(&self, lower: &str) -> Option<&str> {
        self.brands.get(lower).map(String::as_str)
    }
}
