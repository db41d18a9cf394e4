//! The attributes of tags in raw HTML, with their places in the source.
//!
//! This is no HTML parser: it finds the tags of one piece that comrak has already told to be HTML, leaves comments
//! out, and decodes the few entities that stand in URLs.

use notesmith_diagnostic::Span;

/// One attribute of one tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// The tag's name, as written.
    pub(crate) tag: &'a str,
    /// The attribute's name, as written.
    pub(crate) name: &'a str,
    /// The value, entities decoded.
    pub(crate) value: String,
    /// The value's bytes in the source, quotes left out.
    pub(crate) value_span: Span,
    /// The tag's bytes in the source.
    pub(crate) tag_span: Span,
}

/// Gives the attributes of all opening tags in `html`; `base` is the byte offset of `html` in the source.
pub(crate) fn attributes(html: &str, base: usize) -> Vec<Attribute<'_>> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|offset| at + offset) {
        if html[open..].starts_with("<!--") {
            at = html[open..].find("-->").map_or(bytes.len(), |end| open + end + 3);
        } else if bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = read_tag(html, open, base, &mut found);
        } else {
            at = open + 1;
        }
    }
    found
}

/// Reads one tag that opens at `open`; gives the offset behind it.
fn read_tag<'a>(html: &'a str, open: usize, base: usize, found: &mut Vec<Attribute<'a>>) -> usize {
    let bytes = html.as_bytes();
    let until = |from: usize, stop: fn(u8) -> bool| {
        bytes[from..].iter().position(|&b| stop(b)).map_or(bytes.len(), |offset| from + offset)
    };
    let name_end = until(open + 1, |b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    let tag = &html[open + 1..name_end];
    let first = found.len();
    let mut at = name_end;
    loop {
        at = until(at, |b| !b.is_ascii_whitespace() && b != b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let end = until(at, |b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'='));
        let end = end.max(at + 1).min(bytes.len());
        let name = html.get(at..end).unwrap_or("");
        let equals = until(end, |b| !b.is_ascii_whitespace());
        at = end;
        if bytes.get(equals) == Some(&b'=') {
            let value = until(equals + 1, |b| !b.is_ascii_whitespace());
            let (from, to, next) = if let Some(&quote @ (b'"' | b'\'')) = bytes.get(value) {
                let close = memchr::memchr(quote, &bytes[value + 1..]).map_or(bytes.len(), |o| value + 1 + o);
                (value + 1, close, (close + 1).min(bytes.len()))
            } else {
                let end = until(value, |b| b.is_ascii_whitespace() || b == b'>');
                (value, end, end)
            };
            let span = Span::new(base + from, base + to);
            found.push(Attribute {
                tag,
                name,
                value: decode(&html[from..to]),
                value_span: span,
                tag_span: span,
            });
            at = next;
        }
    }
    let close = (at + 1).min(bytes.len());
    for attribute in &mut found[first..] {
        attribute.tag_span = Span::new(base + open, base + close);
    }
    close
}

pub(crate) fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, &str, &str)]) {
        let found = attributes(html, 0);
        let found: Vec<_> = found.iter().map(|a| (a.tag, a.name, a.value.as_str())).collect();
        assert_eq!(found, expected, "attributes of {html:?}");
    }

    #[test]
    fn finds_attributes_of_tags() {
        check(r#"<img width="8" src="a.png">"#, &[("img", "width", "8"), ("img", "src", "a.png")]);
        check("<a href='x?a=1&amp;b=2' id=y>", &[("a", "href", "x?a=1&b=2"), ("a", "id", "y")]);
        check("<!-- <a href=x> --><a name = z />", &[("a", "name", "z")]);
        check("<br><p hidden>text</p>", &[]);
        check("<a href=\"unclosed", &[("a", "href", "unclosed")]);
        check("<a \u{3042}=1 日本>", &[("a", "あ", "1")]);
        check("a < b <3 </a>", &[]);
    }
}
