use notesmith_diagnostic::Edit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::choices::{Matter, Norm, kanji_of};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Numbers before つ, in kanji or in digits, unlike most others.
    ///
    /// ## Why
    ///
    /// `一つ` and `1つ` side by side look careless, and search for the one does not find the other.
    /// What three of four places of all notes do is the norm, if there are at least ten.
    /// `一つ一つ`, which means each, is left alone.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "digit"
    /// ```
    ///
    /// ```md bad=2
    /// 鍵を三つ作り、一つ一つを二つの箱に置く
    /// ```
    ///
    /// ```md fixed
    /// 鍵を3つ作り、一つ一つを2つの箱に置く
    /// ```
    ///
    /// ```md good
    /// 鍵を3つと 4 つ、10つ
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Some phrases want kanji (`もう一つの`), so the fix is not safe.
    ///
    /// ## Options
    ///
    /// - `style`: `"auto"`, `"digit"` or `"kanji"`. Default: `"auto"`, what most places do.
    ///
    /// ```toml options
    /// style = "kanji"
    /// ```
    ///
    /// ```md bad=2
    /// 鍵を3つと 4 つ
    /// ```
    ///
    /// ```md fixed
    /// 鍵を三つと 四つ
    /// ```
    "ja/counter" {
        aliases: ["jtf-style/2.2.2.算用数字と漢数字の使い分け"],
        level: Off,
        fix: unsafe_,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How numbers before つ are written.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// As most are.
    #[default]
    Auto,
    /// `1つ`
    Digit,
    /// `一つ`
    Kanji,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let configured = match options.style {
        Style::Auto => None,
        Style::Digit => Some("1"),
        Style::Kanji => Some("一"),
    };
    let Some(norm) = Norm::of(corpus, Matter::Counter, configured) else { return };
    let wants_kanji = norm.way == "一";
    let message = if wants_kanji { "a number in digits before つ" } else { "a number in kanji before つ" };
    for (file, choice) in norm.others(corpus, Matter::Counter) {
        let right = if wants_kanji { kanji_of(choice.number).to_string() } else { choice.number.to_string() };
        let title = format!("write {right}つ");
        let edits = vec![Edit::replace(choice.span, right.as_str())];
        sink.report(file, choice.span, message)
            .help(format!("{title}: {}", norm.evidence))
            .suggest(right)
            .fix(title, edits);
    }
}
