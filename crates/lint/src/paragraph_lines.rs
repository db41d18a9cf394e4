//! The lines of paragraphs: where text stands that its author may have meant as something else.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, ProseKind};

/// One line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphLine {
    /// Its bytes, without indentation, quote markers and line ending.
    pub(crate) span: Span,
    /// Whether it is the first of its paragraph.
    pub(crate) is_first: bool,
}

/// Gives the lines of all paragraphs with text, in order.
pub(crate) fn paragraph_lines(document: &Document) -> impl Iterator<Item = ParagraphLine> + '_ {
    let paragraphs = document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph);
    paragraphs.flat_map(move |unit| {
        let span = document.node(unit.node).span;
        let mut at = span.start();
        document.slice(span).split_inclusive('\n').enumerate().map(move |(index, line)| {
            let start = at;
            at += line.len();
            let body = line.trim_end_matches(['\n', '\r']);
            let text = body.trim_start_matches([' ', '\t', '>']);
            let from = start + body.len() - text.len();
            ParagraphLine { span: Span::new(from, start + body.len()), is_first: index == 0 }
        })
    })
}
