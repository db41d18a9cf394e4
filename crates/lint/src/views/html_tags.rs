//! The tags in a note's raw HTML: which elements are never closed, which are closed without being open, which are none.
//!
//! This is no HTML parser: attributes are skipped, and elements that HTML closes by itself are left alone.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagFlaw {
    /// Its element is never closed.
    Unclosed,
    /// It closes an element that is not open.
    Unopened,
    /// HTML has no such element; perhaps this one was meant.
    Unknown(Option<&'static str>),
    /// An image without the attribute that names it.
    NoSource,
}

/// Elements that end only with their closing tag.
///
/// Source: WHATWG HTML, "Optional tags" and "Void elements" name the others.
const PAIRED: &str = "\
    a abbr audio b bdo big blockquote button center cite code del details dfn div dl em figcaption \
    figure font footer h1 h2 h3 h4 h5 h6 header i iframe ins kbd main mark nav ol picture pre q ruby s \
    samp section small span strike strong sub summary sup table tt u ul var video";

/// All the other elements that notes may hold.
const OTHERS: &str = "\
    address applet area article aside base basefont bdi bgsound blink body br canvas caption col \
    colgroup data datalist dd dialog dir dt embed fieldset form frame frameset head hgroup hr html image \
    img input label legend li link map marquee math menu meta meter nobr noscript object optgroup option \
    output p param plaintext progress rb rp rt rtc script search select slot source style svg tbody td \
    template textarea tfoot th thead time title tr track wbr xmp";

/// Tells whether a tag is one that people name themselves: no element of HTML, and no slip of one.
pub(crate) fn is_own_name(name: &str) -> bool {
    let has_capital = name.bytes().any(|byte| byte.is_ascii_uppercase());
    !is_known(name) && (has_capital || nearest(name).is_none())
}

fn is_known(name: &str) -> bool {
    names().any(|known| name.eq_ignore_ascii_case(known))
}

/// Gives the names of all elements.
fn names() -> impl Iterator<Item = &'static str> {
    PAIRED.split(' ').chain(OTHERS.split(' '))
}

/// A tag.
struct Tag<'t> {
    name: &'t str,
    span: Span,
    closes: bool,
    /// Whether it ends in `/>`.
    is_whole: bool,
    /// Whether it has attributes.
    has_attributes: bool,
}

/// Gives the tags that do not work, in order.
pub(crate) fn check(document: &Document) -> Vec<(TagFlaw, Span)> {
    let (tags, sourceless) = tags_of(document);
    let mut found = unknown(&tags);
    found.extend(sourceless);
    let mut open: Vec<(usize, Span)> = Vec::new();
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for tag in tags.iter().filter(|tag| !tag.is_whole) {
        let Some(name) = PAIRED.split(' ').position(|name| tag.name.eq_ignore_ascii_case(name)) else {
            continue;
        };
        let count = counts.entry(name).or_default();
        if !tag.closes {
            *count += 1;
            open.push((name, tag.span));
        } else if *count == 0 {
            found.push((TagFlaw::Unopened, tag.span));
        } else {
            while let Some((inner, span)) = open.pop() {
                *counts.entry(inner).or_default() -= 1;
                if inner == name {
                    break;
                }
                found.push((TagFlaw::Unclosed, span));
            }
        }
    }
    found.extend(open.into_iter().map(|(_, span)| (TagFlaw::Unclosed, span)));
    found.sort_unstable_by_key(|(_, span)| *span);
    found
}

/// Gives the name of a tag.
pub(crate) fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    &inner[..end]
}

