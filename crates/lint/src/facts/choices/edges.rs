//! Spaces, or none, between Japanese letters and inline code or links.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LinkKind, NodeKind};

use super::choice::{Choice, Matter};
use crate::facts::joints::{japanese_at, japanese_before};

/// Adds the edges of inline code.
pub(super) fn of_code(document: &Document, found: &mut Vec<Choice>) {
    for node in document.nodes().iter().filter(|node| node.kind == NodeKind::Code) {
        edges(document, node.span, Matter::CodeSpacing, found);
    }
}

/// Adds the edges of links with brackets; a bare URL ends at its space.
pub(super) fn of_links(document: &Document, found: &mut Vec<Choice>) {
    let has_brackets =
        |kind: LinkKind| matches!(kind, LinkKind::Inline | LinkKind::Reference | LinkKind::Wiki);
    for link in document.links().iter().filter(|link| has_brackets(link.kind)) {
        edges(document, link.span, Matter::LinkSpacing, found);
    }
}

fn edges(document: &Document, span: Span, matter: Matter, found: &mut Vec<Choice>) {
    let text = document.text().as_bytes();
    let (start, end) = (span.start(), span.end());
    let mut add = |way: &'static str, span: Span| found.push(Choice { matter, way, span, number: 0 });
    if japanese_before(text, start) {
        add("", Span::at(start));
    } else if text[..start].ends_with(b" ") && japanese_before(text, start - 1) {
        add(" ", Span::new(start - 1, start));
    }
    if japanese_at(text, end) {
        add("", Span::at(end));
    } else if text[end..].starts_with(b" ") && japanese_at(text, end + 1) {
        add(" ", Span::new(end, end + 1));
    }
}
