//! The fragments that a note offers.

use notesmith_parse::{Document, Slugger};

/// Gives the fragments of a note: GitHub's slugs of its headings and the `id`s and `name`s in its HTML, in order.
pub fn anchors_of(document: &Document) -> Vec<String> {
    let mut slugger = Slugger::default();
    let slugs = document.headings().iter().map(|heading| slugger.next(&heading.text));
    slugs.chain(document.html_ids()).collect()
}
