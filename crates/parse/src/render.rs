//! Markdown to HTML, for the cards of an export.
//!
//! The HTML still holds what the notes hold, raw HTML too; making it safe is the exporter's part.

use std::borrow::Cow;
use std::sync::Arc;

use comrak::ResolvedReference;
use comrak::options::BrokenLinkReference;
use rustc_hash::FxHashMap;

use crate::comrak_options::comrak_options;
use crate::definitions::normal_label;
use crate::document::{Document, ParseOptions};
use crate::entries::{GUARD, unescape};

/// Where the reference links of a note lead: a piece of it is rendered without its definitions.
#[derive(Clone, Debug, Default)]
pub struct References {
    destinations: FxHashMap<String, String>,
}

impl References {
    /// Takes the definitions of a note; of those with one label the first counts.
    pub fn of(document: &Document) -> Self {
        let mut destinations = FxHashMap::default();
        for definition in document.definitions() {
            let mut destination = String::new();
            unescape(document.slice(definition.destination), &mut destination);
            destinations.entry(definition.label).or_insert(destination);
        }
        Self { destinations }
    }

    fn resolve(&self, label: &str) -> Option<ResolvedReference> {
        let url = self.destinations.get(&normal_label(label))?.clone();
        Some(ResolvedReference { url, title: String::new() })
    }
}

/// Renders a piece of a note as HTML, raw HTML included.
pub fn render_html(markdown: &str, options: ParseOptions, references: &References) -> String {
    if let Some(text) = markdown.strip_prefix(GUARD).filter(|text| is_plain(text)) {
        return format!("<p>{}</p>\n", text.trim_end());
    }
    let mut comrak: comrak::Options<'_> = comrak_options(options, markdown);
    if !references.destinations.is_empty() && markdown.contains(']') {
        let resolve = |link: BrokenLinkReference<'_>| references.resolve(link.original);
        comrak.parse.broken_link_callback = Some(Arc::new(resolve));
    }
    comrak.render.r#unsafe = true;
    // An answer that begins with a thematic break is no front matter.
    comrak.extension.front_matter_delimiter = None;
    comrak.extension.highlight = may_highlight(markdown);
    let (markdown, formulas) = take_formulas(markdown);
    let html = comrak::markdown_to_html(&markdown, &comrak);
    let html = if markdown.contains(GUARD) { html.replace(GUARD, "") } else { html };
    put_formulas(html, &formulas)
}

/// Tells whether `==` marks text, as in Obsidian; between letters of ASCII it is an operator (`a==b`).
fn may_highlight(markdown: &str) -> bool {
    let is_operand = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_)]\"'$".contains(byte))
    };
    let bytes = markdown.as_bytes();
    let mut places = memchr::memmem::find_iter(bytes, b"==").peekable();
    places.peek().is_some()
        && places.all(|at| !(is_operand(bytes[..at].last()) && is_operand(bytes.get(at + 2))))
}

/// Stands for a formula while comrak works; a noncharacter, like the guard.
const FORMULA: char = '\u{FDD1}';

/// Takes `\(…\)` and `\[…\]` out of Markdown, code left alone: they are for `MathJax`, and comrak would unescape them.
fn take_formulas(markdown: &str) -> (Cow<'_, str>, Vec<&str>) {
    let mut formulas = Vec::new();
    let none = !markdown.contains("\\(") && !markdown.contains("\\[");
    if none || markdown.contains(FORMULA) {
        return (Cow::Borrowed(markdown), formulas);
    }
    let mut kept = String::with_capacity(markdown.len());
    let mut rest = markdown;
    // What no later text closes is not looked for again: the search stays linear.
    let (mut open_round, mut open_square) = (false, false);
    while let Some(at) = rest.find(['`', '\\']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let closing = match rest.as_bytes() {
            [b'\\', b'(', ..] if !open_round => Some("\\)"),
            [b'\\', b'[', ..] if !open_square => Some("\\]"),
            _ => None,
        };
        if let Some(end) = closing.and_then(|closing| rest[2..].find(closing)) {
            formulas.push(&rest[..end + 4]);
            kept.push(FORMULA);
            rest = &rest[end + 4..];
            continue;
        }
        open_round |= closing == Some("\\)");
        open_square |= closing == Some("\\]");
        let length = if rest.starts_with('`') { code_length(rest) } else { escape_length(rest) };
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept.push_str(rest);
    (Cow::Owned(kept), formulas)
}

/// Gives the length in bytes of the code span or the fenced block that the back-ticks in front of a text open, or of
/// the back-ticks alone where nothing closes them.
pub fn code_length(text: &str) -> usize {
    let ticks = text.bytes().take_while(|&byte| byte == b'`').count();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`').map(|offset| at + offset) {
        let run = text[next..].bytes().take_while(|&byte| byte == b'`').count();
        at = next + run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

fn escape_length(text: &str) -> usize {
    1 + text[1..].chars().next().map_or(0, char::len_utf8)
}

fn put_formulas(html: String, formulas: &[&str]) -> String {
    if formulas.is_empty() {
        return html;
    }
    let mut parts = html.split(FORMULA);
    let mut whole = parts.next().unwrap_or("").to_owned();
    for (number, part) in parts.enumerate() {
        let formula = formulas.get(number).copied().unwrap_or("");
        whole.push_str(&formula.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        whole.push_str(part);
    }
    whole
}

/// Tells whether the text of a paragraph is its own HTML: most definitions are, and comrak need not see them.
fn is_plain(text: &str) -> bool {
    !text.contains("==")
        && !text
            .contains(['\\', '`', '*', '_', '&', '<', '>', '[', ']', '!', '~', '"', '@', '\n', '\r', '\0'])
        && !text.contains("://")
        && !text.contains("www.")
        && !text.contains("mailto:")
        && !text.contains("xmpp:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_renders_the_same_without_comrak() {
        for text in [
            "先入れ先出し: FIFO",
            "a - b + c = d #1 (x) {{y}} $z$ 50% | 3.",
            "1. x",
            "# x",
            "- x",
            "---",
            "    x",
        ] {
            let guarded = format!("{GUARD}{text}");
            let mut comrak = comrak_options(ParseOptions::default(), text);
            comrak.extension.front_matter_delimiter = None;
            let slow = comrak::markdown_to_html(&guarded, &comrak).replace(GUARD, "");
            assert_eq!(
                render_html(&guarded, ParseOptions::default(), &References::default()),
                slow,
                "{text}"
            );
        }
    }

    #[test]
    fn two_signs_of_equality_mark_text() {
        for (markdown, html) in [
            ("首都は==東京==である", "首都は<mark>東京</mark>である"),
            ("==a== and ==b==", "<mark>a</mark> and <mark>b</mark>"),
            ("a==b, c==d", "a==b, c==d"),
            ("`==a==` x", "<code>==a==</code> x"),
            ("a == b == c", "a == b == c"),
        ] {
            let found =
                render_html(&format!("{GUARD}{markdown}"), ParseOptions::default(), &References::default());
            assert_eq!(found, format!("<p>{html}</p>\n"), "{markdown}");
        }
    }

    #[test]
    fn the_guard_leaves_no_trace() {
        let html = render_html(
            &format!("{GUARD}**「列」** <br>\n- x"),
            ParseOptions::default(),
            &References::default(),
        );
        assert_eq!(html, "<p><strong>「列」</strong> <br></p>\n<ul>\n<li>x</li>\n</ul>\n");
    }
}
