//! The fields of our own note type, fixed for good: another layout would make every note "conflicting".

use std::borrow::Cow;

use crate::{Card, markup};

/// The fields' names in their order; `Extra` and `Spare` stay empty for later versions.
pub const FIELDS: [&str; 7] = ["Key", "Front", "Back", "Context", "Source", "Extra", "Spare"];

/// Gives the card's fields as HTML, in the order of [`FIELDS`].
///
/// The source is the file without its line, which would change with every edit above, and as seen from the notes' root,
/// so that it does not matter where notesmith is run.
pub fn fields(card: &Card) -> [Cow<'_, str>; 7] {
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
