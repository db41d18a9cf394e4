//! One note as the rules see it: its path, its document and what several rules derive from them.

use std::cell::OnceCell;

use notesmith_parse::{Definition, Document, Entries};

use crate::brackets::Brackets;
use crate::footnotes::Footnotes;
use crate::odd_characters::{self, OddCharacter};

/// One note under check.
pub struct Note<'a> {
    path: &'a str,
    document: &'a Document,
    odd_characters: OnceCell<Vec<OddCharacter>>,
    brackets: OnceCell<Brackets>,
    entries: OnceCell<Entries>,
    definitions: OnceCell<Vec<Definition>>,
    footnotes: OnceCell<Footnotes>,
}

impl<'a> Note<'a> {
    /// Makes a note; `path` is the path as shown to people, with `/`.
    pub fn new(path: &'a str, document: &'a Document) -> Self {
        Self {
            path,
            document,
            odd_characters: OnceCell::new(),
            brackets: OnceCell::new(),
            entries: OnceCell::new(),
            definitions: OnceCell::new(),
            footnotes: OnceCell::new(),
        }
    }

    /// Gives the path as shown to people, with `/`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Gives the parsed note.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// Gives the brackets in the note's running text, paired.
    pub(crate) fn brackets(&self) -> &Brackets {
        self.brackets.get_or_init(|| Brackets::collect(self.document))
    }

    /// Gives the terms of the note with their definitions.
    pub fn entries(&self) -> &Entries {
        self.entries.get_or_init(|| self.document.entries())
    }

    /// Gives the definitions of reference links, in order.
    pub(crate) fn definitions(&self) -> &[Definition] {
        self.definitions.get_or_init(|| self.document.definitions())
    }

    /// Gives the footnotes of the note, defined, referred to and missing.
    pub(crate) fn footnotes(&self) -> &Footnotes {
        self.footnotes.get_or_init(|| Footnotes::collect(self.document))
    }

    /// Gives the characters that look like others or like nothing, in order.
    pub(crate) fn odd_characters(&self) -> &[OddCharacter] {
        self.odd_characters.get_or_init(|| odd_characters::collect(self.document))
    }

    /// Tells whether the front matter names a title, which then is the note's heading of level 1.
    pub(crate) fn has_front_matter_title(&self) -> bool {
        self.document.front_matter().is_some_and(|span| {
            let is_title = |line: &str| {
                let line = line.trim_start_matches(['"', '\'']);
                line.get(..5).is_some_and(|key| key.eq_ignore_ascii_case("title"))
                    && line[5..].trim_start_matches(['"', '\'']).trim_start().starts_with([':', '='])
            };
            self.document.slice(span).lines().any(is_title)
        })
    }
}
