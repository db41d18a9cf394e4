use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Sentence};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::sentences::{Reader, Splitter, is_quoted};

declare_rule! {
    /// A sentence with many `、`.
    ///
    /// ## Why
    ///
    /// Each `、` begins another thought, and with four of them the reader has lost the first.
    /// A `、` between two nouns makes a list and does not count: `EC2、S3、鍵の管理`.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 鍵を作り、それを保存し、権限を確かめ、古い鍵を消し、最後に記録を残す。
    /// ```
    ///
    /// ```md good
    /// - 鍵を作り、それを保存する。権限を確かめ、古い鍵を消し、最後に記録を残す。
    /// - EC2、S3、Lambda、公開鍵、秘密鍵を扱う。
    /// ```
    ///
    /// ## Options
    ///
    /// - `max`: how many `、` a sentence may have. Default: `3`.
    ///
    /// ```toml options
    /// max = 1
    /// ```
    ///
    /// ```md bad
    /// 鍵を作り、それを保存し、消す。
    /// ```
    "ja/too-many-commas" {
        aliases: ["ja-technical-writing/max-ten"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many `、` a sentence may have.
    max: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: 3 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let stops = &note.scan().stops;
    let mut splitter = Splitter::new(document, stops);
    let mut reader = Reader::new(document);
    for unit in splitter.units_with_commas(options.max) {
        for stretch in splitter.stretches(unit) {
            if stretch.commas <= options.max {
                continue;
            }
            for sentence in reader.sentences(&stretch) {
                let commas = commas(document, &sentence, stops);
                let Some(&first_too_many) = commas.get(options.max) else { continue };
                if is_quoted(document, unit) || sink.only_counts() {
                    continue;
                }
                let span = Span::new(first_too_many, first_too_many + "、".len());
                sink.report(span, format!("{} `、` in a sentence, more than {}", commas.len(), options.max))
                    .help("split it in two");
            }
        }
    }
}

/// Gives the places of the commas that part thoughts.
fn commas(document: &Document, sentence: &Sentence, stops: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for piece in &sentence.pieces {
        let from = stops.partition_point(|stop| *stop < piece.start());
        let inside = stops[from..].iter().take_while(|stop| **stop < piece.end());
        let text = document.slice(*piece);
        let is_comma = |stop: &&usize| {
            let at = **stop - piece.start();
            text[at..].starts_with('、') && !is_list(text, at)
        };
        found.extend(inside.filter(is_comma));
    }
    found
}

/// Tells whether the comma at a place stands between two nouns, as far as letters tell.
fn is_list(text: &str, at: usize) -> bool {
    let is_noun =
        |letter: Option<char>| letter.is_none_or(|letter| !matches!(letter, '\u{3041}'..='\u{3096}'));
    let behind = text[at + "、".len()..].chars().next();
    is_noun(text[..at].chars().next_back()) && is_noun(behind)
}
