use notesmith_parse::Reason;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Terms with a separator and nothing that defines them.
    ///
    /// ## Why
    ///
    /// `Term:` with nothing behind it and nothing below was meant to be written later, or the bullets that explain it stand beside it instead of
    /// below; no card comes from it.
    ///
    /// ## Examples
    ///
    /// ```md bad=1
    /// - キュー: 先入れ先出しの列
    /// - スタック:
    /// - ヒープ: 木の一種
    /// ```
    ///
    /// ```md good
    /// - キュー: 先入れ先出しの列
    /// - スタック:
    ///   - 後入れ先出しの列
    /// ```
    "terms/orphan" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for rejection in &note.entries().rejected {
        if rejection.reason == Reason::NoDefinition && !sink.only_counts() {
            sink.report(rejection.span, "nothing defines this term")
                .help("write the definition behind it, indent what belongs below it, or take the term out");
        }
    }
}
