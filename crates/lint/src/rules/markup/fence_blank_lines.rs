use std::cell::LazyCell;

use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{NodeId, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::source_lines::is_blank;

declare_rule! {
    /// Code blocks without blank lines around them.
    ///
    /// ## Why
    ///
    /// Some renderers do not see a fence that stands directly below text.
    ///
    /// ## Examples
    ///
    /// ````md bad=2
    /// Text.
    /// ```sh
    /// ls
    /// ```
    /// Text.
    /// ````
    ///
    /// ````md fixed
    /// Text.
    ///
    /// ```sh
    /// ls
    /// ```
    ///
    /// Text.
    /// ````
    ///
    /// ````md good
    /// Text.
    ///
    /// ```sh
    /// ls
    /// ```
    /// ````
    ///
    /// ## Fix safety
    ///
    /// A blank line is inserted where the code block stands in no list and no quote; the page stays the same.
    ///
    /// ## Options
    ///
    /// - `list-items`: whether code in list items counts. Default: `true`.
    ///
    /// ```toml options
    /// list-items = false
    /// ```
    ///
    /// ````md good
    /// - Text.
    ///   ```sh
    ///   ls
    ///   ```
    /// ````
    "markup/fence-blank-lines" {
        aliases: ["MD031"],
        level: Hint,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Whether code in list items counts.
    list_items: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { list_items: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let index = document.line_index();
    // Looked for once: a note may have a hundred thousand fences.
    let ending = LazyCell::new(|| if document.text().contains("\r\n") { "\r\n" } else { "\n" });
    for block in document.code_blocks().iter().filter(|block| block.fenced) {
        let in_list = || document.ancestors(block.node).any(|id| document.node(id).kind == NodeKind::Item);
        if !options.list_items && in_list() {
            continue;
        }
        let last_byte = block.span.end().saturating_sub(1).max(block.span.start());
        let (first, last) = (index.line(block.span.start()), index.line(last_byte));
        // Only at the outermost level a blank line is just that.
        let is_outer = document.node(block.node).parent == NodeId::ROOT;
        let above = !is_blank(document, first - 1);
        let below = !is_blank(document, last + 1) && !is_blank(document, last);
        for (wrong, line, at, place) in [(above, first, first, "above"), (below, last, last + 1, "below")] {
            if !wrong {
                continue;
            }
            let span = Span::from(index.line_range(document.text(), line));
            let finding = sink
                .report(span, format!("no blank line {place} the code block"))
                .help(format!("leave a blank line {place} it"));
            if is_outer {
                let edit = Edit::replace(Span::at(index.line_start(at)), *ending);
                finding.fix("insert a blank line", vec![edit]);
            }
        }
    }
}
