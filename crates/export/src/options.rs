//! What is made of the notes: the choices that a configuration has.

use std::collections::BTreeSet;

use notesmith_parse::ParseOptions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is made of an entry: one Anki note of each type that fits it.
///
/// Each is a note with a guid of its own, so that choosing another type adds and removes notes, and never changes the
/// note type of one that has reviews, which Anki would refuse.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CardType {
    /// The term asks for the definition.
    #[default]
    Basic,
    /// A short definition asks for its term.
    Reversed,
    /// The acronym of `ACRONYM(Expansion)` asks for the expansion, and the expansion for the acronym.
    Acronym,
    /// The members of an enumeration are gaps, and each gap is a card.
    Cloze,
}

impl CardType {
    /// Gives the name that configuration, JSON and the lock use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Reversed => "reversed",
            Self::Acronym => "acronym",
            Self::Cloze => "cloze",
        }
    }

    /// Gives the type with a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Basic, Self::Reversed, Self::Acronym, Self::Cloze].into_iter().find(|one| one.name() == name)
    }
}

/// How the cards of a note are made.
#[derive(Clone, Debug)]
pub struct CardOptions {
    /// How to read the note.
    pub parse: ParseOptions,
    /// What is made of an entry.
    pub types: BTreeSet<CardType>,
    /// Whether each row of a table is an entry.
    pub table_rows: bool,
    /// Whether `$…$` is a formula, as `\(…\)` always is.
    pub dollar_math: bool,
    /// The deck, levels joined by `::`; without it the folders of the note name it.
    pub deck: Option<String>,
    /// Tags beside those by file and section.
    pub tags: Vec<String>,
}

impl Default for CardOptions {
    fn default() -> Self {
        Self {
            parse: ParseOptions::default(),
            types: [CardType::Basic].into(),
            table_rows: false,
            dollar_math: false,
            deck: None,
            tags: Vec::new(),
        }
    }
}
