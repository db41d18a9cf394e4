//! Links and definitions of links that follow headings which changed: their fragments, and their texts in tables of
//! contents.

use std::collections::BTreeMap;

use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LinkKind, ParseOptions, Slugger};

use crate::facts::percent_decode;
use crate::fixes::replaced;

/// What became of the headings of one note: the fragment and the text by the old fragment.
struct Moved {
    fragments: BTreeMap<String, (String, String, String)>,
}

/// Gives, for each note, the edits that keep links to renumbered headings whole.
///
/// `notes` are the notes of the run, `edits` what [`super::plan`] gave for each, and `leads_to` tells for a note and
/// the destination of a link, fragment left out, which note it leads to.
pub fn follow(
    notes: &[&Document],
    edits: &[Vec<Edit>],
    leads_to: &dyn Fn(usize, &str) -> Option<usize>,
) -> Vec<Vec<Edit>> {
    let moved: Vec<Option<Moved>> = notes.iter().zip(edits).map(|(note, edits)| moved(note, edits)).collect();
    let follow_in = |(index, note): (usize, &&Document)| {
        let mut found = Vec::new();
        for route in routes(note) {
            let Some((path, fragment)) = route.destination.split_once('#') else { continue };
            let target = if path.is_empty() { Some(index) } else { leads_to(index, path) };
            let Some(moved) = target.and_then(|target| moved[target].as_ref()) else { continue };
            let decoded = percent_decode(fragment);
            let Some((new, old_text, new_text)) = moved.fragments.get(&decoded) else { continue };
            let is_encoded = decoded != fragment;
            found.extend(route.place.and_then(|place| fragment_edit(note, place, fragment, new, is_encoded)));
            found.extend(route.text.and_then(|text| text_edit(note, text, old_text, new_text)));
        }
        found
    };
    notes.iter().enumerate().map(follow_in).collect()
}

/// What leads somewhere: a link, or the definition of one.
struct Route<'a> {
    destination: &'a str,
    /// Where the destination stands.
    place: Option<Span>,
    /// The text that people read.
    text: Option<Span>,
}

/// Gives the links and definitions of a note.
///
/// The text of `[text][label]` may follow; that of `[label]` is the label itself.
fn routes(note: &Document) -> Vec<Route<'_>> {
    let links = note.links().iter().filter_map(|link| {
        let text = match link.kind {
            LinkKind::Inline | LinkKind::Html => Some(link.content),
            LinkKind::Reference => {
                let behind = &note.text()[link.content.end()..link.span.end()];
                behind.strip_prefix("][").filter(|label| *label != "]").map(|_| link.content)
            }
            LinkKind::Angle | LinkKind::Bare | LinkKind::Wiki => return None,
        };
        Some(Route { destination: &link.destination, place: link.destination_span, text })
    });
    let definitions = note.definitions().into_iter().map(|definition| Route {
        destination: note.slice(definition.destination),
        place: Some(definition.destination),
        text: None,
    });
    links.chain(definitions).collect()
}

/// Compares the headings of a note before and after its edits.
fn moved(note: &Document, edits: &[Edit]) -> Option<Moved> {
    if edits.is_empty() {
        return None;
    }
    let options = ParseOptions { anchors: note.anchor_style(), ..ParseOptions::default() };
    let after = Document::parse(replaced(note.text(), edits), &options);
    let (mut old, mut new) = (Slugger::new(options.anchors), Slugger::new(options.anchors));
    let mut fragments = BTreeMap::new();
    for (before, after) in note.headings().iter().zip(after.headings()) {
        let (from, to) = (old.next(&before.text), new.next(&after.text));
        if from != to || before.text != after.text {
            fragments.insert(from, (to, before.text.clone(), after.text.clone()));
        }
    }
    Some(Moved { fragments })
}

fn fragment_edit(note: &Document, place: Span, old: &str, new: &str, encoded: bool) -> Option<Edit> {
    let source = note.slice(place);
    let at = source.rfind('#')? + 1;
    if &source[at..] != old {
        return None;
    }
    let new = if encoded { percent_encoded(new) } else { new.to_owned() };
    let span = Span::new(place.start() + at, place.end());
    (new != old).then(|| Edit::replace(span, new))
}

/// Follows a heading's text in the text of a link that repeats it, as tables of contents do.
fn text_edit(note: &Document, content: Span, old: &str, new: &str) -> Option<Edit> {
    (note.slice(content) == old && old != new).then(|| Edit::replace(content, new))
}

/// Encodes all but ASCII letters, digits, `-` and `_`.
fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(
                [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::renumber::{Renumbering, plan};
    use notesmith_parse::ParseOptions;

    fn check(texts: &[&str], expected: &[&str]) {
        let documents: Vec<Document> =
            texts.iter().map(|text| Document::parse(*text, &ParseOptions::default())).collect();
        let notes: Vec<&Document> = documents.iter().collect();
        let edits: Vec<Vec<Edit>> =
            notes.iter().map(|note| plan(note, "a.md", &Renumbering::default())).collect();
        let links = follow(&notes, &edits, &|_, path| path.strip_suffix(".md")?.parse().ok());
        for (index, expected) in expected.iter().enumerate() {
            let mut all = [edits[index].clone(), links[index].clone()].concat();
            all.sort_by_key(|edit| edit.span);
            assert_eq!(&replaced(texts[index], &all), expected);
        }
    }

    #[test]
    fn links_and_tables_of_contents_follow() {
        let toc = "- [1. a](#1-a)\n- [3. b](#3-b)\n- [see b](#3-b)\n\n## 1. a\n\n## 3. b\n";
        check(&[toc], &["- [1. a](#1-a)\n- [2. b](#2-b)\n- [see b](#2-b)\n\n## 1. a\n\n## 2. b\n"]);
        check(
            &[
                "## 1. あ\n\n## 3. い\n",
                "[x](0.md#3-い) [y](0.md#3-%E3%81%84) [z](0.md#1-あ) <a href=\"0.md#3-い\">",
            ],
            &[
                "## 1. あ\n\n## 2. い\n",
                "[x](0.md#2-い) [y](0.md#2-%E3%81%84) [z](0.md#1-あ) <a href=\"0.md#2-い\">",
            ],
        );
    }

    #[test]
    fn definitions_follow() {
        check(
            &[
                "## 1. a\n\n## 3. b\n",
                "[3. b][x] [see][x] [3. b] [3. b][]\n\n[x]: 0.md#3-b \"t\"\n[3. b]: <0.md#3-b>\n[z]: 0.md#1-a\n",
            ],
            &[
                "## 1. a\n\n## 2. b\n",
                "[2. b][x] [see][x] [3. b] [3. b][]\n\n[x]: 0.md#2-b \"t\"\n[3. b]: <0.md#2-b>\n[z]: 0.md#1-a\n",
            ],
        );
    }

    #[test]
    fn numbers_that_change_places_do_not_mix_up() {
        check(
            &["## 2.\n\n## 2.\n\n[first](#2) [second](#2-1)\n"],
            &["## 2.\n\n## 3.\n\n[first](#2) [second](#3)\n"],
        );
    }
}
