use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LineKind, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// More than one space behind a quote marker.
    ///
    /// ## Why
    ///
    /// The page does not show it, and four more of them would make code.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// >  Text.
    /// ```
    ///
    /// ```md fixed
    /// > Text.
    /// ```
    ///
    /// ```md good
    /// > Text.
    /// >
    /// > - item
    /// >   more of the item
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The surplus spaces are removed; the page stays the same.
    ///
    /// ## Options
    ///
    /// - `list-items`: whether lines of lists count. Default: `true`.
    ///
    /// ```toml options
    /// list-items = false
    /// ```
    ///
    /// ```md good
    /// >  - item
    /// ```
    "markup/blockquote-spacing" {
        aliases: ["MD027"],
        level: Hint,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Whether lines of lists count.
    list_items: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { list_items: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    if !document.nodes().iter().any(|node| node.kind == NodeKind::BlockQuote) {
        return;
    }
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        let Some(mark) = first_mark(document, line.span) else { continue };
        let mut rest = &document.text()[mark..line.span.end()];
        let mut surplus = Span::at(mark);
        // Of several marks the last one with too many spaces counts.
        while let Some(behind) = rest.trim_start_matches(' ').strip_prefix('>') {
            rest = behind.strip_prefix(' ').unwrap_or(behind);
            let text = rest.trim_start_matches(' ');
            let here = Span::new(line.span.end() - rest.len(), line.span.end() - text.len());
            if !here.is_empty() && !text.is_empty() {
                surplus = here;
            }
        }
        if surplus.is_empty() || continues_item(document, line.span, options) {
            continue;
        }
        sink.report(surplus, format!("{} spaces behind the quote marker", surplus.len() + 1))
            .help("one is enough")
            .fix("keep one space", vec![Edit::delete(surplus)]);
    }
}

/// Gives the place of the first mark on a line: at its start, or behind the marker of an item.
fn first_mark(document: &Document, line: Span) -> Option<usize> {
    let source = document.slice(line);
    let text = source.trim_start_matches(' ');
    if text.starts_with('>') {
        return Some(line.end() - text.len());
    }
    let nodes = document.nodes_starting_in(line);
    nodes.iter().find(|node| node.kind == NodeKind::BlockQuote).map(|node| node.span.start())
}

/// Tells whether a line belongs to a list item that started above it or does not count, or to no quote at all.
fn continues_item(document: &Document, line: Span, options: &Options) -> bool {
    let from = document.nodes().partition_point(|node| node.span.start() < line.start());
    // The last block that starts on the line is the text's own.
    let here = document.nodes()[from..].iter().take_while(|node| node.span.start() <= line.end()).last();
    let Some(mut node) = here else { return true };
    let mut in_quote = node.kind == NodeKind::BlockQuote;
    while node.kind != NodeKind::Document {
        node = document.node(node.parent);
        in_quote |= node.kind == NodeKind::BlockQuote;
        if node.kind == NodeKind::Item && (node.span.start() < line.start() || !options.list_items) {
            return true;
        }
    }
    !in_quote
}
