use notesmith_parse::CodeBlock;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Code blocks of both kinds in one note.
    ///
    /// ## Why
    ///
    /// Fenced and indented code look alike on the page; one way is easier to read.
    ///
    /// ## Examples
    ///
    /// ````md bad
    /// ```sh
    /// ls
    /// ```
    ///
    ///     ls
    /// ````
    ///
    /// ````md good
    /// ```sh
    /// ls
    /// ```
    /// ````
    ///
    /// ## Options
    ///
    /// - `style`: `"consistent"`, `"fenced"` or `"indented"`. Default: `"consistent"`, the first block.
    ///
    /// ```toml options
    /// style = "fenced"
    /// ```
    ///
    /// ```md bad
    ///     ls
    /// ```
    "markup/code-style" {
        aliases: ["MD046"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Which way is right.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// As the first one of the note.
    #[default]
    Consistent,
    /// Between fences.
    Fenced,
    /// Indented by four spaces.
    Indented,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let blocks = note.document().code_blocks();
    let mut norm = Norm::configured(options.style);
    for block in blocks {
        let style = style_of(block);
        if style != norm.settle(style) {
            let what = if block.fenced { "fenced" } else { "indented" };
            sink.report(block.span, format!("{what} code, unlike the rest of the note"))
                .help("write all code blocks in one way");
        }
    }
}

fn style_of(block: &CodeBlock) -> Style {
    if block.fenced { Style::Fenced } else { Style::Indented }
}
