use notesmith_diagnostic::{Edit, Severity, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::LocalLink;
use crate::rule::declare_rule;
use crate::sink::CorpusSink;
use crate::spelling::{Strength, term_variants};

declare_rule! {
    /// Terms that the notes write in several ways.
    ///
    /// ## Why
    ///
    /// Whoever searches for `サーバー` does not find `サーバ`, and two cards ask the same under two names.
    /// Both ways are possible, so the notes decide: the form that they use three times as often, at least four times, is
    /// the norm; where the rule is a warning, that is from ten times as often on, at least ten times, and else a hint.
    /// Forms differ by a long vowel at the end of a word of three letters and more (`サーバ`, `エントリポイント`), by
    /// letters for one sound (`ソフトウエア`, `ヴァイオリン`), by a middle dot (`ロード・バランサー`), or by a space or
    /// a hyphen in a name (`Route53`); names that nobody has listed are hints.
    /// What is a slip is reported by the rules of the group `spelling`.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - サーバー: 応答する側
    /// - サーバーの台数、サーバーの名前、サーバーの場所、サーバーの費用
    /// - サーバを止める
    /// - プロキシサーバを置く
    /// ```
    ///
    /// ```md fixed
    /// - サーバー: 応答する側
    /// - サーバーの台数、サーバーの名前、サーバーの場所、サーバーの費用
    /// - サーバーを止める
    /// - プロキシサーバーを置く
    /// ```
    ///
    /// ```md good
    /// - サーバーとサーバ、コピーとコピ、データとデート
    /// - `サーバ` という名前
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The form may be part of a title that somebody else wrote so, and headings are named in links.
    ///
    /// ## Options
    ///
    /// - `preferred`: forms that win however often the notes use others.
    ///   Default: `[]`, the majority of all notes.
    ///
    /// ```toml options
    /// preferred = ["サーバ", "Route 53"]
    /// ```
    ///
    /// ```md bad=2
    /// - サーバーとサーバ
    /// - Route53 の設定
    /// ```
    ///
    /// ```md fixed
    /// - サーバとサーバ
    /// - Route 53 の設定
    /// ```
    "terms/variant" {
        aliases: [],
        level: Hint,
        fix: unsafe_,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Forms that win however often the notes use others.
    preferred: Vec<String>,
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let variants = term_variants(corpus.words(), &options.preferred, || corpus.verdicts());
    for variant in variants {
        let severity = if variant.strength == Strength::Clear { Severity::Error } else { Severity::Hint };
        let message = format!("{} for {}: {}", variant.text, variant.right, variant.evidence);
        let help = format!("write \"{}\" everywhere, or name the form that you prefer", variant.right);
        let title = format!("replace with \"{}\"", variant.right);
        for place in &variant.places {
            let (file, start) = (place.file as usize, place.start as usize);
            let span = Span::new(start, start + variant.text.len());
            if is_name_of_note(&corpus.files()[file].links, span) || sink.only_counts(corpus, file, severity)
            {
                continue;
            }
            let edit = Edit::replace(span, variant.right.as_str());
            sink.report(file, span, message.as_str())
                .help(help.as_str())
                .at_most(severity)
                .suggest(variant.right.as_str())
                .fix(title.as_str(), vec![edit]);
        }
    }
}

/// Whether a place is in a wiki link, which names a note as its file is named.
fn is_name_of_note(links: &[LocalLink], place: Span) -> bool {
    let next = links.partition_point(|link| link.span.end() <= place.start());
    links.get(next).is_some_and(|link| link.is_wiki && link.span.overlaps(place))
}
