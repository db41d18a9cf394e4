//! The text that a reader sees in a card's HTML: for search, for comparing, and for `frontText` and `backText`.

/// Tags that end a line of text.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Gives the text of HTML that a renderer wrote: tags dropped, entities resolved, one line a block,
/// white space in a line as one space.
pub(crate) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest[1..end].trim_start_matches('/');
            let name = tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or("");
            if BLOCKS.contains(&name) {
                text.push('\n');
            }
            rest = &rest[end..];
        } else {
            let (letter, length) = entity(rest);
            text.push(letter);
            rest = &rest[length..];
        }
    }
    text.push_str(rest);
    lines(&text)
}

/// Gives the character of the entity at the start of `rest` and the entity's length in bytes.
fn entity(rest: &str) -> (char, usize) {
    const NAMED: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", ' '), ("&apos;", '\'')];
    if let Some((name, letter)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
        return (*letter, name.len());
    }
    let numeric = rest.strip_prefix("&#").and_then(|digits| {
        let end = digits.bytes().take(8).position(|byte| byte == b';')?;
        let number = match digits[..end].strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => digits[..end].parse(),
        };
        Some((char::from_u32(number.ok()?)?, end + 3))
    });
    numeric.unwrap_or(('&', 1))
}

/// Squeezes white space inside lines, and drops empty ones.
fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_reads_as_text() {
        for (html, text) in [
            ("<p>a &amp; b</p>\n<ul>\n<li>c<br>d</li></ul>", "a & b\nc\nd"),
            ("<a href=\"x\">b</a>c  d", "bc d"),
            ("&#123;&#123;x}} &#x3042; &unknown; &#99999999999;", "{{x}} あ &unknown; &#99999999999;"),
            ("<img src=\"x\">", ""),
            ("a < b", "a"),
        ] {
            assert_eq!(plain_text(html), text, "{html}");
        }
    }
}
