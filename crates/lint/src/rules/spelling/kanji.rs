use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report, report_slips, write_right};

declare_rule! {
    /// Words of two kanji that are none (`完壁`), or one kanji from a frequent word.
    ///
    /// ## Why
    ///
    /// Text recognition takes one kanji for another: `検素` for `検索`.
    /// Both look the same to a tired eye, and a search finds one of them only.
    /// A word is reported when no dictionary holds it, when the notes use it at most twice, and when a word that they
    /// use often differs by one kanji and stands before the same particle.
    /// A word that one note holds twice is a term of its own, and notes in Chinese are left alone.
    ///
    /// A list of slips that are wrong wherever they stand (`完壁` for `完璧`, `徐外` for `除外`) needs no such evidence.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 検索を速くする
    /// - 検索を止める
    /// - 検索を試す
    /// - 期間の検素を速くする
    /// ```
    ///
    /// ```md fixed
    /// - 検索を速くする
    /// - 検索を止める
    /// - 検索を試す
    /// - 期間の検索を速くする
    /// ```
    ///
    /// ```md good
    /// - 検索を速くする
    /// - 検索を止める
    /// - 検索を試す
    /// - 思索を続ける、章末の問題、お客様の声
    /// ```
    ///
    /// ```md bad=3
    /// - 除々に完壁へ近づく、専問家に聞く
    /// ```
    ///
    /// ```md fixed
    /// - 徐々に完璧へ近づく、専門家に聞く
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rare word may be a term that no dictionary holds, so the fix is unsafe.
    "spelling/kanji" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::Kanji, Remedy::FixIfSure, |verdict| {
        format!("{} may be a slip: {}", verdict.text, verdict.evidence)
    });
    report_slips(
        corpus,
        sink,
        SlipKind::Miswritten,
        |slip| format!("{} is no word", slip.text),
        |slip| format!("{}, or accept the word: `notesmith spelling add {}`", write_right(slip), slip.text),
    );
}
