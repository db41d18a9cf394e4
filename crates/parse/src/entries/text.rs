//! The plain text of a run of inline nodes, and which bytes of it no separator may stand in.

use std::ops::Range;

use notesmith_diagnostic::Span;

use crate::document::{Document, NodeId, NodeKind};
use crate::views::LinkKind;

/// Gives the text under `span` inside the block `node` as a reader sees it: without markup and images,
/// white space runs as one space, backslash escapes and the common entities resolved.
pub(crate) fn plain_text(document: &Document, node: NodeId, span: Span) -> String {
    let mut text = String::with_capacity(span.len());
    let first = node.index();
    let mut at = first + 1;
    let end = document.node(node).end.index();
    while at < end {
        let inner = &document.nodes()[at];
        if inner.span.start() >= span.end() {
            break;
        }
        let shared = Span::new(inner.span.start().max(span.start()), inner.span.end().min(span.end()));
        match inner.kind {
            NodeKind::Image => {
                at = inner.end.index();
                continue;
            }
            NodeKind::Text => unescape(document.slice(shared), &mut text),
            NodeKind::Code => text.push_str(document.slice(shared).trim_matches('`')),
            NodeKind::SoftBreak | NodeKind::LineBreak => text.push(' '),
            _ => {}
        }
        at += 1;
    }
    if is_squeezed(text.as_bytes()) { text } else { squeeze(&text) }
}

/// Makes each run of white space one space, and none at the ends.
pub(crate) fn squeeze(text: &str) -> String {
    if is_squeezed(text.as_bytes()) {
        return text.to_owned();
    }
    let mut squeezed = String::with_capacity(text.len());
    let mut pending = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            pending = !squeezed.is_empty();
        } else {
            if std::mem::take(&mut pending) {
                squeezed.push(' ');
            }
            squeezed.push(letter);
        }
    }
    squeezed
}

/// Tells whether a text has single spaces between other characters and surely no other white space.
///
/// It looks at all bytes, which compilers do 16 at a time.
fn is_squeezed(text: &[u8]) -> bool {
    // No white space but U+3000 begins with a byte from E3 on.
    let is_odd = |byte: u8| matches!(byte, 0..=0x1F | 0x7F | 0xC0..=0xE2);
    let odd = text.iter().fold(false, |found, byte| found | is_odd(*byte));
    let pairs = text.iter().zip(text.iter().skip(1));
    let doubled = pairs.fold(false, |found, (a, b)| {
        let is_pair = (a ^ b' ') | (b ^ b' ') == 0;
        found | is_pair
    });
    let at_ends = text.starts_with(b" ") || text.ends_with(b" ");
    let is_wide = |at| text[at - 1] == 0xE3 && text.get(at + 1) == Some(&0x80);
    !odd && !doubled && !at_ends && !memchr::memchr_iter(0x80, text).any(is_wide)
}

/// Adds a text with its backslash escapes and the common entities resolved.
pub(crate) fn unescape(source: &str, text: &mut String) {
    const ENTITIES: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
    let mut rest = source;
    while let Some(at) = memchr::memchr2(b'\\', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation);
        if rest.starts_with('\\') {
            text.push(escaped.unwrap_or('\\'));
            rest = &rest[1 + escaped.map_or(0, char::len_utf8)..];
        } else if let Some((entity, letter)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            text.push(*letter);
            rest = &rest[entity.len()..];
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
}

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
