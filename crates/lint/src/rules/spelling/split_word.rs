use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{report_slips, write_right};

declare_rule! {
    /// Katakana words with a stray space inside.
    ///
    /// ## Why
    ///
    /// Copies from PDFs leave spaces where a line ended: `フルマネージ ド`.
    /// Neither a search nor a reader finds the word then.
    /// A space between two katakana words is reported when the joined word is in the dictionary or used in the notes, and
    /// one of the halves is no word.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - コンピュー ター: 計算する機械
    /// ```
    ///
    /// ```md fixed
    /// - コンピューター: 計算する機械
    /// ```
    ///
    /// ```md good
    /// - サービス カタログ、ロード バランサー
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Two words may be meant, so the fix is unsafe.
    "spelling/split-word" {
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
        SlipKind::Split,
        |slip| format!("{} has a space inside a word", slip.text),
        write_right,
    );
}
