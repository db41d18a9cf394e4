//! The footnotes of a note: which are referred to, which are defined, and which references lead nowhere.

use std::collections::BTreeMap;

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind};

use crate::views::prose_places::pieces_with;
use crate::views::scan::Scan;

/// The definitions and the references of a note, in order.
#[derive(Debug, Default)]
pub(crate) struct Footnotes {
    /// Each definition: its label with brackets, `[^1]`.
    pub(crate) definitions: Vec<Span>,
    /// Each reference that has a definition.
    pub(crate) references: Vec<Span>,
    /// Each reference that has none, which the page shows as it is written.
    pub(crate) undefined: Vec<Span>,
}

impl Footnotes {
    /// Collects them; a note without `[^` has none.
    pub(crate) fn collect(document: &Document, scan: &Scan) -> Self {
        let mut found = Self::default();
        let text = document.text();
        let places: Vec<usize> = scan.pairs(text, "[^").collect();
        if places.is_empty() {
            return found;
        }
        for node in document.nodes() {
            match node.kind {
                NodeKind::FootnoteReference => found.references.push(node.span),
                NodeKind::FootnoteDefinition => {
                    found.definitions.extend(label_at(text, node.span.start()));
                }
                _ => {}
            }
        }
        for piece in pieces_with(document, &places) {
            for place in piece.places {
                found.read(document, *place);
            }
        }
        found
    }

    /// Reads what looks like a reference at a place in running text.
    fn read(&mut self, document: &Document, start: usize) {
        let text = document.text();
        let Some(label) = label_at(text, start) else { return };
        let before = text[..start].chars().next_back();
        let behind = &text[label.end()..];
        // An expression: `a[^b]*`, `\[^b]`.
        let is_expression = behind.starts_with(['*', '+', '?', '{', ']', '\\', '$', '/'])
            || before.is_some_and(|c| matches!(c, '\\' | '/' | '^' | '['));
        let inner = &document.slice(label)[2..label.len() - 1];
        let is_name = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '*'));
        if !is_expression && is_name && !is_range(inner) {
            self.undefined.push(label);
        }
    }

    /// Groups the definitions by their normal label.
    pub(crate) fn defined(&self, document: &Document) -> BTreeMap<String, Vec<Span>> {
        let mut defined: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for span in &self.definitions {
            defined.entry(normal(document.slice(*span))).or_default().push(*span);
        }
        defined
    }
}

/// Gives the form in which the labels of footnotes are compared, brackets left out.
pub(crate) fn normal(label: &str) -> String {
    label.trim_start_matches("[^").trim_end_matches(']').to_lowercase()
}

/// Reads `[^label]` at a place.
fn label_at(text: &str, start: usize) -> Option<Span> {
    /// Longer labels are none in notes.
    const LONGEST: usize = 200;
    let rest = text[start..].strip_prefix("[^")?;
    let window = &rest[..rest.floor_char_boundary(LONGEST)];
    let length = window.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^'))?;
    (length > 0 && window[length..].starts_with(']')).then(|| Span::new(start, start + 2 + length + 1))
}

/// Tells whether this is a class of characters rather than a name: `a-z`, `0-9`.
fn is_range(inner: &str) -> bool {
    let mut chars = inner.chars();
    matches!((chars.next(), chars.next(), chars.next()), (Some(a), Some('-'), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}
