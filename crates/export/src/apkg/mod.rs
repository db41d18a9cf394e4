//! Anki packages: a zip with a collection in `SQLite` and the media, in the legacy format that every Anki imports.
//!
//! The same cards give the same bytes: ids come from hashes, times from the caller, and the order from the keys.
//! The format is that of Anki's schema 11 (`rslib/src/storage/schema11.sql`), tried with Anki's engine.

mod collection;
mod dated;
mod note_type;
mod package;

pub use dated::Dated;
pub use note_type::NoteType;
pub(crate) use note_type::{Gaps, deck_options, note_types};
pub use package::write_apkg;
