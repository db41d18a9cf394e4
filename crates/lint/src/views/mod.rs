//! What several rules see in a note, derived from its document in one place; [`crate::Note`] keeps what is asked for often.

pub(crate) mod brackets;
pub(crate) mod endings;
pub(crate) mod footnotes;
pub(crate) mod front_matter;
pub(crate) mod html_tags;
pub(crate) mod inline_code;
pub(crate) mod list_layout;
pub(crate) mod lone_addresses;
pub(crate) mod mark_runs;
pub(crate) mod odd_characters;
pub(crate) mod own_elements;
pub(crate) mod paragraph_lines;
pub(crate) mod prose_gaps;
pub(crate) mod prose_places;
pub(crate) mod references;
pub(crate) mod reversed_links;
pub(crate) mod scan;
pub(crate) mod sentences;
pub(crate) mod source_lines;
pub(crate) mod table_rows;
pub(crate) mod title;
pub(crate) mod typed_markers;
pub(crate) mod unrendered_links;
pub(crate) mod unrendered_tables;
