use notesmith_diagnostic::{Severity, Span};
use notesmith_parse::Document;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::source_lines;

declare_rule! {
    /// Alerts such as `> [!NOTE]` that are shown as they are written.
    ///
    /// ## Why
    ///
    /// An alert has one of five kinds, alone on the first line of a quote: `NOTE`, `TIP`, `IMPORTANT`, `WARNING` or
    /// `CAUTION`.
    /// A kind that is misspelt, or without its `!`, is plain text; one without lines below it shows an empty box.
    /// The further kinds and the titles of Obsidian are known, and a title is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// > [!WARNIG]
    /// > 元に戻せない。
    ///
    /// > [NOTE]
    /// > 東京リージョンでの値。
    ///
    /// > [!TIP]
    ///
    /// > 先に見積もる。
    /// ```
    ///
    /// ```md good
    /// > [!WARNING]
    /// > 元に戻せない。
    ///
    /// > [!faq]- よくある質問
    /// > 値は変わる。
    /// ```
    "markup/broken-alert" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// The kinds that GitHub knows.
///
/// Source: GitHub Docs, "Basic writing and formatting syntax", Alerts.
const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Those of Obsidian.
///
/// Source: Obsidian Help, "Callouts", Supported types.
const OTHERS: &str = " abstract summary tldr info todo hint success check done question help faq attention failure fail \
                      missing danger error bug example quote cite ";

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    for &open in &note.scan().squares {
        // Most brackets are those of links.
        if text[..open].ends_with(['>', ' ']) && text[open..].starts_with('[') && begins_quote(document, open)
        {
            check_alert(document, open, sink);
        }
    }
}

/// Tells whether a place is the start of a quote's first line.
fn begins_quote(document: &Document, at: usize) -> bool {
    let number = document.line_index().line(at);
    let start = document.line_index().line_start(number);
    let is_quoted = |line: &str| line.trim_start().starts_with('>');
    let before = &document.text()[start..at];
    is_quoted(before)
        && before.bytes().all(|byte| matches!(byte, b'>' | b' '))
        && !is_quoted(source_lines::text(document, number - 1))
        && !document.is_verbatim(Span::new(at, at + 1))
}

fn check_alert(document: &Document, open: usize, sink: &mut Sink<'_>) {
    let text = document.text();
    let number = document.line_index().line(open);
    let line = &text[open..document.line_index().line_range(text, number).end];
    let Some((inner, behind)) = line[1..].split_once(']') else { return };
    let span = Span::new(open, open + inner.len() + 2);
    let name = inner.trim_matches(['!', '！', ' ']);
    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let upper = name.to_ascii_uppercase();
    let is_kind = KINDS.contains(&upper.as_str());
    if !is_plain {
        return;
    }
    let Some(marked) = inner.strip_prefix('!').filter(|marked| *marked == name) else {
        let is_shout = name == upper && behind.trim().is_empty();
        if is_kind && (is_shout || inner.contains(['!', '！'])) {
            sink.report(span, "this is no alert: `!` does not stand right behind the bracket")
                .help(format!("write `[!{upper}]`"));
        }
        return;
    };
    let is_other = OTHERS.contains(&format!(" {} ", marked.to_ascii_lowercase()));
    let is_last = !source_lines::text(document, number + 1).trim_start().starts_with('>');
    if !is_kind && !is_other {
        let near = KINDS.iter().find(|kind| strsim::osa_distance(kind, &upper) <= 1 + kind.len() / 4);
        if let Some(kind) = near {
            sink.report(span, format!("`{marked}` is no kind of alert"))
                .help(format!("did you mean `[!{kind}]`?"))
                .suggest(format!("[!{kind}]"));
        }
    } else if !behind.trim().is_empty() {
        if is_kind && !behind.starts_with(['-', '+']) {
            sink.report(span, "an alert with a text behind its kind is plain text on GitHub")
                .help("begin the text on the next line")
                .at_most(Severity::Hint);
        }
    } else if is_last {
        sink.report(span, "the alert is empty").help("write its text on the next line, behind `>`");
    }
}