/// Finds plain tags of no element: placeholders and slips.
fn unknown(tags: &[Tag<'_>]) -> Vec<(TagFlaw, Span)> {
    let closed: FxHashSet<&str> = tags.iter().filter(|tag| tag.closes).map(|tag| tag.name).collect();
    let strange = tags.iter().filter(|tag| {
        let is_plain = !tag.is_whole && !tag.has_attributes;
        let is_lower = !tag.name.bytes().any(|byte| byte.is_ascii_uppercase());
        let has_end = !tag.closes && closed.contains(tag.name);
        is_plain && is_lower && !has_end && !is_known(tag.name)
    });
    let opened: FxHashSet<&str> = tags.iter().filter(|tag| !tag.closes).map(|tag| tag.name).collect();
    strange
        .filter(|tag| !(tag.closes && opened.contains(tag.name)))
        .map(|tag| (TagFlaw::Unknown(nearest(tag.name)), tag.span))
        .collect()
}

/// Gives the element whose name this is a slip of.
fn nearest(name: &str) -> Option<&'static str> {
    let is_near = |known: &&str| {
        known.len() >= 4 && known.len().abs_diff(name.len()) <= 1 && strsim::osa_distance(known, name) == 1
    };
    names().find(is_near)
}

/// Tells whether the tag of an image names one; `data-src` and `srcset` do.
fn names_source(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.contains("src") || tag.contains("{{") || tag.contains("{%")
}

/// Gives the tags of a note, and the images without an address.
fn tags_of(document: &Document) -> (Vec<Tag<'_>>, Vec<(TagFlaw, Span)>) {
    let mut tags = Vec::new();
    let mut sourceless = Vec::new();
    let mut raw: Option<&str> = None;
    for html in document.html() {
        let source = document.slice(html.span);
        let bytes = source.as_bytes();
        let mut at = 0;
        while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|ahead| at + ahead) {
            if source[open..].starts_with("<!--") {
                at = source[open..].find("-->").map_or(bytes.len(), |end| open + end + 3);
                continue;
            }
            let Some((tag, end)) = read(source, open, html.span.start()) else {
                at = open + 1;
                continue;
            };
            at = end;
            // The text of scripts and styles is no HTML.
            match raw {
                Some(name) if tag.closes && tag.name.eq_ignore_ascii_case(name) => raw = None,
                Some(_) => {}
                None => {
                    if !tag.closes && matches!(tag.name, "script" | "style" | "svg" | "math") && !tag.is_whole
                    {
                        raw = Some(tag.name);
                    }
                    if tag.name.eq_ignore_ascii_case("img") && !names_source(&source[open..at]) {
                        sourceless.push((TagFlaw::NoSource, tag.span));
                    }
                    // The tags that notes are full of need no other.
                    if !matches!(tag.name, "br" | "img" | "hr" | "li" | "p" | "td" | "th" | "tr") {
                        tags.push(tag);
                    }
                }
            }
        }
    }
    (tags, sourceless)
}

/// Reads the tag that opens at `open`; gives the offset behind it, too.
fn read(source: &str, open: usize, base: usize) -> Option<(Tag<'_>, usize)> {
    /// Longer tags are none in notes, and a `<` without `>` must not be costly.
    const LONGEST: usize = 2000;
    let closes = source[open + 1..].starts_with('/');
    let start = open + 1 + usize::from(closes);
    let rest = source.get(start..)?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let mut quote = None;
    let end = rest[length..].bytes().take(LONGEST).position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })?;
    let inside = rest[length..length + end].trim();
    let behind = start + length + end + 1;
    let tag = Tag {
        name: &rest[..length],
        span: Span::new(base + open, base + behind),
        closes,
        is_whole: inside.ends_with('/') && !ends_in_plain_value(inside),
        has_attributes: !inside.trim_end_matches('/').trim().is_empty(),
    };
    Some((tag, behind))
}

/// Tells whether the last attribute of a tag has a value without quotes, to which a `/` at its end belongs:
/// `href=https://example.com/`.
///
/// Source: WHATWG HTML, "Attribute value (unquoted) state".
fn ends_in_plain_value(inside: &str) -> bool {
    let last = inside.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    last.split_once('=').is_some_and(|(_, value)| !value.is_empty() && value != "/")
        && !last.contains(['"', '\''])
}
