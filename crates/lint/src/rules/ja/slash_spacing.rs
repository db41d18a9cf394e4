use notesmith_diagnostic::Edit;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_gaps::{Gap, gaps};

declare_rule! {
    /// A space beside a slash between words.
    ///
    /// ## Why
    ///
    /// `入力 / 出力` and `入力/出力` mean the same, and style guides ask for no spaces.
    /// A slash that begins or ends a path (`鍵は /etc に`) is left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - 入力 / 出力
    /// ```
    ///
    /// ```md fixed
    /// - 入力/出力
    /// ```
    ///
    /// ```md good
    /// - 入力/出力、鍵は /etc と /var/ に
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Nothing but the space is removed.
    "ja/slash-spacing" {
        aliases: ["ja-spacing/ja-no-space-around-slash"],
        level: Off,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for gap in gaps(note.document()).filter(is_beside_slash) {
        sink.report(gap.span, "a space beside a slash")
            .help("remove the space")
            .fix("remove the space", vec![Edit::delete(gap.span)]);
    }
}

/// Tells whether a slash stands beside a gap and belongs to no path: on its other side is a space or no ASCII.
fn is_beside_slash(gap: &Gap<'_>) -> bool {
    let is_free = |letter: Option<char>| letter.is_some_and(|letter| letter == ' ' || !letter.is_ascii());
    let slash = ['/', '／'];
    let behind = gap.behind.strip_prefix(slash).is_some_and(|rest| is_free(rest.chars().next()));
    let before = gap.before.strip_suffix(slash).is_some_and(|rest| is_free(rest.chars().next_back()));
    before || behind
}
