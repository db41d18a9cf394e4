use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::sentences::{Reader, Splitter, count, has_hiragana, is_quoted, length};

declare_rule! {
    /// A Japanese sentence of many characters.
    ///
    /// ## Why
    ///
    /// A long sentence hides its subject and is hard to learn from; two short ones say the same.
    /// Characters are counted as they are read: code counts as its text, addresses and images do not.
    /// A sentence that is mostly English does not count as Japanese.
    /// An item of a list, a cell and a heading are units of their own, and quotations belong to somebody else.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - 起動テンプレートを使うと、インスタンスの種類やネットワークの設定をあらかじめ決めておくことができるため、利用者はそのつど同じ値を入力しなくても、いつでも同じ構成のサーバーを必要な台数だけ立ち上げることができるようになります。
    /// ```
    ///
    /// ```md good
    /// - 起動テンプレートには、インスタンスの種類やネットワークの設定を書いておく。利用者は同じ値を入力しなくてよい。いつでも同じ構成のサーバーを必要な台数だけ立ち上げることができる。
    /// ```
    ///
    /// ## Options
    ///
    /// - `max`: how many characters a sentence may have. Default: `100`.
    ///
    /// ```toml options
    /// max = 20
    /// ```
    ///
    /// ```md bad
    /// 鍵を作り、それを別の場所に長いあいだ保存しておく。
    /// ```
    ///
    /// ```md good
    /// 鍵を作る。それを別の場所に保存しておく。
    /// ```
    "ja/sentence-length" {
        aliases: ["ja-technical-writing/sentence-length"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many characters a sentence may have.
    #[schemars(range(min = 1))]
    max: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: 100 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut splitter = Splitter::new(document, &note.scan().stops);
    let mut reader = Reader::new(document);
    let least = least_bytes(options.max + 1);
    for unit in 0..document.prose().len() {
        if splitter.whole(unit).is_none_or(|whole| whole.len() < least) {
            continue;
        }
        for stretch in splitter.stretches(unit) {
            let source = document.slice(stretch.span);
            // No more than three bytes make a character of Japanese.
            if source.len() < least || source.len() <= 3 * options.max && count(source) <= options.max {
                continue;
            }
            for sentence in reader.sentences(&stretch) {
                let length = length(document, &sentence);
                let span = sentence.span();
                if length > options.max
                    && is_japanese(document.slice(span))
                    && !is_quoted(document, unit)
                    && !sink.only_counts()
                {
                    sink.report(
                        span,
                        format!("a sentence of {length} characters, more than {}", options.max),
                    )
                    .help("split it in two");
                }
            }
        }
    }
}

/// Gives how many bytes a Japanese sentence of so many characters has at least: see [`is_japanese`].
fn least_bytes(characters: usize) -> usize {
    characters + characters.div_ceil(3) * 2
}

/// Tells whether a sentence is Japanese rather than one that names something in Japanese.
fn is_japanese(text: &str) -> bool {
    let count = count(text);
    // Two bytes more than characters for each Japanese letter.
    (text.len() - count) / 2 * 3 >= count && has_hiragana(text)
}
