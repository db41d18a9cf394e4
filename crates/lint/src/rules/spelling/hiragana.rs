use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{report_slips, write_right};

declare_rule! {
    /// Hiragana written as they sound: `使いずらい`, `とゆうこと`.
    ///
    /// ## Why
    ///
    /// An input method writes what it is given: `づらい`, `気づく`, `という`, `とおり` and `やむをえず` sound like what is
    /// wrong, and a search for the right form misses the wrong one.
    /// A short list of such forms, each told apart from words that look alike, follows the Cabinet's notice on kana
    /// usage (現代仮名遣い, 1986); what the notice permits beside another form (`ひとつづつ`) is left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=5
    /// - 画面が使いずらいとゆうこと
    /// - 違いに気ずく
    /// - 次のとうりに設定する
    /// - やむおえず止める
    /// ```
    ///
    /// ```md fixed
    /// - 画面が使いづらいということ
    /// - 違いに気づく
    /// - 次のとおりに設定する
    /// - やむをえず止める
    /// ```
    ///
    /// ```md good
    /// - 恋わずらい、いたずら、うなずく、わずか、彼とゆうべ会う、道理と能力
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Whoever quotes speech may mean what is written, so the fix is unsafe.
    "spelling/hiragana" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report_slips(
        corpus,
        sink,
        SlipKind::ByEar,
        |slip| format!("{} is written as it sounds", slip.text),
        write_right,
    );
}
