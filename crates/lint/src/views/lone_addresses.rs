//! Addresses that belong to no text, and images without an address: `[a](b)(https://…)`, `<https://…`, `![text]`.
//!
//! Links whose brackets are wrong are [`crate::views::unrendered_links`].

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LinkKind, bare_url_end};

use crate::views::unrendered_links::{Flaw, Inside, UnrenderedLink, is_address, is_text, line_of};

/// Tells whether a link or an image with an address ends at a place.
pub(super) fn ends_link(document: &Document, at: usize) -> bool {
    if !document.text()[..at].ends_with(')') {
        return false;
    }
    let links = document.links();
    let images = document.images();
    let link = links.partition_point(|link| link.span.start() < at).checked_sub(1).map(|near| &links[near]);
    let image =
        images.partition_point(|image| image.span.start() < at).checked_sub(1).map(|near| &images[near]);
    link.is_some_and(|link| link.kind == LinkKind::Inline && link.span.end() == at)
        || image.is_some_and(|image| image.kind == LinkKind::Inline && image.span.end() == at)
}

/// Reads `(http…)` right behind a link.
pub(super) fn second(document: &Document, open: usize) -> Option<UnrenderedLink> {
    let text = document.text();
    let inside = Inside::read(line_of(&text[open + 1..]));
    if inside.closed_by != Some(')') || !is_address(inside.text) {
        return None;
    }
    let address = Span::new(open + 1, open + 1 + inside.text.len());
    let span = Span::new(open, address.end() + 1);
    Some(UnrenderedLink { flaw: Flaw::Second, span, text: Span::at(open), address })
}

/// Reads `<http…` that is no link: without `>`, or with a space before it.
pub(super) fn angle(document: &Document, open: usize) -> Option<UnrenderedLink> {
    let text = document.text();
    let line = line_of(&text[open + 1..]);
    let word = line.split_whitespace().next().unwrap_or("");
    let url = &word[..bare_url_end(word)];
    let links = document.links();
    let is_link = links.binary_search_by_key(&open, |link| link.span.start()).is_ok();
    let host = url.split_once("://")?.1;
    // `<https://…>` in a template, and `[text](<https://a b>)`.
    if is_link
        || word.contains(['>', '<'])
        || !host.contains('.')
        || text[..open].ends_with(['(', '\\', '=', '"', ':'])
        || document.is_verbatim(Span::new(open, open + 1))
    {
        return None;
    }
    let address = Span::new(open + 1, open + 1 + url.len());
    let closed = line.find('>').filter(|close| !line[..*close].contains('<'));
    let end = closed.map_or(address.end(), |close| open + 1 + close + 1);
    Some(UnrenderedLink { flaw: Flaw::Angle, span: Span::new(open, end), text: Span::at(open), address })
}

/// Reads `![text]` at the start of a line or behind a space.
pub(super) fn without_address(document: &Document, open: usize) -> Option<UnrenderedLink> {
    // Nearly all are images.
    if document.images().binary_search_by_key(&(open - 1), |image| image.span.start()).is_ok() {
        return None;
    }
    let text = document.text();
    let before = &text[..open - 1];
    let starts = before.is_empty() || before.ends_with([' ', '\n', '\r', '\t', '|', '>', '\u{3000}']);
    let line = line_of(&text[open + 1..]);
    let label = &line[..line.find([']', '['])?];
    let close = open + 1 + label.len();
    let behind = text.get(close + 1..)?;
    if !starts
        || !text[close..].starts_with(']')
        || behind.starts_with(|c: char| "(（[:].".contains(c) || c.is_ascii_alphanumeric())
        || behind.trim_start_matches([' ', '\u{3000}']).starts_with(['(', '（'])
        || !is_text(label)
        || document.is_verbatim(Span::new(open, close))
    {
        return None;
    }
    let span = Span::new(open - 1, close + 1);
    let shown = Span::new(open + 1, close);
    Some(UnrenderedLink { flaw: Flaw::NoAddress, span, text: shown, address: Span::at(close) })
}
