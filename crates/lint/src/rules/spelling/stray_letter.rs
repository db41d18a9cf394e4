use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::report_slips;

declare_rule! {
    /// Latin letters that an input method left in Japanese text.
    ///
    /// ## Why
    ///
    /// A key that is let go too early leaves its letter behind: `r んりインターフェイス` for `論理インターフェイス`.
    /// A lone consonant is reported before kana that no word begins with (ん, っ, small letters), so that variables such as
    /// `n は整数` are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 仮想 r んりインターフェイス
    /// ```
    ///
    /// ```md good
    /// - 論理インターフェイス、変数 n の値、k近傍法、x を y で割る
    /// ```
    "spelling/stray-letter" {
        aliases: ["ja-technical-writing/ja-unnatural-alphabet"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    report_slips(
        corpus,
        sink,
        SlipKind::StrayLetter,
        |slip| format!("{} begins with a letter that an input method left behind", slip.text),
        |_| "write the word again".to_owned(),
    );
}
