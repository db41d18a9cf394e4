//! One note as the rules see it: its path, its document and what several rules derive from them.

use notesmith_parse::Document;

/// One note under check.
pub struct Note<'a> {
    path: &'a str,
    document: &'a Document,
}

impl<'a> Note<'a> {
    /// Makes a note; `path` is the path as shown to people, with `/`.
    pub fn new(path: &'a str, document: &'a Document) -> Self {
        Self { path, document }
    }

    /// Gives the path as shown to people, with `/`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Gives the parsed note.
    pub fn document(&self) -> &'a Document {
        self.document
    }
}
