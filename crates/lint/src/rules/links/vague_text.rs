use notesmith_parse::LinkKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Links whose text does not say where they lead.
    ///
    /// ## Why
    ///
    /// In a list of links, which screen readers offer, "here" stands for nothing.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// See [here](guide.md) and [こちら](pricing.md).
    /// ```
    ///
    /// ```md good
    /// See [the guide](guide.md).
    /// ```
    ///
    /// ## Options
    ///
    /// - `prohibited-texts`: the texts that say nothing. Default: `["click here", "here", "link", "more", "ここ", "こちら", "リンク"]`.
    ///
    /// ```toml options
    /// prohibited-texts = ["the guide"]
    /// ```
    ///
    /// ```md bad
    /// See [The guide.](guide.md)
    /// ```
    "links/vague-text" {
        aliases: ["MD059"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The texts that say nothing.
    prohibited_texts: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        let texts = ["click here", "here", "link", "more", "ここ", "こちら", "リンク"];
        Self { prohibited_texts: texts.map(str::to_owned).to_vec() }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let prohibited: Vec<String> = options.prohibited_texts.iter().map(|text| normal(text)).collect();
    for link in
        document.links().iter().filter(|link| matches!(link.kind, LinkKind::Inline | LinkKind::Reference))
    {
        let text = document.slice(link.content);
        if prohibited.contains(&normal(text)) {
            sink.report(link.span, format!("`{text}` does not say where the link leads"))
                .help("name what the reader finds there");
        }
    }
}

/// Gives a text in lower case, with punctuation left out and white space collapsed.
fn normal(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '。');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}
