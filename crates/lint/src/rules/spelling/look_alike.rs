use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{report_slips, write_right};

declare_rule! {
    /// Letters of another script that look the same.
    ///
    /// ## Why
    ///
    /// カ is katakana and 力 is a kanji, ー is a long vowel and 一 is the number one; scanners and input methods mix them up.
    /// The page looks right and a search fails.
    /// A letter is reported when the word with the right letter is in the dictionary, or when a katakana ヘ, ベ, ペ or リ
    /// stands alone among hiragana.
    ///
    /// ## Examples
    ///
    /// ```md bad=4
    /// - サーバーの能カを上げる
    /// - 工ラーの数を数える
    /// - レべルを選ぶ
    /// - これよリ大きい
    /// ```
    ///
    /// ```md fixed
    /// - サーバーの能力を上げる
    /// - エラーの数を数える
    /// - レベルを選ぶ
    /// - これより大きい
    /// ```
    ///
    /// ```md good
    /// - 五カ国、一サービス、入力、口コミ、カタカナ
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The letter is replaced by the one that the dictionary has in this word.
    "spelling/look-alike" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report_slips(
        corpus,
        sink,
        SlipKind::LookAlike,
        |slip| format!("{} is a letter of the wrong script here", slip.text),
        |slip| format!("{}, which looks the same", write_right(slip)),
    );
}
