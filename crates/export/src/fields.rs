//! The fields of our own note types, fixed for good: another layout would make every note "conflicting".

use std::borrow::Cow;

use crate::{Card, CardType, markup};

/// The name of the note type that `notesmith export --format apkg` brings along.
pub const OWN_NOTE_TYPE: &str = "Notesmith";

/// The name of the note type of cards with gaps; it has the same fields.
pub const CLOZE_NOTE_TYPE: &str = "Notesmith Cloze";

/// The fields' names in their order; `Extra` and `Spare` stay empty for later versions.
pub const FIELDS: [&str; 7] = ["Key", "Front", "Back", "Context", "Source", "Extra", "Spare"];

/// Gives which of our note types a card is of.
pub fn note_type_of(card: &Card) -> &'static str {
    match card.card_type {
        CardType::Basic | CardType::Reversed | CardType::Acronym => OWN_NOTE_TYPE,
        CardType::Cloze => CLOZE_NOTE_TYPE,
    }
}

/// Gives the card's fields as HTML for Anki, in the order of [`FIELDS`].
///
/// A card with gaps holds all in `Front`.
/// The source is the file without its line, which would change with every edit above, and as seen from the notes' root,
/// so that it does not matter where notesmith is run.
pub fn fields(card: &Card) -> [Cow<'_, str>; 7] {
    let mut fields = plain_fields(card);
    if let Some(text) = card.cloze_text() {
        fields[1] = text.into();
        fields[2] = Cow::Borrowed("");
    }
    fields
}

/// Does what [`fields`] does for readers that know no gaps: question and answer of every card.
pub fn plain_fields(card: &Card) -> [Cow<'_, str>; 7] {
    [
        card.key.to_string().into(),
        Cow::Borrowed(&card.front),
        Cow::Borrowed(&card.back),
        markup::escape(&card.context_line()).into(),
        markup::escape(&card.file).into(),
        Cow::Borrowed(""),
        Cow::Borrowed(""),
    ]
}
