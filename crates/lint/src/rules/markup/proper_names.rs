use notesmith_diagnostic::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Names in another spelling than configured.
    ///
    /// ## Why
    ///
    /// A team lists the names that matter to it.
    /// Without a list the rule does nothing; spelling/brand-case knows many names by itself.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// names = ["JavaScript"]
    /// ```
    ///
    /// ```md bad
    /// Use javascript.
    /// ```
    ///
    /// ```md good
    /// Use JavaScript and `javascript`.
    /// ```
    ///
    /// ## Options
    ///
    /// - `names`: the names as they are written. Default: `[]`.
    "markup/proper-names" {
        aliases: ["MD044"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The names as they are written.
    names: Vec<String>,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let names: Vec<&str> = options.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return;
    }
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            let text = document.slice(*piece);
            let lower = text.to_ascii_lowercase();
            for name in &names {
                for (at, _) in lower.match_indices(&name.to_ascii_lowercase()) {
                    let end = at + name.len();
                    let is_inner = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                    let inside =
                        is_inner(text[..at].chars().next_back()) || is_inner(text[end..].chars().next());
                    let known = names.contains(&&text[at..end]);
                    if !inside && !known {
                        let span = Span::new(piece.start() + at, piece.start() + end);
                        sink.report(span, format!("`{}` is written `{name}`", &text[at..end]))
                            .help(format!("write `{name}`"))
                            .suggest(*name);
                    }
                }
            }
        }
    }
}
