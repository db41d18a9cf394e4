use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::radicals::ideograph;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::Oddity;

declare_rule! {
    /// Radicals in place of kanji, from text copied out of a PDF.
    ///
    /// ## Why
    ///
    /// `\u{2F64}` (U+2F64) looks like `用` (U+7528) and is another character: search does not find it, sorting and
    /// screen readers stumble over it.
    /// Text copied from PDF files is full of them.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - \u{2FBC}可\u{2F64}性: 止まらない性質
    /// ```
    ///
    /// ```md fixed
    /// - 高可用性: 止まらない性質
    /// ```
    ///
    /// ```md good
    /// - 高可用性: 止まらない性質
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Each radical is replaced by the kanji that looks like it, after the table of the Unicode Character Database.
    "characters/kangxi-radical" {
        aliases: ["japanese/no-kangxi-radicals"],
        level: Error,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

/// Radicals with at most this many bytes between them are one finding.
const NEAR: usize = 9;

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let radicals: Vec<(Span, char)> = note
        .odd_characters()
        .iter()
        .filter(|odd| odd.oddity == Oddity::Radical)
        .filter_map(|odd| Some((odd.span, ideograph(odd.c)?)))
        .collect();
    let is_near = |a: &(Span, char), b: &(Span, char)| {
        let between = Span::new(a.0.end(), b.0.start());
        between.len() <= NEAR && !document.slice(between).contains(|c: char| c.is_whitespace())
    };
    for group in radicals.chunk_by(is_near) {
        let span = Span::new(group[0].0.start(), group[group.len() - 1].0.end());
        let mut right = document.slice(span).to_owned();
        for (radical, kanji) in group.iter().rev() {
            let at = radical.start() - span.start();
            right.replace_range(at..at + radical.len(), kanji.encode_utf8(&mut [0; 4]));
        }
        let edits = group.iter().map(|(radical, kanji)| Edit::replace(*radical, kanji.to_string())).collect();
        let what =
            if group.len() == 1 { "a radical in place of a kanji" } else { "radicals in place of kanji" };
        sink.report(span, format!("{what} in `{}`", document.slice(span)))
            .help(format!("write `{right}`; search does not find the radicals"))
            .suggest(right)
            .fix("replace the radicals with kanji", edits);
    }
}
