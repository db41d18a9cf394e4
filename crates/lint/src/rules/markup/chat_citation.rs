use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Marks of sources that were copied out of a chat with a language model.
    ///
    /// ## Why
    ///
    /// `【4†source】` and `:contentReference[oaicite:0]{index=0}` stand for links that only the chat has.
    /// In a note they lead nowhere.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// S3 の耐久性は 99.999999999% である【4†source】。
    /// 標準の保存期間は 24 時間。:contentReference[oaicite:0]{index=0}
    /// ```
    ///
    /// ```md good
    /// S3 の耐久性は 99.999999999% である[^1]。
    ///
    /// [^1]: [公式ガイド](https://example.com/guide)
    /// ```
    "markup/chat-citation" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    let mut found: Vec<Span> = Vec::new();
    for &at in note.scan().squares.iter().filter(|at| text[**at..].starts_with("[oaicite:")) {
        let before = &text[..at];
        let start = before.strip_suffix(":contentReference").map_or(at, str::len);
        let line = near(text, at);
        found.push(Span::new(start, at + line.find(']').map_or("[oaicite:".len(), |close| close + 1)));
    }
    for &at in note.scan().odd.iter().filter(|at| text[**at..].starts_with('†')) {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = text[..at - digits].strip_suffix('【').map_or(at, str::len);
        if let Some(close) = near(text, at).find('】').filter(|_| digits > 0 && start < at) {
            found.push(Span::new(start, at + close + '】'.len_utf8()));
        }
    }
    for span in found.into_iter().filter(|span| !note.document().is_verbatim(*span)) {
        sink.report(span, "a mark of a source that only a chat has").help("remove it, or link to the source");
    }
}

/// Gives the rest of the line, as far as the end of a mark is looked for.
fn near(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest[..rest.floor_char_boundary(200)].lines().next().unwrap_or("")
}
