//! HTML that is safe to show in Anki: sanitised, and free of what Anki would interpret.
//! Turning Markdown into HTML is `notesmith-parse`'s part.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::Builder;

/// The cleaner: ammonia's defaults, less forms of addressing that a card has no use for.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(None)
        .add_generic_attributes(["align"])
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tags(["input"]);
    builder
});

/// Makes HTML of unknown origin safe: scripts, styles, event handlers and odd URL schemes go.
pub fn sanitise(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Neutralises what Anki interprets inside a field, by writing its first character as an entity:
/// template and cloze braces, `[sound:…]`, `[anki:…]`, and the old LaTeX tags.
///
/// Sources: <https://docs.ankiweb.net/templates/fields.html> and <https://docs.ankiweb.net/math.html>.
pub fn neutralise(html: &str) -> Cow<'_, str> {
    if !html.contains("{{") && !html.contains("}}") && !html.contains('[') && !html.contains('\u{1f}') {
        return Cow::Borrowed(html);
    }
    let mut safe = String::with_capacity(html.len() + 32);
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let entity = if rest.starts_with("{{") {
            Some((2, "&#123;&#123;"))
        } else if rest.starts_with("}}") {
            Some((2, "&#125;&#125;"))
        } else if first == '[' && opens_anki_tag(&rest[1..]) {
            Some((1, "&#91;"))
        } else if first == '\u{1f}' {
            // The separator of fields in Anki's database.
            Some((1, " "))
        } else {
            None
        };
        let (length, text) = entity.unwrap_or((first.len_utf8(), &rest[..first.len_utf8()]));
        safe.push_str(text);
        rest = &rest[length..];
    }
    Cow::Owned(safe)
}

/// Tells whether the text behind a `[` makes it one of Anki's tags, in any case of letters.
fn opens_anki_tag(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    ["sound:", "anki:", "latex]", "$]", "$$]"].iter().any(|tag| {
        rest.as_bytes().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

/// Writes plain text as HTML that Anki shows as it stands.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(letter),
        }
    }
    neutralise(&html).into_owned()
}

/// Makes HTML from a renderer safe; most answers hold only tags that the renderer wrote, which are.
pub(crate) fn safe_html(html: &str) -> Cow<'_, str> {
    if is_harmless(html) { Cow::Borrowed(html) } else { Cow::Owned(sanitise(html)) }
}

/// Tells whether HTML holds only balanced tags that run nothing, as the renderer writes them: without attributes, or
/// links to the web.
fn is_harmless(html: &str) -> bool {
    const PAIRED: &[&str] = &[
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "code",
        "pre",
        "del",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "sup",
        "sub",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some((tag, behind)) = rest[at + 1..].split_once('>') else { return false };
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if PAIRED.contains(&tag) {
            open.push(tag);
        } else if is_plain_link(tag) {
            open.push("a");
        } else if !matches!(tag, "br" | "br /" | "hr /") {
            return false;
        }
    }
    open.is_empty()
}

/// Tells whether a tag is a link to the web and nothing else.
fn is_plain_link(tag: &str) -> bool {
    tag.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"')).is_some_and(is_web_url)
}

fn is_web_url(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(|letter: char| letter == '"' || letter.is_whitespace() || letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anki_interprets_nothing() {
        for (html, safe) in [
            ("a {{b}} c", "a &#123;&#123;b&#125;&#125; c"),
            ("{{{c1::x}}}", "&#123;&#123;{c1::x&#125;&#125;}"),
            ("[sound:x.mp3] [Sound:y]", "&#91;sound:x.mp3] &#91;Sound:y]"),
            (
                "[latex]x[/LaTeX] [$]y[/$] [$$]z[/$$]",
                "&#91;latex]x&#91;/LaTeX] &#91;$]y&#91;/$] &#91;$$]z&#91;/$$]",
            ),
            ("[anki:tts lang=ja]x[/anki:tts]", "&#91;anki:tts lang=ja]x&#91;/anki:tts]"),
            ("a\u{1f}b", "a b"),
            ("[x](y) {z} \\(a^2\\)", "[x](y) {z} \\(a^2\\)"),
        ] {
            assert_eq!(neutralise(html), safe, "{html}");
        }
    }

    #[test]
    fn what_runs_is_taken_out() {
        for (html, safe) in [
            ("<p>a</p>", "<p>a</p>"),
            ("<script>x</script>b", "b"),
            ("<p onclick=\"x\">a</p>", "<p>a</p>"),
            ("<a href=\"javascript:x\">a</a>", "<a>a</a>"),
            ("<img src=\"a.png\" onerror=\"x\">", "<img src=\"a.png\">"),
            ("<img src=\"data:text/html,x\">", "<img>"),
            ("<b>open", "<b>open</b>"),
            ("</ul>closed", "closed"),
            ("<p><em>a</p></em>", "<p><em>a</em></p>"),
            ("<iframe src=\"https://example.com\"></iframe>", ""),
            ("<style>p{}</style>a", "a"),
            ("<a href=\"https://x.example/\" onclick=\"x\">a</a>", "<a href=\"https://x.example/\">a</a>"),
            (
                "<a href=\"https://x.example/?a=1&amp;b\">a</a>",
                "<a href=\"https://x.example/?a=1&amp;b\">a</a>",
            ),
            ("<a href=\"https://x.example/\">a", "<a href=\"https://x.example/\">a</a>"),
            (
                "<img src=\"https://x/a.png\" alt=\"\" onerror=\"x\" />",
                "<img src=\"https://x/a.png\" alt=\"\">",
            ),
        ] {
            assert_eq!(safe_html(html), safe, "{html}");
        }
    }

    #[test]
    fn plain_text_stays_itself() {
        assert_eq!(escape("<b> & \"{{x}}\""), "&lt;b&gt; &amp; &quot;&#123;&#123;x&#125;&#125;&quot;");
    }
}
