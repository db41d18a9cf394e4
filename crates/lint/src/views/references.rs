//! Reference links: which labels a note uses, and which of them lead nowhere.

use notesmith_diagnostic::Span;
use notesmith_parse::{Definition, Document, LinkKind, NodeKind, normal_label};
use rustc_hash::FxHashSet;

use crate::views::prose_places::pieces_with;

/// A reference whose label no definition has.
pub(crate) struct Undefined {
    /// The whole reference: `[text][label]`.
    pub(crate) span: Span,
    /// The label as written.
    pub(crate) label: Span,
}

/// Gives the labels that links and images use.
pub(crate) fn used_labels(document: &Document) -> FxHashSet<String> {
    let links = document.links().iter().filter(|link| link.kind == LinkKind::Reference).map(|link| link.span);
    let images =
        document.images().iter().filter(|image| image.kind == LinkKind::Reference).map(|image| image.span);
    // Images inside links are in no view; their nodes are.
    let nested = document.nodes().iter().filter(|node| node.kind == NodeKind::Image).map(|node| node.span);
    links.chain(images).chain(nested).map(|span| label_of(document.slice(span))).collect()
}

/// Tells whether a label is a slip of another; other numbers are other labels.
fn is_slip_of(label: &str, other: &str) -> bool {
    let length = label.chars().count().min(other.chars().count());
    let letters = |text: &str| text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    let allowed = if length >= 8 { 2 } else { 1 };
    length >= 4
        && label.chars().count().abs_diff(other.chars().count()) <= allowed
        && letters(label) != letters(other)
        && strsim::osa_distance(label, other) <= allowed
}

/// Gives the definition of which a label is a slip; notes with very many definitions are left alone, since each is
/// looked at.
pub(crate) fn meant<'d>(label: &str, definitions: &'d [Definition]) -> Option<&'d Definition> {
    const MOST: usize = 200;
    let few = if definitions.len() > MOST { &[] } else { definitions };
    few.iter().find(|definition| is_slip_of(label, &definition.label))
}

/// Finds `[label]` in running text whose label is a slip of a defined one, with that one.
pub(crate) fn slips<'d>(document: &Document, definitions: &'d [Definition]) -> Vec<(Span, &'d str)> {
    /// Longer labels are no slips in notes.
    const LONGEST: usize = 200;
    let mut found = Vec::new();
    if definitions.is_empty() {
        return found;
    }
    let text = document.text();
    let places: Vec<usize> = memchr::memchr_iter(b'[', text.as_bytes()).collect();
    for piece in pieces_with(document, &places) {
        for &start in piece.places {
            let limit = text.floor_char_boundary((start + LONGEST).min(piece.piece.end()));
            let inner = &text[start + 1..limit.max(start + 1)];
            let Some(length) = inner.find(['[', ']']).filter(|at| inner[*at..].starts_with(']')) else {
                continue;
            };
            let end = start + 1 + length + 1;
            let is_alone =
                !text[end..].starts_with(['(', '[', ':', '（']) && !text[..start].ends_with(['\\', ']', '[']);
            let label = normal_label(&inner[..length]);
            if !is_alone || label.starts_with('^') {
                continue;
            }
            found.extend(
                meant(&label, definitions).map(|meant| (Span::new(start, end), meant.label.as_str())),
            );
        }
    }
    found
}

/// Gives the label of a reference in its normal form.
pub(crate) fn label_of(source: &str) -> String {
    let source = source.strip_prefix('!').unwrap_or(source);
    let inner = source.strip_prefix('[').unwrap_or(source);
    let inner = inner.strip_suffix("[]").unwrap_or(inner);
    let inner = inner.strip_suffix(']').unwrap_or(inner);
    let label = inner.rfind("][").map_or(inner, |at| &inner[at + 2..]);
    normal_label(label)
}

/// Finds `[text][label]` and `[text][]` whose label is not defined.
pub(crate) fn undefined(document: &Document, definitions: &[Definition]) -> Vec<Undefined> {
    let defined: FxHashSet<&str> = definitions.iter().map(|definition| definition.label.as_str()).collect();
    let text = document.text();
    let mut found = Vec::new();
    let mut links = document
        .links()
        .iter()
        .map(|link| link.span)
        .chain(document.images().iter().map(|image| image.span))
        .collect::<Vec<_>>();
    links.sort_unstable();
    let (mut next_link, mut link_end) = (0, 0);
    for unit in document.prose() {
        let block = document.node(unit.node).span;
        let source = document.slice(block);
        if !source.contains("][") {
            continue;
        }
        for (at, _) in source.match_indices("][") {
            let close = block.start() + at;
            while links.get(next_link).is_some_and(|link| link.start() <= close) {
                link_end = link_end.max(links[next_link].end());
                next_link += 1;
            }
            if close < link_end || document.is_verbatim(Span::new(close, close + 2)) {
                continue;
            }
            if let Some(reference) = reference_at(text, block, close) {
                let label = normal_label(document.slice(reference.label));
                if !label.is_empty() && !defined.contains(label.as_str()) {
                    found.push(reference);
                }
            }
        }
    }
    found
}

/// Reads the reference whose text closes at `close`.
fn reference_at(text: &str, block: Span, close: usize) -> Option<Undefined> {
    /// How far brackets are looked for; longer texts are no links in notes.
    const REACH: usize = 400;
    let from = text.ceil_char_boundary(block.start().max(close.saturating_sub(REACH)));
    let open = opening_bracket(&text[from..close])? + from;
    let until = text.floor_char_boundary(block.end().min(close + 2 + REACH));
    let behind = &text[close + 2..until];
    let end = behind.find(']')?;
    if behind[..end].contains('[') || behind[..end].ends_with('\\') {
        return None;
    }
    let full = Span::new(close + 2, close + 2 + end);
    let label = if behind[..end].trim().is_empty() { Span::new(open + 1, close) } else { full };
    let start = if text[..open].ends_with('!') { open - 1 } else { open };
    Some(Undefined { span: Span::new(start, full.end() + 1), label })
}

/// Finds the bracket that the end of `text` closes.
fn opening_bracket(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    for at in (0..bytes.len()).rev() {
        let escaped = at > 0 && bytes[at - 1] == b'\\';
        match bytes[at] {
            b']' if !escaped => depth += 1,
            b'[' if !escaped && depth == 0 => return Some(at),
            b'[' if !escaped => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_references() {
        for (source, expected) in [
            ("[a][B c]", "b c"),
            ("[A b][]", "a b"),
            ("[a]", "a"),
            ("![a][b]", "b"),
            ("![a]", "a"),
            ("[![x](y)][b]", "b"),
        ] {
            assert_eq!(label_of(source), expected, "{source:?}");
        }
    }
}
