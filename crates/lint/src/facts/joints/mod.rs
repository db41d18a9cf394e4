//! Where ASCII and Japanese letters meet in running text, found in one walk over the bytes.
//!
//! What a place means for a style of spacing is decided by the rules of the group `ja`; `notesmith stats` counts the same
//! places.

mod collect;
mod crossings;
mod gaps;
mod letters;
mod places;

pub(crate) use collect::{Joints, Piece};
pub(crate) use letters::{japanese_at, japanese_before};
pub use places::{LatinPlace, LatinPlaces, LatinSpacing};
