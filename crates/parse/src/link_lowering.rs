//! Links and images on their way into the views: how each is written, where its destination stands, where a bare URL
//! really ends.

use notesmith_diagnostic::Span;

use crate::bare_url::bare_url_end;
use crate::destination;
use crate::document::NodeId;
use crate::html;
use crate::lower::Views;
use crate::views::{Image, Link, LinkKind};

/// Tells from a link's source whether it is a URL itself: bare or in angle brackets.
pub(crate) fn is_url(source: &str) -> bool {
    !source.starts_with('[') && !source.starts_with('!')
}

/// Adds a link of Markdown.
pub(crate) fn push_link(out: &mut Views, text: &str, node: NodeId, content: Span, url: &str) {
    let span = out.nodes[node.index()].span;
    let source = span.text(text);
    let (kind, destination, destination_span, content) = if source.starts_with('<') {
        let inner = Span::new(span.start() + 1, span.end().saturating_sub(1).max(span.start() + 1));
        out.verbatim.push(span);
        (LinkKind::Angle, url.to_owned(), Some(inner), Span::at(span.start()))
    } else if is_url(source) {
        let end = if source.contains("://") || source.starts_with("www.") {
            bare_url_end(source)
        } else {
            source.len()
        };
        let inner = Span::new(span.start(), span.start() + end);
        out.verbatim.push(inner);
        let destination = match (end == source.len(), source.starts_with("www.")) {
            (true, _) => url.to_owned(),
            (false, true) => format!("http://{}", inner.text(text)),
            (false, false) => inner.text(text).to_owned(),
        };
        let content = Span::at(span.start());
        out.links.push(Link {
            node,
            span,
            kind: LinkKind::Bare,
            destination,
            destination_span: Some(inner),
            content,
        });
        return push_glued(out, text, node, Span::new(inner.end(), span.end()));
    } else {
        let (kind, place) = locate(out, text, (span, content), url);
        (kind, url.to_owned(), place, content)
    };
    out.links.push(Link { node, span, kind, destination, destination_span, content });
}

/// Gives the text that GitHub would link together with a URL back to the prose around it, and adds the URLs in it.
fn push_glued(out: &mut Views, text: &str, node: NodeId, rest: Span) {
    let mut from = rest.start();
    let mut searched = from;
    while let Some(found) = text[searched..rest.end()].find("http") {
        let start = searched + found;
        searched = start + "http".len();
        let behind = &text[start..rest.end()];
        let scheme = if behind.starts_with("https") { "https://" } else { "http://" };
        let stands_alone = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let length = bare_url_end(behind);
        if !stands_alone || !behind.starts_with(scheme) || length <= scheme.len() {
            continue;
        }
        let inner = Span::new(start, start + length);
        push_piece(out, Span::new(from, start));
        out.verbatim.push(inner);
        out.links.push(Link {
            node,
            span: Span::new(start, rest.end()),
            kind: LinkKind::Bare,
            destination: inner.text(text).to_owned(),
            destination_span: Some(inner),
            content: Span::at(start),
        });
        from = inner.end();
        searched = from;
    }
    push_piece(out, Span::new(from, rest.end()));
}

fn push_piece(out: &mut Views, piece: Span) {
    if !piece.is_empty() {
        out.pieces.push(piece);
    }
}

/// Adds a wiki link.
pub(crate) fn push_wiki_link(out: &mut Views, node: NodeId, span: Span, url: &str) {
    out.verbatim.push(span);
    let inner = Span::new((span.start() + 2).min(span.end()), span.end().saturating_sub(2).max(span.start()));
    out.links.push(Link {
        node,
        span,
        kind: LinkKind::Wiki,
        destination: url.to_owned(),
        destination_span: Some(inner),
        content: inner,
    });
}

/// Adds an image of Markdown.
pub(crate) fn push_image(
    out: &mut Views,
    text: &str,
    node: NodeId,
    content: Span,
    url: &str,
    alt: Option<String>,
) {
    let span = out.nodes[node.index()].span;
    let (kind, destination_span) = locate(out, text, (span, content), url);
    out.images.push(Image { node, span, kind, destination: url.to_owned(), destination_span, alt });
}

/// Adds the links and images that a piece of HTML holds.
pub(crate) fn push_html_links(out: &mut Views, text: &str, node: NodeId, span: Span) {
    let source = span.text(text);
    if !source.contains('=') {
        return;
    }
    let attributes = html::attributes(source, span.start());
    for tag in attributes.chunk_by(|a, b| a.tag_span == b.tag_span) {
        let value = |name: &str| tag.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name));
        if tag[0].tag.eq_ignore_ascii_case("a") {
            out.links.extend(value("href").map(|href| Link {
                node,
                span: href.tag_span,
                kind: LinkKind::Html,
                destination: href.value.clone(),
                destination_span: Some(href.value_span),
                content: Span::at(href.tag_span.end()),
            }));
        } else if tag[0].tag.eq_ignore_ascii_case("img") || tag[0].tag.eq_ignore_ascii_case("source") {
            out.images.extend(value("src").map(|src| Image {
                node,
                span: src.tag_span,
                kind: LinkKind::Html,
                destination: src.value.clone(),
                destination_span: Some(src.value_span),
                alt: value("alt").map(|alt| alt.value.clone()),
            }));
            if let Some(set) = value("srcset") {
                push_candidates(out, text, node, set.value_span);
            }
        }
    }
}

/// Adds the images of a `srcset`: URLs with a width or a density behind them, between commas.
///
/// Source: WHATWG HTML, "parse a srcset attribute"; a comma within a URL ends it only before white space.
fn push_candidates(out: &mut Views, text: &str, node: NodeId, set: Span) {
    let source = set.text(text);
    let mut at = 0;
    while let Some(start) = source[at..].find(|c: char| !c.is_ascii_whitespace() && c != ',').map(|o| at + o)
    {
        let end = source[start..].find(|c: char| c.is_ascii_whitespace()).map_or(source.len(), |o| start + o);
        let url = source[start..end].trim_end_matches(',');
        let span = Span::new(set.start() + start, set.start() + start + url.len());
        out.images.push(Image {
            node,
            span,
            kind: LinkKind::Html,
            destination: html::decode(url),
            destination_span: Some(span),
            alt: None,
        });
        let ends_itself = url.len() < end - start;
        at = if ends_itself { end } else { source[end..].find(',').map_or(source.len(), |o| end + o) };
    }
}

/// Finds the destination of an inline link or image and hides it from prose.
fn locate(out: &mut Views, text: &str, (span, content): (Span, Span), url: &str) -> (LinkKind, Option<Span>) {
    if !span.text(text).ends_with(')') {
        return (LinkKind::Reference, None);
    }
    let from = if content.is_empty() || !span.covers(content) { span.start() } else { content.end() };
    let place = destination::locate(&text[from..span.end()], from, url);
    if let Some(place) = place {
        out.verbatim.push(place);
    }
    (LinkKind::Inline, place)
}
