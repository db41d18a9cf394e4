use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Fences of both kinds in one note.
    ///
    /// ## Why
    ///
    /// Back-ticks and tildes make the same fence; one way is easier to read.
    ///
    /// ## Examples
    ///
    /// ````md bad
    /// ```sh
    /// ls
    /// ```
    ///
    /// ~~~sh
    /// ls
    /// ~~~
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
    /// - `style`: `"consistent"`, `"backtick"` or `"tilde"`. Default: `"consistent"`, the first fence.
    ///
    /// ```toml options
    /// style = "tilde"
    /// ```
    ///
    /// ````md bad
    /// ```sh
    /// ls
    /// ```
    /// ````
    "markup/fence-style" {
        aliases: ["MD048"],
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
    /// Back-ticks.
    Backtick,
    /// Tildes.
    Tilde,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut norm = Norm::configured(options.style);
    for block in document.code_blocks().iter().filter(|block| block.fenced) {
        let is_tilde = document.slice(block.span).trim_start().starts_with('~');
        let style = if is_tilde { Style::Tilde } else { Style::Backtick };
        if style != norm.settle(style) {
            let what = if is_tilde { "tildes" } else { "back-ticks" };
            sink.report(block.span, format!("a fence of {what}, unlike the rest of the note"))
                .help("write all fences in one way");
        }
    }
}
