use notesmith_diagnostic::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::views::sentences::has_hiragana;
use crate::wording::is_kanji;

declare_rule! {
    /// Many kanji in a row.
    ///
    /// ## Why
    ///
    /// `予約済同時実行数` has to be taken apart before it can be read: `予約済みの同時実行数` is.
    /// Names are what they are: those of laws, treaties, examinations, methods, bodies and offices are known by their
    /// last letters (`個人情報保護法`, `応用情報技術者試験`, `公開鍵暗号方式`) and do not count, nor do numbers and dates in
    /// kanji.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 予約済同時実行数を使う。
    /// ```
    ///
    /// ```md good
    /// - 予約済みの同時実行数を使う。個人情報保護法に従う。
    /// ```
    ///
    /// ## Options
    ///
    /// - `max`: how many kanji may stand in a row. At least 6, by default: `6`.
    /// - `allow`: words that do not count; what is left of a run without them does. Default: `[]`.
    ///
    /// ```toml options
    /// max = 6
    /// allow = ["倍精度浮動小数点数"]
    /// ```
    ///
    /// ```md good
    /// 倍精度浮動小数点数型で表す。
    /// ```
    "ja/kanji-run" {
        aliases: ["ja-technical-writing/max-kanji-continuous-len"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many kanji may stand in a row.
    #[schemars(range(min = 6))]
    max: usize,
    /// Words that do not count.
    allow: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: 6, allow: Vec::new() }
    }
}

/// What names of laws, examinations, methods, bodies and offices end with.
const NAMES: [&str; 24] = [
    "法",
    "罪",
    "条約",
    "条例",
    "規則",
    "試験",
    "検定",
    "資格",
    "支援士",
    "技術者",
    "方式",
    "機構",
    "協会",
    "学会",
    "委員会",
    "法人",
    "大学",
    "大学院",
    "研究所",
    "研究会",
    "会社",
    "省",
    "庁",
    "都道府県",
];

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut end = 0;
    for found in pieces_with(document, &note.wording().kanji) {
        let piece = document.slice(found.piece);
        for &place in found.places {
            if place < end {
                continue;
            }
            let (before, behind) = piece.split_at(place - found.piece.start());
            let start = found.piece.start() + before.trim_end_matches(is_kanji).len();
            end = found.piece.end() - behind.trim_start_matches(is_kanji).len();
            let span = Span::new(start, end);
            let run = document.slice(span);
            let count = run.chars().count();
            // Without hiragana it is a title, or Chinese.
            if count > options.max && is_hard(run, options) && has_hiragana(piece) && !sink.only_counts() {
                sink.report(span, format!("{count} kanji in a row, more than {}", options.max))
                    .help("part them with a particle, or add the word to the option `allow`");
            }
        }
    }
}

/// Tells whether kanji in a row are neither a name nor a number and have more than so many without the allowed words.
fn is_hard(run: &str, options: &Options) -> bool {
    let is_numeral = |letter: &char| "〇一二三四五六七八九十百千万億兆".contains(*letter);
    if run.chars().filter(is_numeral).count() > 2 || NAMES.iter().any(|end| run.ends_with(end)) {
        return false;
    }
    let allowed = options.allow.iter().filter(|word| !word.is_empty());
    let rest = allowed.fold(run.to_owned(), |run, word| run.replace(word.as_str(), "\n"));
    rest.split('\n').any(|part| part.chars().count() > options.max)
}
