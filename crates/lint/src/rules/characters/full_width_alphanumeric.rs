use notesmith_diagnostic::{Severity, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// Full-width letters and digits.
    ///
    /// ## Why
    ///
    /// `EC２` and `ＡＷＳ` are found by no search for `EC2` and `AWS`, and they look unlike their neighbours.
    /// A single full-width digit before a Japanese counter (`２種類`) is a style, so it is a hint only.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - EC２: 仮想サーバー
    /// - ＡＷＳ: クラウド
    /// ```
    ///
    /// ```md fixed
    /// - EC2: 仮想サーバー
    /// - AWS: クラウド
    /// ```
    ///
    /// ```md good
    /// - EC2: 仮想サーバー
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Each character is replaced by its half-width form, which means the same.
    ///
    /// ## Options
    ///
    /// - `allow`: texts that stay as they are. Default: `[]`.
    ///
    /// ```toml options
    /// allow = ["ｗ"]
    /// ```
    ///
    /// ```md good
    /// 楽しいｗ
    /// ```
    "characters/full-width-alphanumeric" {
        aliases: ["jtf-style/2.1.8.算用数字", "jtf-style/2.1.9.アルファベット"],
        level: Warning,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Texts that stay as they are.
    allow: Vec<String>,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let text = note.document().text();
    for run in runs(note.odd_characters(), Oddity::FullWidthAlphanumeric) {
        let wide = run.text(text);
        if options.allow.iter().any(|allowed| allowed == wide) || is_heading_number(note, run) {
            continue;
        }
        let narrow: String = wide.chars().map(half_width).collect();
        let digits = wide.chars().all(|c| ('０'..='９').contains(&c));
        let touches_ascii = text[..run.start()].ends_with(|c: char| c.is_ascii_alphanumeric())
            || text[run.end()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let severity = if digits && !touches_ascii { Severity::Hint } else { Severity::Error };
        let what = if digits { "digits" } else { "letters" };
        sink.report(run, format!("full-width {what} `{wide}`"))
            .help(format!("write `{narrow}`, which search finds"))
            .replace_with(narrow)
            .at_most(severity);
    }
}

/// Tells whether the characters are the number of a heading, whose style is that of its series.
fn is_heading_number(note: &Note<'_>, run: Span) -> bool {
    let headings = note.document().headings();
    let at = headings.partition_point(|heading| heading.span.end() <= run.start());
    headings.get(at).is_some_and(|heading| heading.content.start() == run.start())
}

/// Gives the half-width form of a full-width letter or digit.
fn half_width(c: char) -> char {
    char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
}
