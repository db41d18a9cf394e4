use std::cmp::Ordering;

use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{report_slips, write_right};

declare_rule! {
    /// Hiragana written as they sound, and slips in endings: `使いずらい`, `保証るす`.
    ///
    /// ## Why
    ///
    /// An input method writes what it is given: `づらい`, `気づく`, `という`, `とおり` and `やむをえず` sound like what is
    /// wrong, and a search for the right form misses the wrong one.
    /// A short list of such forms, each told apart from words that look alike, follows the Cabinet's notice on kana
    /// usage (現代仮名遣い, 1986); what the notice permits beside another form (`ひとつづつ`) is left alone.
    /// In endings, letters out of order (`保証るす`), too many (`推奨さるれる`) and `が` missing (`することできる`) are found
    /// where no other reading is left.
    ///
    /// ## Examples
    ///
    /// ```md bad=7
    /// - 画面が使いずらいとゆうこと
    /// - 違いに気ずく
    /// - 次のとうりに設定する
    /// - やむおえず止める
    /// - 可用性を保証るす。変更することできる。
    /// ```
    ///
    /// ```md fixed
    /// - 画面が使いづらいということ
    /// - 違いに気づく
    /// - 次のとおりに設定する
    /// - やむをえず止める
    /// - 可用性を保証する。変更することができる。
    /// ```
    ///
    /// ```md good
    /// - 変更することで、きめ細かくできる。このことできまった。
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
    report_slips(
        corpus,
        sink,
        SlipKind::Ending,
        |slip| match slip.right.first().map_or(0, String::len).cmp(&slip.text.len()) {
            Ordering::Greater => format!("が is missing in {}", slip.text),
            Ordering::Equal => format!("the letters of {} are out of order", slip.text),
            Ordering::Less => format!("a letter too many in {}", slip.text),
        },
        write_right,
    );
}
