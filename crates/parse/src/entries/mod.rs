//! Terms with their definitions, in all the shapes that people write in study notes.
//!
//! Lint checks entries, export makes cards of them.
//! What is extracted is a decision about the whole note; how an answer looks is the renderer's.
//! The walk keeps its own path and looks at each node a bounded number of times.

mod body;
mod brackets;
mod content;
mod entry;
mod extractor;
mod found;
mod heading;
mod item;
mod line;
mod phrase;
mod plain_text;
mod question;
mod rejection;
mod separator;
mod split;
mod table;
#[cfg(test)]
mod tests;
mod trim;

pub(crate) use body::GUARD;
pub use entry::{BodyPiece, Entry, EntryShape, PieceRole};
pub use extractor::Rows;
pub use found::Entries;
pub(crate) use plain_text::unescape;
pub use rejection::{Reason, Rejection};
