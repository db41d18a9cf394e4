//! Tables of words with a number each, compiled into a program and read in place.
//!
//! A table answers two questions: what is the number of this word, and which words are one edit from this one.
//! It keeps fingerprints of words, not the words: of 2^28 questions about words that it does not hold, one is
//! answered wrongly.
//! It does not list its words, and nothing is decoded when it is opened.

mod builder;
mod edits;
mod filter;
mod hash;
mod table;

pub use builder::{GapFilter, TooManyNumbers, bytes_of};
pub use hash::WordHash;
pub use table::WordTable;
