//! The fragments that a note offers.

use notesmith_parse::{Document, Slugger};

/// Gives the fragments of a note in order: the slugs of its headings, the `id`s and `name`s in its HTML, and the
/// ids of headings such as `## Text {#id}`, which other renderers understand.
pub fn anchors_of(document: &Document) -> Vec<String> {
    let mut slugger = Slugger::new(document.anchor_style());
    let slugs = document.headings().iter().map(|heading| slugger.next(&heading.text));
    let named = document.headings().iter().filter_map(|heading| {
        let (_, id) = heading.text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
        Some(id.trim().to_owned())
    });
    slugs.chain(document.html_ids()).chain(named).collect()
}
