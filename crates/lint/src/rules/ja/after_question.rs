use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_gaps::report_ascii_space_behind;

declare_rule! {
    /// An ASCII space behind `？`, where a full-width one belongs.
    ///
    /// ## Why
    ///
    /// Behind `？` at the end of a sentence Japanese style guides ask for a full-width space, and for none where the
    /// sentence goes on.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 鍵はあるか？·次に進む
    /// ```
    ///
    /// ```md fixed
    /// 鍵はあるか？\u{3000}次に進む
    /// ```
    ///
    /// ```md good
    /// 鍵はあるか？\u{3000}次に進む？と言う
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The space is replaced by a full-width one.
    /// Before ASCII there is no fix, since `characters/ideographic-space` wants an ASCII space there.
    "ja/after-question" {
        aliases: ["ja-spacing/ja-space-after-question"],
        level: Off,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    report_ascii_space_behind(note, '？', sink);
}
