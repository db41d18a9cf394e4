use std::collections::BTreeMap;

use notesmith_diagnostic::{Applicability, Edit, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::{SeparatorStyle, TermSeparator};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Separators between term and definition that differ from most others.
    ///
    /// ## Why
    ///
    /// `Hive:Hadoop 上の…` among hundreds of `Term: definition` is a slip, and search for `Hive: ` misses it.
    /// What most terms of all notes do is the norm: `: `, `:`, ` : `, `：` or `・・・`, if at least ten terms have a
    /// separator and two of three agree.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "colon"
    /// ```
    ///
    /// ```md bad=2
    /// - S3: オブジェクトストレージ
    /// - Hive:Hadoop 上のデータを操作するツール
    /// - EBS：ブロックストレージ
    /// ```
    ///
    /// ```md fixed
    /// - S3: オブジェクトストレージ
    /// - Hive: Hadoop 上のデータを操作するツール
    /// - EBS: ブロックストレージ
    /// ```
    ///
    /// ```md good
    /// - S3: オブジェクトストレージ
    /// - ポート 10:00 と `a:b` は用語ではない
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The separator alone is replaced.
    /// From and to `・・・` the fix is not safe, since such lines often have a layout of their own.
    ///
    /// ## Options
    ///
    /// - `style`: `"auto"`, `"colon"`, `"tight-colon"`, `"spaced-colon"`, `"wide-colon"` or `"dots"`.
    ///   Default: `"auto"`, the majority of all notes.
    "terms/separator-style" {
        aliases: [],
        level: Hint,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The separator that terms should have.
    style: Style,
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// What most terms have.
    #[default]
    Auto,
    /// `Term: definition`
    Colon,
    /// `Term:definition`
    TightColon,
    /// `Term : definition`
    SpacedColon,
    /// `Term：definition`
    WideColon,
    /// `Term・・・definition`
    Dots,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let (style, evidence) = match options.style {
        Style::Auto => match majority(corpus) {
            Some((style, count, total)) => (style, format!("{count} of {total} terms have it")),
            None => return,
        },
        Style::Colon => (SeparatorStyle::Colon, configured()),
        Style::TightColon => (SeparatorStyle::TightColon, configured()),
        Style::SpacedColon => (SeparatorStyle::SpacedColon, configured()),
        Style::WideColon => (SeparatorStyle::WideColon, configured()),
        Style::Dots => (SeparatorStyle::Dots, configured()),
    };
    let title = format!("write `{}`", style.text());
    let norm = Norm { style, help: format!("{title}: {evidence}"), title };
    for (index, file) in corpus.files().iter().enumerate() {
        for separator in file.separators.iter().filter(|separator| separator.style != norm.style) {
            if !sink.only_counts(corpus, index, Severity::Error) {
                report(index, separator, &norm, sink);
            }
        }
    }
}

fn configured() -> String {
    "the configuration says so".to_owned()
}

/// What all separators should be, and how to say so: notes may have thousands of others.
struct Norm {
    style: SeparatorStyle,
    title: String,
    help: String,
}

fn report(file: usize, separator: &TermSeparator, norm: &Norm, sink: &mut CorpusSink<'_>) {
    let wanted = norm.style.text();
    let message = ["`", separator.style.text(), "` between term and definition, not `", wanted, "`"].concat();
    // Nothing follows on the line: what is put there ends with the mark.
    let wanted = if separator.has_definition { wanted } else { wanted.trim_end() };
    let is_dots = norm.style == SeparatorStyle::Dots || separator.style == SeparatorStyle::Dots;
    sink.report(file, separator.span, message).help(norm.help.as_str()).suggest(wanted).fix_as(
        if is_dots { Applicability::Unsafe } else { Applicability::Safe },
        norm.title.as_str(),
        vec![Edit::replace(separator.span, wanted)],
    );
}

/// Gives the style of at least two of three of at least ten terms, with its count and that of all.
fn majority(corpus: &Corpus) -> Option<(SeparatorStyle, usize, usize)> {
    let mut counts: BTreeMap<SeparatorStyle, usize> = BTreeMap::new();
    for separator in corpus.files().iter().flat_map(|file| &file.separators).filter(|s| s.has_definition) {
        *counts.entry(separator.style).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let (&style, &count) = counts.iter().max_by_key(|(_, count)| **count)?;
    (total >= 10 && count * 3 >= total * 2).then_some((style, count, total))
}
