use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LineKind, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
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
    "markup/blockquote-spacing" {
        aliases: ["MD027"],
        level: Hint,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    if !document.nodes().iter().any(|node| node.kind == NodeKind::BlockQuote) {
        return;
    }
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        let source = document.slice(line.span);
        let mut rest = source.trim_start_matches(' ');
        if !rest.starts_with('>') {
            continue;
        }
        while let Some(behind) = rest.trim_start_matches(' ').strip_prefix('>') {
            rest = behind.strip_prefix(' ').unwrap_or(behind);
        }
        let text = rest.trim_start_matches(' ');
        let surplus = Span::new(line.span.end() - rest.len(), line.span.end() - text.len());
        if text.is_empty() || surplus.is_empty() || continues_item(document, line.span) {
            continue;
        }
        sink.report(surplus, format!("{} spaces behind the quote marker", surplus.len() + 1))
            .help("one is enough")
            .fix("keep one space", vec![Edit::delete(surplus)]);
    }
}

/// Tells whether a line belongs to a list item that started above it, or to no quote at all.
fn continues_item(document: &Document, line: Span) -> bool {
    let from = document.nodes().partition_point(|node| node.span.start() < line.start());
    // The last block that starts on the line is the text's own.
    let here = document.nodes()[from..].iter().take_while(|node| node.span.start() <= line.end()).last();
    let Some(mut node) = here else { return true };
    let mut in_quote = node.kind == NodeKind::BlockQuote;
    while node.kind != NodeKind::Document {
        node = document.node(node.parent);
        in_quote |= node.kind == NodeKind::BlockQuote;
        if node.kind == NodeKind::Item && node.span.start() < line.start() {
            return true;
        }
    }
    !in_quote
}
