//! The card: one question with its answer, as every format writes it.
//! How a card is made from a note is `collect`'s part; how it is written is each format's.

use schemars::JsonSchema;
use serde::Serialize;

use crate::identity::{Guid, Key};

/// One card, ready to be written in any format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// What the card is recognised by: stable while file, context and term stay.
    pub key: Key,
    /// Anki's note id, computed from the key.
    pub guid: Guid,
    /// The question as sanitised HTML.
    pub front: String,
    /// The answer as sanitised HTML.
    pub back: String,
    /// The question as plain text in one line.
    pub front_text: String,
    /// The answer as plain text, one line per block.
    pub back_text: String,
    /// Headings and ancestor terms from the outside in, as plain text.
    pub context: Vec<String>,
    /// Anki's deck name, levels joined by `::`.
    pub deck: String,
    /// Anki's tags, without spaces, levels joined by `::`.
    pub tags: Vec<String>,
    /// The shape of the entry that the card was made of, such as `term` or `heading`.
    pub kind: String,
    /// Where the card stands in the notes.
    pub source: Source,
    /// The key of its file: the path from the notes' root, with `/`.
    #[serde(skip)]
    pub file: String,
    /// Local images of the back, as the note names them, in order and once each.
    pub media: Vec<String>,
    /// Images that need the network, in order and once each.
    pub remote_media: Vec<String>,
}

/// A place in the notes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Source {
    /// The path as given or relative to the working directory, with `/`.
    pub path: String,
    /// The 1-based line of the term.
    pub line: u32,
}

impl Card {
    /// Gives the context as people read it: levels joined by ` › `.
    pub fn context_line(&self) -> String {
        self.context.join(" › ")
    }
}
