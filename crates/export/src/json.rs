//! The cards as JSON for other programs, with a version and a schema.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;

use crate::identity::{Guid, Key};
use crate::{Card, CardType, ExportError, Source};

/// The version of the format: new members may come, these stay.
const VERSION: u32 = 1;

/// What `notesmith export --format json` and `notesmith cards --format json` print.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Cards of notesmith")]
struct CardFile<C> {
    /// The version of the format: new members may come, these stay.
    version: u32,
    /// The cards in the order of files and lines.
    cards: C,
}

/// One card, ready to be written in any format.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Card")]
struct JsonCard<'a> {
    /// What the card is recognised by: stable while file, context and term stay.
    key: Key,
    /// Anki's note id, computed from the key.
    guid: &'a Guid,
    /// The question as sanitised HTML.
    front: &'a str,
    /// The answer as sanitised HTML.
    back: &'a str,
    /// The question as plain text in one line.
    front_text: &'a str,
    /// The answer as plain text, one line per block.
    back_text: String,
    /// Headings and ancestor terms from the outside in, as plain text.
    context: &'a [String],
    /// Anki's deck name, levels joined by `::`.
    deck: &'a str,
    /// Anki's tags, without spaces, levels joined by `::`.
    tags: &'a [String],
    /// The shape of the entry that the card was made of, such as `term` or `heading`.
    kind: &'a str,
    /// What was made of the entry: one of the card types of the configuration.
    #[serde(rename = "type")]
    card_type: CardType,
    /// Of a card of type `cloze`, the question with its gaps as Anki reads them.
    #[serde(skip_serializing_if = "Option::is_none")]
    cloze: Option<String>,
    /// Where the card stands in the notes.
    source: &'a Source,
    /// Local images of the back, as the note names them, in order and once each.
    media: &'a [String],
    /// Images that need the network, in order and once each.
    remote_media: &'a [String],
}

impl<'a> From<&'a Card> for JsonCard<'a> {
    fn from(card: &'a Card) -> Self {
        Self {
            key: card.key,
            guid: &card.guid,
            front: &card.front,
            back: &card.back,
            front_text: &card.front_text,
            back_text: card.back_text(),
            context: &card.context,
            deck: &card.deck,
            tags: &card.tags,
            kind: card.kind,
            card_type: card.card_type,
            cloze: card.cloze_text(),
            source: &card.source,
            media: &card.media,
            remote_media: &card.remote_media,
        }
    }
}

/// The cards, each turned into JSON when its turn comes.
struct OneByOne<'a>(&'a [Card]);

impl Serialize for OneByOne<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(JsonCard::from))
    }
}

/// Writes the cards as one JSON document with a line break at its end.
///
/// # Errors
/// Failing writes.
pub fn write_json(cards: &[Card], mut out: impl Write) -> Result<(), ExportError> {
    let mut serializer = Serializer::with_formatter(&mut out, PrettyFormatter::new());
    CardFile { version: VERSION, cards: OneByOne(cards) }
        .serialize(&mut serializer)
        .map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Gives the JSON schema of what [`write_json`] writes.
pub fn json_schema() -> Schema {
    schema_for!(CardFile<Vec<JsonCard<'_>>>)
}
