use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{Remedy, VerdictKind, report};

declare_rule! {
    /// Rare katakana words that differ by one letter from a frequent one.
    ///
    /// ## Why
    ///
    /// `サボート` and `サポート` look the same to a tired eye, and a search finds one of them only.
    /// A katakana word is reported when no dictionary holds it, when the notes use it at most twice, and when one
    /// letter makes it a word that they use often or that the dictionary holds; a missing or wrong voicing mark, a
    /// small letter for a large one and letters that look alike weigh most.
    /// Of a compound one part may be the wrong one: `コマドンライン`.
    /// Compounds of known words and variants of a long vowel (`サーバ`, `サーバー`) are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - サポート: 電話とメールで質問に答える
    /// - サポートの窓口、サポートの範囲、サポートの期間
    /// - ベーシックではサボートを受けられない
    /// ```
    ///
    /// ```md fixed
    /// - サポート: 電話とメールで質問に答える
    /// - サポートの窓口、サポートの範囲、サポートの期間
    /// - ベーシックではサポートを受けられない
    /// ```
    ///
    /// ```md good
    /// - サーバとサーバー、バケットとパケット
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rare word may be a name that nobody has listed, so the fix is unsafe.
    "spelling/katakana" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report(corpus, sink, VerdictKind::Katakana, Remedy::Fix, |verdict| {
        format!("{} may be a slip: {}", verdict.text, verdict.evidence)
    });
}
