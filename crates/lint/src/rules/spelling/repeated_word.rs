use crate::corpus::Corpus;
use crate::facts::kana::{KanaSlip, SlipKind};
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
    report_slips(corpus, sink, SlipKind::Doubled, message, write_right);
}

/// Says what stands twice, or that two particles stand together.
fn message(slip: &KanaSlip) -> String {
    let text = &*slip.text;
    let [right] = &slip.right[..] else {
        return format!("two particles stand together in {text}: one is wrong");
    };
    let same = text.chars().zip(right.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (before, rest) = text.split_at(same);
    let extra = rest.strip_suffix(&right[same..]).unwrap_or(rest).trim();
    if !before.ends_with(extra) {
        return format!("{extra} is left over behind {before}");
    }
    let often = if before.trim_end_matches(extra).len() + 2 * extra.len() == before.len() {
        "three times"
    } else {
        "twice"
    };
    format!("{extra} stands {often}")
}
