use notesmith_parse::NodeKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Both markers of emphasis in one note.
    ///
    /// ## Why
    ///
    /// `*` and `_` mean the same; one way is easier to read.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Some *text* and _text_.
    /// ```
    ///
    /// ```md good
    /// Some *text* and *text*.
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"consistent"`, `"asterisk"` or `"underscore"`. Default: `"consistent"`, the first one.
    ///
    /// ```toml options
    /// style = "underscore"
    /// ```
    ///
    /// ```md bad
    /// Some *text*.
    /// ```
    "markup/emphasis-style" {
        aliases: ["MD049"],
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
    /// `*`
    Asterisk,
    /// `_`
    Underscore,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut norm = Some(options.style).filter(|style| *style != Style::Consistent);
    for node in document.nodes().iter().filter(|node| node.kind == NodeKind::Emphasis) {
        let source = document.slice(node.span);
        let style = if source.starts_with('_') { Style::Underscore } else { Style::Asterisk };
        // Inside a word only asterisks work.
        let before = document.text()[..node.span.start()].chars().next_back();
        let after = document.text()[node.span.end()..].chars().next();
        let is_inside_word = [before, after].into_iter().flatten().any(char::is_alphanumeric);
        if !is_inside_word && style != *norm.get_or_insert(style) {
            let marker = if style == Style::Underscore { "_" } else { "*" };
            sink.report(node.span, format!("emphasis with `{marker}`, unlike the rest of the note"))
                .help("use one marker");
        }
    }
}
