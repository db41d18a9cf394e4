use notesmith_parse::PieceRole;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// An answer that enumerates more than one can keep in mind.
    ///
    /// ## Why
    ///
    /// A list of twelve is recalled in part each time, and which part was missing is not asked for again.
    /// Groups of up to seven, each with a name, can be learnt one by one.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// items = 3
    /// ```
    ///
    /// ```md bad=1
    /// - 色
    ///   - 赤
    ///   - 青
    ///   - 黄
    ///   - 緑
    /// ```
    ///
    /// ```md good
    /// - 色
    ///   - 赤
    ///   - 青
    ///   - 黄
    /// ```
    ///
    /// ## Options
    ///
    /// - `items`: how many items an answer may have.
    ///   Default: 7.
    "cards/long-enumeration" {
        aliases: [],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many items an answer may have.
    #[schemars(range(min = 1))]
    items: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { items: 7 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let found = note.entries();
    for entry in &found.entries {
        for piece in found.body(entry).iter().filter(|piece| piece.role == PieceRole::Blocks) {
            let first = document.lists().partition_point(|list| list.span.start() < piece.span.start());
            let Some(list) = document.lists().get(first).filter(|list| list.span == piece.span) else {
                continue;
            };
            let items = document.children(list.node).count();
            if items > options.items {
                sink.report(
                    entry.term,
                    format!("the answer of `{}` enumerates {items} things", entry.term_text),
                )
                .help("group them below terms of their own");
            }
        }
    }
}
