//! What `notesmith.toml` says about the project's own words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use notesmith_lint::SpellingSettings;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::Config;
use crate::config::document::texts;
use crate::discover::display;
use crate::error::CliError;

/// The word file that is read where configuration names none, and that `notesmith spelling add` writes.
const WORD_FILE: &str = "notesmith-words.txt";
/// A word file of more bytes than this is refused.
const TOO_LARGE: u64 = 16 << 20;

/// The project's own words.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SpellingSection {
    /// Words that are right, in any letter case.
    #[schemars(extend("items" = texts("word")))]
    pub(crate) words: Vec<String>,
    /// Files in this project with one such word a line; `#` begins a comment.
    #[schemars(extend("items" = texts("line")))]
    pub(crate) word_files: Vec<String>,
    /// Brands as their owners write them, by their names in lower case.
    #[schemars(extend("format" = "brands"))]
    pub(crate) brands: BTreeMap<String, String>,
    /// Words that one of these expressions matches are left alone; the syntax is that of the Rust crate `regex`.
    #[schemars(extend("items" = texts("rust-regex")))]
    pub(crate) ignore_regex: Vec<String>,
}

impl SpellingSection {
    /// Adds a stronger section.
    pub(crate) fn add(&mut self, stronger: Self) {
        self.words.extend(stronger.words);
        self.word_files.extend(stronger.word_files);
        self.brands.extend(stronger.brands);
        self.ignore_regex.extend(stronger.ignore_regex);
    }
}

/// Gives the file that new words go to: the first that configuration names.
pub(crate) fn word_file(config: &Config) -> PathBuf {
    config.root.join(config.spelling.word_files.first().map_or(WORD_FILE, String::as_str))
}

/// Reads the project's words: from configuration and from its word files.
///
/// # Errors
/// A word file that is missing or lies outside the project, an expression that is none.
pub(crate) fn spelling_settings(config: &Config) -> Result<SpellingSettings, CliError> {
    let section = &config.spelling;
    let mut settings = SpellingSettings::default();
    settings.add_words(&section.words);
    for written in section.brands.values() {
        settings.add_brand(written);
    }
    for pattern in &section.ignore_regex {
        settings.add_ignored(pattern).map_err(|message| {
            CliError::usage(format!("[spelling] ignore-regex: {message}"), "mend the expression")
        })?;
    }
    let default = config.root.join(WORD_FILE);
    if section.word_files.is_empty() && default.is_file() {
        settings.add_words(words_of(&read(&default)?));
    }
    for name in &section.word_files {
        let path = config.root.join(name);
        let inside = path
            .canonicalize()
            .is_ok_and(|path| config.root.canonicalize().is_ok_and(|root| path.starts_with(root)));
        if !inside {
            return Err(config.error_at(
                name,
                format!("`spelling.word-files`: there is no file `{name}` in this project"),
                "name a file below the folder of notesmith.toml, or make it with `notesmith spelling add`",
            ));
        }
        settings.add_words(words_of(&read(&path)?));
    }
    Ok(settings)
}

/// Gives the text of a word file.
pub(crate) fn read(path: &Path) -> Result<String, CliError> {
    let length = std::fs::metadata(path).map_err(|error| CliError::io("read", path, error))?.len();
    if length > TOO_LARGE {
        return Err(CliError::usage(
            format!("{} has {length} bytes; at most {TOO_LARGE} are read", display(path)),
            "a word file has one word a line",
        ));
    }
    std::fs::read_to_string(path).map_err(|error| CliError::io("read", path, error))
}

/// Gives the words of a word file.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    words.filter(|word| !word.is_empty())
}
