use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::LinkKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A bare URL that runs into the Japanese text behind it.
    ///
    /// ## Why
    ///
    /// A URL in running text ends at the next white space, and Japanese has none: `https://example.com/xを参照` links
    /// to a page `xを参照` that does not exist.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 詳しくはhttps://example.com/guideを参照。
    /// ```
    ///
    /// ```md fixed
    /// 詳しくは<https://example.com/guide>を参照。
    /// ```
    ///
    /// ```md good
    /// 詳しくは https://example.com/guide を参照。
    /// 日本語の記事は https://ja.example.com/wiki/日本 にある。
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Angle brackets are put around the URL alone; the text stays as it is and is no longer part of the link.
    "links/glued-url" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in document.links().iter().filter(|link| link.kind == LinkKind::Bare) {
        let Some(url) = link.destination_span.filter(|url| url.end() < link.span.end()) else { continue };
        // The address of a link that is none: `links/unrendered-link`.
        if is_in_brackets(&document.text()[..link.span.start()]) {
            continue;
        }
        let glued = Span::new(url.end(), link.span.end());
        let text = document.slice(glued);
        let Some(shown) = text.chars().next().filter(|c| !c.is_ascii()).map(|_| start_of(text)) else {
            continue;
        };
        let finding = sink
            .report(
                link.span,
                format!("the URL runs into the text behind it: `{shown}` becomes part of the link"),
            )
            .help("put angle brackets around the URL, or a space behind it");
        let address = document.slice(url);
        if address.contains("://") {
            let whole = with_brackets(document.text(), url);
            finding
                .fix("put angle brackets around the URL", vec![Edit::replace(whole, format!("<{address}>"))]);
        }
    }
}

/// Gives the span of a URL with the full-width angle brackets around it.
fn with_brackets(text: &str, url: Span) -> Span {
    let is_inside = text[..url.start()].ends_with('＜') && text[url.end()..].starts_with('＞');
    let width = if is_inside { '＜'.len_utf8() } else { 0 };
    Span::new(url.start() - width, url.end() + width)
}

/// Tells whether the brackets before a URL are those of a link: `](`, `]（`.
fn is_in_brackets(before: &str) -> bool {
    before.strip_suffix(['(', '（']).is_some_and(|rest| rest.ends_with([']', '］']))
}

/// Gives the start of a text, at most ten characters.
fn start_of(text: &str) -> String {
    let mut start: String = text.chars().take(10).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
