use notesmith_diagnostic::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::sentences::has_hiragana;

declare_rule! {
    /// `！` or `？` in Japanese text.
    ///
    /// ## Why
    ///
    /// Technical texts state; whoever wants no exclamations and questions in them can say so here.
    /// ASCII signs count in text with hiragana.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - 鍵を消さないこと！
    /// - 鍵はどこにあるか？
    /// ```
    ///
    /// ```md good
    /// - 鍵を消さないこと。
    /// - Is it there?
    /// ```
    ///
    /// ## Options
    ///
    /// - `marks`: the signs that are reported. Default: `"！？!?"`.
    /// - `allow`: texts whose signs are not. Default: `[]`.
    ///
    /// ```toml options
    /// marks = "！!"
    /// allow = ["Yahoo!"]
    /// ```
    ///
    /// ```md good
    /// Yahoo! を使うか？
    /// ```
    "ja/exclamation" {
        aliases: ["ja-technical-writing/no-exclamation-question-mark"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The signs that are reported.
    marks: String,
    /// Texts whose signs are not.
    allow: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { marks: "！？!?".to_owned(), allow: Vec::new() }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for piece in document.prose().iter().flat_map(|unit| document.pieces(unit)) {
        let text = document.slice(*piece);
        if !has_hiragana(text) {
            continue;
        }
        let allowed: Vec<(usize, usize)> = options
            .allow
            .iter()
            .filter(|word| !word.is_empty())
            .flat_map(|word| text.match_indices(word.as_str()).map(|(at, word)| (at, at + word.len())))
            .collect();
        for (at, mark) in text.char_indices().filter(|(_, letter)| options.marks.contains(*letter)) {
            if allowed.iter().any(|(start, end)| (*start..*end).contains(&at)) {
                continue;
            }
            let span = Span::new(piece.start() + at, piece.start() + at + mark.len_utf8());
            sink.report(span, format!("`{mark}` in Japanese text")).help("state it, and end with `。`");
        }
    }
}
