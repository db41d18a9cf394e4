use notesmith_diagnostic::Edit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::punctuation::{Stop, StopStyle, count};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// `，` and `．` among `、` and `。`, or the other way round.
    ///
    /// ## Why
    ///
    /// One text has one kind of commas and periods.
    /// What two of three in all notes are is the norm, if there are ten or more; commas and periods are counted apart,
    /// since `，` with `。` is a style of its own.
    /// Numbers (`３．５`), labels and Chinese do not count.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// comma = "、"
    /// period = "。"
    /// ```
    ///
    /// ```md bad=2
    /// - 鍵を作り，保存する．
    /// - 鍵を消し、記録する。
    /// ```
    ///
    /// ```md fixed
    /// - 鍵を作り、保存する。
    /// - 鍵を消し、記録する。
    /// ```
    ///
    /// ```md good
    /// - 値は３．５である。
    /// - 你好，世界
    /// - 例如，当进行假名"こうし"到罗马字的转换时，有三种结果
    /// ```
    ///
    /// ## Fix safety
    ///
    /// One sign takes the place of the other, which means the same.
    ///
    /// ## Options
    ///
    /// - `comma`: `"auto"`, `"、"` or `"，"`. Default: `"auto"`, the majority of all notes.
    /// - `period`: `"auto"`, `"。"` or `"．"`. Default: `"auto"`.
    "ja/comma-period-style" {
        aliases: ["jtf-style/1.2.1.句点(。)と読点(、)"],
        level: Warning,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The comma that notes should have.
    comma: Comma,
    /// The period that notes should have.
    period: Period,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
enum Comma {
    /// What most are.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// `、`
    #[serde(rename = "、")]
    Japanese,
    /// `，`
    #[serde(rename = "，")]
    FullWidth,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
enum Period {
    /// What most are.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// `。`
    #[serde(rename = "。")]
    Japanese,
    /// `．`
    #[serde(rename = "．")]
    FullWidth,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let comma = match options.comma {
        Comma::Auto => majority(corpus, Stop::Comma),
        Comma::Japanese => Some((StopStyle::Japanese, configured())),
        Comma::FullWidth => Some((StopStyle::FullWidth, configured())),
    };
    let period = match options.period {
        Period::Auto => majority(corpus, Stop::Period),
        Period::Japanese => Some((StopStyle::Japanese, configured())),
        Period::FullWidth => Some((StopStyle::FullWidth, configured())),
    };
    for (file, facts) in corpus.files().iter().enumerate() {
        for mark in facts.punctuation.marks.iter().filter(|mark| mark.style != StopStyle::Ascii) {
            let norm = if mark.stop == Stop::Comma { &comma } else { &period };
            let Some((style, evidence)) = norm.as_ref().filter(|(style, _)| *style != mark.style) else {
                continue;
            };
            let (right, wrong) = (text(mark.stop, *style), text(mark.stop, mark.style));
            sink.report(file, mark.span, format!("`{wrong}` where others are `{right}`"))
                .help(format!("write `{right}`: {evidence}"))
                .suggest(right)
                .fix(format!("write `{right}`"), vec![Edit::replace(mark.span, right)]);
        }
    }
}

fn configured() -> String {
    "the configuration says so".to_owned()
}

/// Gives the style of two of three of at least ten signs.
fn majority(corpus: &Corpus, stop: Stop) -> Option<(StopStyle, String)> {
    let [japanese, wide, _] = count(corpus, stop);
    let all = japanese + wide;
    let (style, most) =
        if japanese >= wide { (StopStyle::Japanese, japanese) } else { (StopStyle::FullWidth, wide) };
    (all >= 10 && wide > 0 && most * 3 >= all * 2).then(|| (style, format!("{most} of {all} are")))
}

fn text(stop: Stop, style: StopStyle) -> &'static str {
    match (stop, style) {
        (Stop::Comma, StopStyle::FullWidth) => "，",
        (Stop::Comma, _) => "、",
        (Stop::Period, StopStyle::FullWidth) => "．",
        (Stop::Period, _) => "。",
    }
}
