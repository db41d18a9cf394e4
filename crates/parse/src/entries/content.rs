//! What the inline content of a block consists of, and which bytes of it no separator may stand in.

use std::ops::Range;

use notesmith_diagnostic::Span;

use super::trim::begins_solid;
use crate::document::{Document, NodeId, NodeKind};
use crate::views::LinkKind;

/// Gives what no separator may stand in, between the block's start and `until`: sorted and disjoint, relative to
/// the byte `base`.
pub(crate) fn masks(document: &Document, node: NodeId, base: usize, until: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = node.index() + 1;
    let end = document.node(node).end.index();
    while at < end {
        let inner = &document.nodes()[at];
        if inner.span.start() >= until {
            break;
        }
        let masked = match inner.kind {
            NodeKind::Code | NodeKind::HtmlInline | NodeKind::Image | NodeKind::FootnoteReference => {
                Some(inner.span)
            }
            NodeKind::Link => Some(link_mask(document, inner.span)),
            _ => None,
        };
        if let Some(span) = masked {
            if span.start() >= base {
                found.push(span.start() - base..span.end() - base);
            }
            at = inner.end.index();
        } else {
            at += 1;
        }
    }
    found
}

/// A bare URL ends where its destination does, although GitHub's link may run on into Japanese text.
fn link_mask(document: &Document, span: Span) -> Span {
    let links = document.links();
    let at = links.partition_point(|link| link.span.start() < span.start());
    match links.get(at) {
        Some(link) if link.kind == LinkKind::Bare && link.span == span => {
            link.destination_span.unwrap_or(span)
        }
        _ => span,
    }
}

/// What the inline content of a paragraph consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text, perhaps with other things.
    Text,
    /// Images and nothing else.
    Images,
    /// URLs and nothing else.
    Urls,
}

/// Tells what a paragraph or a block of HTML consists of.
pub(crate) fn content_of(document: &Document, node: NodeId) -> Content {
    let block = document.node(node);
    if block.kind == NodeKind::HtmlBlock {
        return if is_image_html(document.slice(block.span)) { Content::Images } else { Content::Text };
    }
    let (mut images, mut urls) = (false, false);
    let mut at = node.index() + 1;
    while at < block.end.index() {
        let inner = &document.nodes()[at];
        let source = || document.slice(inner.span);
        let bytes = || &document.text().as_bytes()[inner.span.range()];
        match inner.kind {
            NodeKind::Image => images = true,
            NodeKind::HtmlInline if is_image_html(source()) => images = true,
            NodeKind::HtmlInline if source().starts_with("<br") => {}
            NodeKind::Link if source().starts_with("http") || source().starts_with("<http") => urls = true,
            // A link around an image.
            NodeKind::Link
                if document.subtree(NodeId(at as u32)).iter().any(|n| n.kind == NodeKind::Image) =>
            {
                images = true;
            }
            NodeKind::SoftBreak | NodeKind::LineBreak => {}
            NodeKind::Text if begins_solid(bytes()) => return Content::Text,
            NodeKind::Text if source().trim_start().is_empty() => {}
            _ => return Content::Text,
        }
        at = inner.end.index();
    }
    match (images, urls) {
        (true, _) => Content::Images,
        (false, true) => Content::Urls,
        (false, false) => Content::Text,
    }
}

fn is_image_html(html: &str) -> bool {
    html.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<img"))
}
