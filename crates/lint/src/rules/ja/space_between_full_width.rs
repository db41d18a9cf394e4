use notesmith_diagnostic::Edit;

use crate::corpus::Corpus;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;

declare_rule! {
    /// A space inside a Japanese phrase, before or behind a particle.
    ///
    /// ## Why
    ///
    /// `鍵 を作る` and `情報は ジョブと呼ぶ` are left over from copies of web pages and from words that were taken out; the
    /// reader stumbles, and search for the phrase finds nothing.
    /// Spaces between words of a list or a name (`東京 大阪`, `データ カタログ`) are left alone, and so are notes with spaces
    /// between all words.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - 鍵 を作り、情報は·ジョブと呼ばれ、設定·されている
    /// ```
    ///
    /// ```md fixed
    /// - 鍵を作り、情報はジョブと呼ばれ、設定されている
    /// ```
    ///
    /// ```md good
    /// - 東京 大阪、データ カタログ、使い方 はじめに、`鍵 を`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The space is removed.
    /// In a heading to which a link leads the fix is not safe, since its anchor changes.
    "ja/space-between-full-width" {
        aliases: ["ja-spacing/ja-no-space-between-full-width", "jtf-style/3.1.2.全角文字どうし"],
        level: Hint,
        fix: safe,
        options: NoOptions,
        check: corpus(check),
    }
}

fn check(corpus: &Corpus, _: &NoOptions, sink: &mut CorpusSink<'_>) {
    for (file, facts) in corpus.files().iter().enumerate() {
        for space in &facts.split_phrases {
            sink.report(file, *space, "a space inside a Japanese phrase")
                .help("remove it")
                .fix("remove the space", vec![Edit::delete(*space)]);
        }
    }
}
