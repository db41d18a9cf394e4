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
    /// A lone consonant is reported before kana that no word begins with (ん, っ, small letters), before an ending that
    /// no noun has (`設定sする`, `表示sれる`), and behind a polite form at the end (`ですd。`), so that variables such as
    /// `n は整数` are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 仮想 r んりインターフェイス
    /// - 値を設定sするときに必要ですd。
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
        |slip| match slip.text.len() {
            1 => format!("{} is a letter that an input method left behind", slip.text),
            _ => format!("{} begins with a letter that an input method left behind", slip.text),
        },
        |slip| if slip.text.len() == 1 { "remove it" } else { "write the word again" }.to_owned(),
    );
}
