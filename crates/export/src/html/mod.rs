//! One page of HTML that holds all cards: to read, to search and to flip them in a browser, offline.
//!
//! The page asks nobody for anything: its policy admits the style and the script that it brings along, by their
//! hashes, and images that stand in it.
//! A card is shown through the templates and the style of our Anki note type, so that it looks as it does in Anki.

mod data;
mod page;

pub use page::write_html;
