//! A card with the time of its last change.

use crate::Card;

/// A card with what a package says besides.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    /// The card.
    pub card: &'a Card,
    /// When its content last changed, in seconds since 1970: Anki takes a note only if it is newer than its own.
    pub modified: u64,
    /// Whether it carries its own tags, instead of the one of all cards.
    pub tagged: bool,
}
