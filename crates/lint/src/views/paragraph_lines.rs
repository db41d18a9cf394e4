//! The lines of paragraphs: where text stands that its author may have meant as something else.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Line, NodeId, ProseKind};

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

/// Collects the lines of all paragraphs with text, in order; `lines` are those of the note.
pub(crate) fn collect(document: &Document, lines: &[Line]) -> Vec<ParagraphLine> {
    let paragraphs = document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph);
    let text = document.text().as_bytes();
    let mut found = Vec::with_capacity(document.prose().len());
    let mut rest = lines;
    for unit in paragraphs {
        let paragraph = document.node(unit.node).span;
        while rest.first().is_some_and(|line| line.span.end() < paragraph.start()) {
            rest = &rest[1..];
        }
        for line in rest.iter().take_while(|line| line.span.start() < paragraph.end()) {
            let is_first = line.span.start() <= paragraph.start();
            let start = line.span.start().max(paragraph.start());
            let body = &text[start..line.span.end().min(paragraph.end())];
            let before = body.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
            let span = Span::new(start + before, start + body.len());
            found.push(ParagraphLine { span, paragraph: unit.node, is_first });
        }
    }
    found
}
