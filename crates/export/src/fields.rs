//! The fields of our own note type, fixed for good: another layout would make every note "conflicting".

use crate::{Card, markup};

/// The fields' names in their order; `Extra` and `Spare` stay empty for later versions.
pub const FIELDS: [&str; 7] = ["Key", "Front", "Back", "Context", "Source", "Extra", "Spare"];

/// Gives the card's fields as HTML, in the order of [`FIELDS`].
///
/// The source is the file without its line, which would change with every edit above, and as seen from the notes' root,
/// so that it does not matter where notesmith is run.
pub fn fields(card: &Card) -> [String; 7] {
    [
        card.key.to_string(),
        card.front.clone(),
        card.back.clone(),
        markup::escape(&card.context_line()),
        markup::escape(&card.file),
        String::new(),
        String::new(),
    ]
}
