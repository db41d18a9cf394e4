use notesmith_diagnostic::Span;
use notesmith_parse::NodeKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// HTML in the note.
    ///
    /// ## Why
    ///
    /// Some renderers show HTML as text, and few people can read it in the source.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Line<br>break.
    /// ```
    ///
    /// ```md good
    /// Line\
    /// break. <!-- a comment -->
    /// ```
    ///
    /// ## Options
    ///
    /// - `allowed-elements`: the elements that may be used. Default: `[]`.
    /// - `table-allowed-elements`: the elements that may be used in tables. Default: those that may be used elsewhere.
    ///
    /// ```toml options
    /// table-allowed-elements = ["br"]
    /// ```
    ///
    /// ```md good
    /// | a<br>b |
    /// | --- |
    /// ```
    ///
    /// ```toml options
    /// allowed-elements = ["br"]
    /// ```
    ///
    /// ```md good
    /// Line<br>break.
    /// ```
    "markup/inline-html" {
        aliases: ["MD033"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The elements that may be used.
    allowed_elements: Vec<String>,
    /// The elements that may be used in tables; those of `allowed-elements` without it.
    table_allowed_elements: Option<Vec<String>>,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for html in document.html() {
        let source = document.slice(html.span);
        let in_table = !html.block
            && options.table_allowed_elements.is_some()
            && document.ancestors(html.node).any(|id| document.node(id).kind == NodeKind::TableCell);
        let in_tables = options.table_allowed_elements.as_ref().filter(|_| in_table);
        let allowed = in_tables.unwrap_or(&options.allowed_elements);
        let mut at = 0;
        while let Some(open) = source[at..].find('<').map(|offset| at + offset) {
            if source[open..].starts_with("<!--") {
                at = source[open..].find("-->").map_or(source.len(), |end| open + end + 3);
                continue;
            }
            at = open + 1;
            let rest = &source[open + 1..];
            let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
            let name = &rest[..len];
            let is_allowed = allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_allowed {
                let start = html.span.start() + open;
                sink.report(Span::new(start, start + 1 + len), format!("the HTML element `{name}`"))
                    .help("write it in Markdown, or allow the element");
            }
        }
    }
}
