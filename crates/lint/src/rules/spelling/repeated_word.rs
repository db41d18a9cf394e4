use crate::corpus::Corpus;
use crate::facts::kana::SlipKind;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::CorpusSink;
use crate::spelling::{report_slips, write_right};

declare_rule! {
    /// Words, particles and letters that stand twice by mistake.
    ///
    /// ## Why
    ///
    /// `the the` and `リクエストとと共に` are left over from editing, and nobody reads them twice.
    /// English words are compared in lower case; words that may stand twice (`that that`, `had had`) are left alone.
    /// A particle counts as doubled between two words that are not hiragana, so that `もののけ` and `ははは` are left alone;
    /// Beside other hiragana it counts where no word can begin or end with it: `することがができる`, `ためにに使う`,
    /// `使いますす。`.
    /// `にを`, `をは` and the like are two particles of which one is wrong.
    /// `・・・` and other marks are no repetition.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// - Copy the the files to S3
    /// - リクエストとと共に送られるヘッダー
    /// - ログをを集める
    /// ```
    ///
    /// ```md fixed
    /// - Copy the files to S3
    /// - リクエストと共に送られるヘッダー
    /// - ログを集める
    /// ```
    ///
    /// ```md good
    /// - The rule that that team wrote, the The Hague office
    /// - もののけ、ははは、ますます、パラパラ、・・・
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The second one is removed; where two different particles stand together, a person chooses.
    "spelling/repeated-word" {
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
        SlipKind::Doubled,
        |slip| format!("{} is there twice or beside another particle", slip.text),
        write_right,
    );
}
