use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// List markers without an ASCII space behind them.
    ///
    /// ## Why
    ///
    /// `-サービス` and `-` before a full-width space are no list items: the page shows them as text, glued to the line
    /// above.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// -サービスの一覧
    /// -　料金
    /// ```
    ///
    /// ```md fixed
    /// - サービスの一覧
    /// - 料金
    /// ```
    ///
    /// ```md good
    /// - サービスの一覧
    ///
    /// -1 と --help は項目ではない。
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is put behind the marker, which makes the line the list item that it was meant to be.
    "lists/missing-space" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for line in note.paragraph_lines() {
        let text = document.slice(line.span);
        let Some(rest) = text.strip_prefix('-') else { continue };
        let body = rest.trim_start_matches(['\u{3000}', '\u{A0}', ' ']);
        let wide = rest.starts_with(['\u{3000}', '\u{A0}']);
        if body.is_empty() || !(wide || begins_like_text(rest)) || body.ends_with('-') {
            continue;
        }
        let start = line.span.start();
        let space = Span::new(start + 1, start + text.len() - body.len());
        if document.is_verbatim(Span::new(start, space.end())) {
            continue;
        }
        let what = if wide { "a full-width space" } else { "no space" };
        sink.report(Span::new(start, space.end()), format!("{what} behind `-`, so this is no list item"))
            .help("put one ASCII space behind the marker")
            .fix("put a space behind the marker", vec![Edit::replace(space, " ")]);
    }
}

/// Tells whether what is glued to the marker begins like the text of an item: a Japanese letter or bracket, bold text,
/// a link, a box to tick.
fn begins_like_text(rest: &str) -> bool {
    let japanese =
        |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '「' | '『' | '【' | '（');
    let is_marked = |open: &str, close: &str| {
        rest.strip_prefix(open).and_then(|inner| inner.find(close)).is_some_and(|length| length > 0)
    };
    rest.starts_with(japanese) || is_marked("**", "**") || is_marked("[", "](") || is_marked("[", "] ")
}
