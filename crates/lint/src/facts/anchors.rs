//! The fragments that a note offers.

use notesmith_parse::{Document, Slugger};

/// Gives the fragments of a note in order: the slugs of its headings, the `id`s and `name`s in its HTML, and the
/// ids of headings such as `## Text {#id}`, which other renderers understand.
pub fn anchors_of(document: &Document) -> Vec<String> {
    let headings = document.headings().iter().map(|heading| heading.text.as_str());
    let mut anchors = Slugger::all(document.anchor_style(), headings);
    let named = document.headings().iter().filter_map(|heading| {
        let (_, id) = heading.text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
        Some(id.trim().to_owned())
    });
    anchors.extend(document.html_ids().chain(named));
    anchors
}
