//! Where the destination of an inline link stands in its source.

use notesmith_diagnostic::Span;

/// Finds the destination in `text`, the source of an inline link or image from the end of its content on; `base` is
/// the byte offset of `text`, and `url` what comrak reads there.
///
/// Gives `None` where the text is not `](destination …)`.
pub(crate) fn locate(text: &str, base: usize, url: &str) -> Option<Span> {
    let open = if text.starts_with("](") { 2 } else { text.find("](")? + 2 };
    let rest = &text[open..];
    let start = open + (rest.len() - rest.trim_start().len());
    let body = &text[start..];
    if let Some(angle) = body.strip_prefix('<') {
        let mut escaped = false;
        let end = angle.find(|c| {
            let closes = c == '>' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        })?;
        return Some(Span::new(base + start + 1, base + start + 1 + end));
    }
    // Most are written as they are read, up to the closing bracket.
    if !url.is_empty() && body.strip_prefix(url) == Some(")") {
        return Some(Span::new(base + start, base + start + url.len()));
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    let mut end = body.len();
    for (at, byte) in body.bytes().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match byte {
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => {
                end = at;
                break;
            }
            b')' => depth -= 1,
            b' ' | 0x7F | 0..=0x1F => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    Some(Span::new(base + start, base + start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        for url in ["", expected.unwrap_or_default()] {
            let found = locate(text, 0, url).map(|span| span.text(text));
            assert_eq!(found, expected, "the destination in {text:?}");
        }
    }

    #[test]
    fn finds_destinations() {
        check("](a.md)", Some("a.md"));
        check("]( a.md \"title\")", Some("a.md"));
        check("](<a b.md> 'title')", Some("a b.md"));
        check("](a(1).md)", Some("a(1).md"));
        check(r"](a\).md)", Some(r"a\).md"));
        check("]()", Some(""));
        check("][label]", None);
    }
}
