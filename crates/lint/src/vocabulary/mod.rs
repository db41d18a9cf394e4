//! The words that this tool knows: English, software, services, brands, known misspellings, katakana.
//!
//! The tables are compiled in and read in place (`crates/lint/data/README.md` tells their form).
//! What counts as an error is the rules' matter.

mod katakana;
mod line;
mod names;
mod tables;
mod word;

pub(crate) use katakana::{katakana_hash, unpacked};
pub use names::Name;
pub(crate) use tables::Stem;
pub use tables::Vocabulary;
pub use word::{Near, Word};
