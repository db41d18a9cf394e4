//! The card: one question with its answer, as every format writes it.
//! How a card is made from a note is `collect`'s part; how it is written is each format's.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::CardType;
use crate::cloze::Enumeration;
use crate::identity::{Guid, Key};
use crate::plain_text::plain_text;

/// One card, ready to be written in any format.
///
/// What many cards have in common is shared, since a hundred thousand of them are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub front_text: Arc<str>,
    /// Headings and ancestor terms from the outside in, as plain text.
    pub context: Arc<[String]>,
    /// Anki's deck name, levels joined by `::`.
    pub deck: Arc<str>,
    /// Anki's tags, without spaces, levels joined by `::`: the one by file and section, then those of all cards.
    pub tags: Arc<[String]>,
    /// The shape of the entry that the card was made of, such as `term` or `heading`.
    pub kind: &'static str,
    /// What was made of the entry.
    pub card_type: CardType,
    /// The members to hide in turn, of a card of type `cloze`.
    pub enumeration: Option<Box<Enumeration>>,
    /// Where the card stands in the notes.
    pub source: Source,
    /// The key of its file: the path from the notes' root, with `/`.
    pub file: Arc<str>,
    /// Local images of the back, as the note names them, in order and once each.
    pub media: Vec<String>,
    /// Images that need the network, in order and once each.
    pub remote_media: Vec<String>,
    /// A hash of what the local images hold, if the caller has read them: another image is another content.
    pub media_content: Option<u64>,
}

/// A place in the notes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Source {
    /// The path as given or relative to the working directory, with `/`.
    #[serde(serialize_with = "as_text")]
    pub path: Arc<str>,
    /// The 1-based line of the term.
    pub line: u32,
}

impl Card {
    /// Gives the context as people read it: levels joined by ` › `.
    pub fn context_line(&self) -> String {
        self.context.join(" › ")
    }

    /// Gives the tags that all cards have, beside `notesmith`.
    pub fn common_tags(&self) -> &[String] {
        self.tags.get(1..).unwrap_or_default()
    }

    /// Gives the question with its gaps, as Anki reads them, of a card of type `cloze`.
    pub fn cloze_text(&self) -> Option<String> {
        self.enumeration.as_ref().map(|enumeration| enumeration.text(&self.front))
    }

    /// Gives the answer as plain text, one line a block.
    pub fn back_text(&self) -> String {
        plain_text(&self.back)
    }
}

fn as_text<S: serde::Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}
