//! Elements that the note names itself: `<instructions>` … `</instructions>`, the parts of a prompt for a language
//! model, or the components of a site.
//!
//! To Markdown they are HTML or text; who reads such a note goes by the tags, and little of what a page would show
//! matters inside. Only tags on lines of their own count, so that `<bucket-name>` in a sentence is none.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Line, LineKind};
use rustc_hash::FxHashMap;

use crate::views::html_tags::is_own_name;

/// Collects where they stand, tags included, in order and apart from each other.
pub(crate) fn collect(document: &Document, lines: &[Line]) -> Vec<Span> {
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| matches!(line.kind, LineKind::Text | LineKind::Html)) {
        let Some(tag) = read(document.slice(line.span)) else { continue };
        if !tag.closes {
            open.entry(tag.name).or_default().push(line.span.start());
        } else if let Some(start) = open.get_mut(tag.name).and_then(Vec::pop) {
            found.push(Span::new(start, line.span.end()));
        }
    }
    found.sort_unstable();
    found.dedup_by(|inner, outer| {
        let overlaps = inner.start() < outer.end();
        if overlaps {
            *outer = Span::new(outer.start(), outer.end().max(inner.end()));
        }
        overlaps
    });
    found
}

struct Tag<'t> {
    name: &'t str,
    closes: bool,
}

/// Reads the line of a tag that stands alone.
fn read(line: &str) -> Option<Tag<'_>> {
    let inner = line.trim().strip_prefix('<')?.strip_suffix('>')?;
    let rest = inner.strip_prefix('/');
    let body = rest.unwrap_or(inner);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    let name = &body[..body.bytes().take_while(is_part).count()];
    let is_alone = match rest {
        Some(rest) => rest.trim_end() == name,
        None => !inner.ends_with('/') && !inner.contains(['<', '>']),
    };
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && body[name.len()..].chars().next().is_none_or(char::is_whitespace);
    (is_tag && is_alone && is_own_name(name)).then_some(Tag { name, closes: rest.is_some() })
}
