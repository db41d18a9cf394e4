use notesmith_diagnostic::{Edit, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::facts::{LatinPlace, LatinPlaces, LatinSpacing};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Spacing between Japanese and Latin letters that differs from nearly all other.
    ///
    /// ## Why
    ///
    /// `EC2 を起動` and `EC2を起動` are two styles; one place of the other style is a slip, and a search for the one does
    /// not find the other.
    /// What nearly all places in all notes do is the norm: at least 40 places, and 19 of 20 agree.
    /// Where 99 of 100 agree the others are warnings, else hints.
    /// Mixed notes have no norm, and nothing is said about them.
    /// Words and numbers are counted apart, since many write `EC2 を` but `3つ`.
    /// Code, links' destinations, file names, tags, the numbers of headings and letters by themselves (`X線`, `C言語`) do not
    /// count; `notesmith stats` shows both counts.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// style = "space"
    /// ```
    ///
    /// ```md bad=2
    /// - EC2 を起動し、S3のバケットとIAM ロールを作る
    /// ```
    ///
    /// ```md fixed
    /// - EC2 を起動し、S3 のバケットと IAM ロールを作る
    /// ```
    ///
    /// ```md good
    /// - EC2 を（AWS で）起動する。`a`を [鍵](EC2の.md)で、C言語の設計書v2.xlsx と #AWS入門
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is written or removed.
    /// In a heading to which a link leads the fix is not safe, since its anchor changes.
    ///
    /// ## Options
    ///
    /// - `style`: between Japanese and words: `"auto"`, `"space"`, `"none"` or `"ignore"`.
    ///   Default: `"auto"`, what nearly all places do.
    /// - `numbers`: the same between Japanese and numbers.
    ///   Default: `"auto"`.
    ///
    /// ```toml options
    /// style = "none"
    /// numbers = "none"
    /// ```
    ///
    /// ```md bad=2
    /// 鍵を 3 つ作る
    /// ```
    ///
    /// ```md fixed
    /// 鍵を3つ作る
    /// ```
    "ja/latin-spacing" {
        aliases: [
            "ja-spacing/ja-space-between-half-and-full-width",
            "jtf-style/3.1.1.全角文字と半角文字の間",
        ],
        level: Warning,
        fix: safe,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What stands between Japanese letters and words.
    style: Style,
    /// What stands between Japanese letters and numbers.
    numbers: Style,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// What nearly all places do.
    #[default]
    Auto,
    /// `EC2 を`
    Space,
    /// `EC2を`
    None,
    /// Either.
    Ignore,
}

/// Fewer places than this show no style.
const LEAST_PLACES: usize = 40;

/// In a style at most one of so many places differs.
const PLACES_FOR_A_SLIP: usize = 20;

/// … and in one that the author wants to hear about without asking.
const PLACES_FOR_A_WARNING: usize = 100;

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    let words = Norm::of(options.style, corpus, |spacing| &spacing.words);
    let numbers = Norm::of(options.numbers, corpus, |spacing| &spacing.numbers);
    for (file, facts) in corpus.files().iter().enumerate() {
        for (norm, places, what) in [
            (&words, &facts.latin_spacing.words, "Latin letters"),
            (&numbers, &facts.latin_spacing.numbers, "digits"),
        ] {
            let Some(norm) = norm else { continue };
            match norm.wanted {
                Wanted::Space => {
                    places.tight().for_each(|place| report(file, place, norm, what, sink));
                }
                Wanted::Nothing => {
                    places.spaced().for_each(|place| report(file, place, norm, what, sink));
                }
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Space,
    Nothing,
}

/// What is right, and how to say so.
struct Norm {
    wanted: Wanted,
    help: String,
    /// The severity of what differs, at most.
    severity: Severity,
}

impl Norm {
    fn of(style: Style, corpus: &Corpus, of: impl Fn(&LatinSpacing) -> &LatinPlaces) -> Option<Self> {
        let configured = || ("the configuration asks for it".to_owned(), Severity::Error);
        let (wanted, (evidence, severity)) = match style {
            Style::Ignore => return None,
            Style::Space => (Wanted::Space, configured()),
            Style::None => (Wanted::Nothing, configured()),
            Style::Auto => {
                let places = || corpus.files().iter().map(|file| of(&file.latin_spacing));
                let spaced: usize = places().map(LatinPlaces::spaced_count).sum();
                let total = spaced + places().map(LatinPlaces::tight_count).sum::<usize>();
                let (wanted, count, have) = if spaced * 2 > total {
                    (Wanted::Space, spaced, "have a space")
                } else {
                    (Wanted::Nothing, total - spaced, "have none")
                };
                if total < LEAST_PLACES || (total - count) * PLACES_FOR_A_SLIP > total {
                    return None;
                }
                let is_clear = (total - count) * PLACES_FOR_A_WARNING <= total;
                let severity = if is_clear { Severity::Error } else { Severity::Hint };
                (wanted, (format!("{count} of {total} such places {have}"), severity))
            }
        };
        let help = match wanted {
            Wanted::Space => format!("write a space: {evidence}"),
            Wanted::Nothing => format!("remove the space: {evidence}"),
        };
        Some(Self { wanted, help, severity })
    }
}

fn report(file: usize, place: LatinPlace, norm: &Norm, what: &str, sink: &mut CorpusSink<'_>) {
    let (found, title, edit) = match norm.wanted {
        Wanted::Space => ("no space", "write a space", Edit::replace(place.gap, " ")),
        Wanted::Nothing => ("a space", "remove the space", Edit::delete(place.gap)),
    };
    sink.report(file, place.span, [found, " between Japanese letters and ", what].concat())
        .help(norm.help.as_str())
        .at_most(norm.severity)
        .fix(title, vec![edit]);
}
