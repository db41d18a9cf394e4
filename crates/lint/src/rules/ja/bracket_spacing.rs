use notesmith_diagnostic::Edit;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_gaps::gaps;

declare_rule! {
    /// A space beside a full-width bracket.
    ///
    /// ## Why
    ///
    /// Full-width brackets bring their own white space, inside and outside; a space beside them doubles it.
    /// Japanese style guides ask for none.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 鍵 （公開鍵）を「·保存·」する
    /// ```
    ///
    /// ```md fixed
    /// - 鍵（公開鍵）を「保存」する
    /// ```
    ///
    /// ```md good
    /// - 鍵（公開鍵）を「保存」し `（ a ）` と書く (EC2 の場合)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Nothing but the space is removed.
    "ja/bracket-spacing" {
        aliases: [
            "ja-spacing/ja-no-space-around-parentheses",
            "jtf-style/3.3.かっこ類と隣接する文字の間のスペースの有無",
        ],
        level: Off,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

/// The brackets that bring white space.
const BRACKETS: [char; 14] =
    ['（', '）', '「', '」', '『', '』', '［', '］', '【', '】', '〔', '〕', '《', '》'];

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for gap in gaps(note.document()) {
        let bracket = gap.before.chars().next_back().filter(|letter| BRACKETS.contains(letter));
        let bracket =
            bracket.or_else(|| gap.behind.chars().next().filter(|letter| BRACKETS.contains(letter)));
        if let Some(bracket) = bracket {
            sink.report(gap.span, format!("a space beside {bracket}"))
                .help("remove the space")
                .fix("remove the space", vec![Edit::delete(gap.span)]);
        }
    }
}
