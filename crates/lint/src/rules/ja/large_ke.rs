use notesmith_diagnostic::Edit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::choices::{Matter, Norm};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// か, ヶ or ヵ in `1か月` and `3ヶ所`, unlike most others.
    ///
    /// ## Why
    ///
    /// `1か月`, `1ヶ月` and `1ヵ月` mean the same, and search for one of them misses the others.
    /// What three of four places of all notes do is the norm, if there are at least ten.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "か"
    /// ```
    ///
    /// ```md bad=2
    /// 1ヶ月に 3 ヵ所、2か国
    /// ```
    ///
    /// ```md fixed
    /// 1か月に 3 か所、2か国
    /// ```
    ///
    /// ```md good
    /// 1か月、関ヶ原、`1ヶ月`
    /// ```
    ///
    /// ## Fix safety
    ///
    /// One letter is replaced by one that is read the same.
    /// In a heading to which a link leads the fix is not safe, since its anchor changes.
    ///
    /// ## Options
    ///
    /// - `style`: `"auto"`, `"か"`, `"ヶ"`, `"ヵ"`, `"カ"`, `"ケ"` or `"箇"`. Default: `"auto"`, what most places do.
    "ja/large-ke" {
        aliases: ["jtf-style/2.2.3.一部の助数詞の表記"],
        level: Off,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The letter between a number and what is counted.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
enum Style {
    /// As most are.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// Hiragana.
    #[serde(rename = "か")]
    Hiragana,
    /// Small katakana ke.
    #[serde(rename = "ヶ")]
    SmallKe,
    /// Small katakana ka.
    #[serde(rename = "ヵ")]
    SmallKa,
    /// Katakana ka.
    #[serde(rename = "カ")]
    Ka,
    /// Katakana ke.
    #[serde(rename = "ケ")]
    Ke,
    /// Kanji.
    #[serde(rename = "箇")]
    Kanji,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let configured = match options.style {
        Style::Auto => None,
        Style::Hiragana => Some("か"),
        Style::SmallKe => Some("ヶ"),
        Style::SmallKa => Some("ヵ"),
        Style::Ka => Some("カ"),
        Style::Ke => Some("ケ"),
        Style::Kanji => Some("箇"),
    };
    let Some(norm) = Norm::of(corpus, Matter::LargeKe, configured) else { return };
    for (file, choice) in norm.others(corpus, Matter::LargeKe) {
        let title = format!("write {}", norm.way);
        sink.report(file, choice.span, format!("{} behind a number, not {}", choice.way, norm.way))
            .help(format!("{title}: {}", norm.evidence))
            .suggest(norm.way)
            .fix(title, vec![Edit::replace(choice.span, norm.way)]);
    }
}
