use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::wording::read_negation;

declare_rule! {
    /// A denial that is denied: `ないわけではない`, `なくはない`.
    ///
    /// ## Why
    ///
    /// Whoever reads it has to work out what is the case, and how much of it is denied.
    /// `なければならない` is no double negation to a reader, and `少なくはない` denies once.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - この設定でも動かないわけではない。
    /// - 費用がかからなくもない。
    /// - 失敗しないことはありません。
    /// ```
    ///
    /// ```md good
    /// - この設定でも動く。費用は少なくはない。鍵がなくなる。保存しなければならない。
    /// - 鍵がないことはすぐに分かる。動かないわけである。
    /// ```
    "ja/double-negative" {
        aliases: ["ja-technical-writing/no-double-negative-ja"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for found in pieces_with(document, &note.wording().negations) {
        let (text, base) = (document.slice(found.piece), found.piece.start());
        for &place in found.places {
            let Some(length) = read_negation(text, place - base) else { continue };
            let span = Span::new(place, place + length);
            sink.report(span, format!("`{}` denies twice", document.slice(span)))
                .help("say what is the case");
        }
    }
}
