//! The lines of paragraphs: where text stands that its author may have meant as something else.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeId, ProseKind};

/// One line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphLine {
    /// Its bytes, without indentation, quote markers and line ending.
    pub(crate) span: Span,
    /// Its paragraph.
    pub(crate) paragraph: NodeId,
    /// Whether it is the first of its paragraph.
    pub(crate) is_first: bool,
}

/// Collects the lines of all paragraphs with text, in order.
pub(crate) fn collect(document: &Document) -> Vec<ParagraphLine> {
    let paragraphs = document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph);
    let mut lines = Vec::with_capacity(document.prose().len());
    let text = document.text().as_bytes();
    let mut line_feeds = memchr::memchr_iter(b'\n', text).peekable();
    for unit in paragraphs {
        let span = document.node(unit.node).span;
        let mut start = span.start();
        while line_feeds.next_if(|at| *at < start).is_some() {}
        while start < span.end() {
            let next = line_feeds.next_if(|at| *at < span.end()).map_or(span.end(), |at| at + 1);
            let line = &text[start..next];
            let ending = line.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let body = &line[..line.len() - ending];
            let before = body.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
            let own = Span::new(start + before, start + body.len());
            lines.push(ParagraphLine { span: own, paragraph: unit.node, is_first: start == span.start() });
            start = next;
        }
    }
    lines
}
