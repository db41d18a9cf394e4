//! Terms with their definitions, in all the shapes that people write in study notes.
//!
//! Lint checks entries, export makes cards of them.
//! What is extracted is a decision about the whole note; how an answer looks is the renderer's.
//! The walk keeps its own path and looks at each node a bounded number of times.

mod body;
mod entry;
mod extractor;
mod heading;
mod item;
mod line;
mod phrase;
mod separator;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use body::GUARD;
pub use entry::{BodyPiece, Entries, Entry, EntryShape, PieceRole, Reason, Rejection};
pub use extractor::Rows;
pub(crate) use text::unescape;
