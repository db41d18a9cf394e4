use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeId, NodeKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::list_layout::lines_of;
use crate::views::source_lines::{self, is_blank};

declare_rule! {
    /// Lists without blank lines around them.
    ///
    /// ## Why
    ///
    /// Some renderers do not see a list that stands directly below text, and text directly below a list becomes a part
    /// of its last item.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// Services:
    /// - EC2
    /// - S3
    /// ## Next
    /// ```
    ///
    /// ```md good
    /// Services:
    ///
    /// - EC2
    /// - S3
    ///
    /// ## Next
    /// ```
    "lists/missing-blank-lines" {
        aliases: ["MD032"],
        level: Off,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut end = 0;
    for list in document.lists() {
        if list.span.start() < end {
            continue;
        }
        end = list.span.end();
        let (first, last) = lines_of(document, list.span);
        let last = last_content_line(document, list.node, last);
        if first > 1 && !is_blank(document, first - 1) {
            report(document, first, "above", sink);
        }
        if last < document.line_index().line_count() && !is_blank(document, last + 1) {
            report(document, last, "below", sink);
        }
    }
}

/// Gives the line on which the last block of a list ends.
fn last_content_line(document: &Document, list: NodeId, end: usize) -> usize {
    let nodes = document.subtree(list);
    let is_leaf = |kind| {
        matches!(
            kind,
            NodeKind::Paragraph
                | NodeKind::Heading
                | NodeKind::CodeBlock
                | NodeKind::HtmlBlock
                | NodeKind::Table
        )
    };
    let leaf = nodes.iter().rev().find(|node| is_leaf(node.kind));
    leaf.map_or(end, |leaf| lines_of(document, leaf.span).1)
}

fn report(document: &Document, line: usize, place: &str, sink: &mut Sink<'_>) {
    let start = document.line_index().line_start(line);
    let span = Span::new(start, start + source_lines::text(document, line).len());
    sink.report(span, format!("no blank line {place} the list"))
        .help(format!("leave a blank line {place} it"));
}
