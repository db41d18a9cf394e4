use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::NodeKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A blank line between two quotes.
    ///
    /// ## Why
    ///
    /// Some renderers make one quote of the two, others keep them apart.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// > One.
    ///
    /// > Two.
    /// ```
    ///
    /// ```md fixed
    /// > One.
    /// >
    /// > Two.
    /// ```
    ///
    /// ```md good
    /// > One.
    /// >
    /// > Two.
    /// ```
    /// ## Fix safety
    ///
    /// `>` is written in the blank line, which makes one quote of the two; that is not safe, since the page changes.
    "markup/blockquote-gap" {
        aliases: ["MD028"],
        level: Hint,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let index = document.line_index();
    for node in document.nodes().iter().filter(|node| node.kind == NodeKind::BlockQuote) {
        let is_sibling =
            node.end < document.node(node.parent).end && document.node(node.end).kind == NodeKind::BlockQuote;
        if !is_sibling {
            continue;
        }
        let text = document.slice(node.span).trim_end();
        let last = index.line((node.span.start() + text.len()).saturating_sub(1));
        let start = document.node(node.end).span.start();
        let next = index.line(start);
        // What stands before the mark: the indentation of an item, the marks of quotes around it.
        let indent = &document.text()[index.line_start(next)..start];
        let is_plain = indent.chars().all(|c| matches!(c, ' ' | '\t' | '>'));
        for line in last + 1..next {
            let span = Span::from(index.line_range(document.text(), line));
            if !document.slice(span).trim().is_empty() {
                continue;
            }
            let finding = sink
                .report(span, "a blank line between two quotes")
                .help("write `>` in it for one quote, or put text between the two");
            if is_plain {
                finding.fix("write `>` in it", vec![Edit::replace(span, format!("{indent}>"))]);
            }
        }
    }
}
