use notesmith_diagnostic::Span;

use crate::kana::compose;
use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::Oddity;

declare_rule! {
    /// Kana whose voicing mark is a character of its own.
    ///
    /// ## Why
    ///
    /// Names of files on a Mac hold `か` and a combining mark in place of `が`.
    /// It looks the same, but search does not find it.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - か\u{3099}いよう: 概要
    /// ```
    ///
    /// ```md fixed
    /// - がいよう: 概要
    /// ```
    ///
    /// ```md good
    /// - がいよう: 概要
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Kana and mark are replaced by the one character that Unicode says is the same.
    "characters/decomposed" {
        aliases: ["ja-technical-writing/no-nfd"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let text = note.document().text();
    for odd in note.odd_characters().iter().filter(|odd| odd.oddity == Oddity::VoicingMark) {
        let Some(base) = text[..odd.span.start()].chars().next_back() else { continue };
        let Some(composed) = compose(base, odd.c) else { continue };
        let span = Span::new(odd.span.start() - base.len_utf8(), odd.span.end());
        sink.report(span, format!("`{composed}` is written as two characters"))
            .help("write it as one, which search finds")
            .replace_with(composed);
    }
}
