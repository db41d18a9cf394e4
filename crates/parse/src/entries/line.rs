//! Lines of a paragraph: `・Term・・・definition<br>`, `Term・・・definition`, and `■ …` as context.

use std::ops::Range;

use notesmith_diagnostic::Span;

use super::content::{Content, content_of, masks};
use super::entry::{BodyPiece, Entry, EntryShape, PieceRole};
use super::extractor::{Extractor, is_term};
use super::phrase::{Phrase, phrase_of};
use super::plain_text::plain_text;
use super::rejection::Reason;
use super::separator::find_separator;
use super::trim::trimmed;
use crate::document::{NodeId, NodeKind};

/// What opens a line that gives context to those below it.
const CONTEXT_MARKS: &[char] = &['■', '◆', '◼', '▪'];

/// A line split at its separator, as byte ranges of the note.
struct LineParts {
    term: Span,
    separator: Span,
    definition: Span,
}

impl<'d> Extractor<'d> {
    /// Reads the lines of a paragraph that stands in no list.
    pub(super) fn paragraph(&mut self, node: NodeId) {
        let span = self.document.node(node).span;
        let text = self.document.slice(span);
        if self.asked_paragraph(node) {
            return;
        }
        if !text.lines().any(|line| is_entry_line(line) || line.trim_start().starts_with(CONTEXT_MARKS)) {
            self.reject(span, Reason::Prose);
            return;
        }
        let masked = masks(self.document, node, span.start(), span.end());
        let mut open: Option<Entry<'d>> = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            self.line(node, span.start(), range, &masked, &mut open);
        }
        if let Some(entry) = open.as_mut().filter(|entry| entry.body.is_empty()) {
            let behind = self.block_of_last_line(node);
            let end = behind.as_ref().map_or(span.end(), |piece| piece.span.end());
            entry.span = Span::new(entry.span.start(), end);
            self.found.pieces.extend(behind);
            entry.body.end = self.next_piece();
        }
        self.close(open);
    }

    /// Gives the list, table, code or image behind a paragraph whose last line is a term and nothing else.
    fn block_of_last_line(&self, paragraph: NodeId) -> Option<BodyPiece> {
        let end = self.document.node(paragraph).end;
        let next = self.document.nodes().get(end.index())?;
        let fits = match next.kind {
            NodeKind::List | NodeKind::Table | NodeKind::CodeBlock => true,
            NodeKind::Paragraph | NodeKind::HtmlBlock => content_of(self.document, end) == Content::Images,
            _ => false,
        };
        (fits && next.parent == self.document.node(paragraph).parent).then(|| self.blocks(end))
    }

    /// Reads one line; `range` is relative to the paragraph's first byte `base`.
    fn line(
        &mut self,
        node: NodeId,
        base: usize,
        range: Range<usize>,
        masked: &[Range<usize>],
        open: &mut Option<Entry<'d>>,
    ) {
        let document = self.document;
        let span = without_break(document.text(), base + range.start, base + range.end);
        let text = document.slice(span);
        if let Some(context) = text.strip_prefix(CONTEXT_MARKS) {
            self.close(open.take());
            self.mark_line(context);
            return;
        }
        let first = masked.partition_point(|mask| mask.end <= range.start);
        let shift = span.start() - base;
        let inside: Vec<Range<usize>> = masked[first..]
            .iter()
            .take_while(|mask| mask.start < range.end)
            .map(|mask| mask.start.saturating_sub(shift)..mask.end.saturating_sub(shift))
            .collect();
        match self.line_parts(span, &inside) {
            Some(parts) => {
                self.close(open.take());
                *open = self.line_entry(node, span, &parts);
            }
            None => match open {
                Some(entry) if bullet(text) == 0 => {
                    entry.span = Span::new(entry.span.start(), span.end());
                    self.push_piece(inline(span));
                    entry.body.end = self.next_piece();
                }
                _ => {
                    self.close(open.take());
                    if !span.is_empty() {
                        self.reject(span, Reason::Prose);
                    }
                }
            },
        }
    }

    fn line_parts(&self, span: Span, masked: &[Range<usize>]) -> Option<LineParts> {
        let text = self.document.slice(span);
        let mark = bullet(text);
        let found = find_separator_behind(text, mark, masked)?;
        let dots = text[found.clone()].starts_with(['・', '…']);
        if mark == 0 && !dots {
            return None;
        }
        let at = |offset: usize| span.start() + offset;
        Some(LineParts {
            term: trimmed(self.document.text(), at(mark), at(found.start)),
            separator: Span::new(at(found.start), at(found.end)),
            definition: trimmed(self.document.text(), at(found.end), span.end()),
        })
    }

    fn line_entry(&mut self, node: NodeId, span: Span, parts: &LineParts) -> Option<Entry<'d>> {
        let text = plain_text(self.document, node, parts.term);
        let judged = match is_term(&text) {
            Ok(()) if phrase_of(&text) == Phrase::Sentence => Err(Reason::Prose),
            judged => judged,
        };
        if let Err(reason) = judged {
            self.reject(span, reason);
            return None;
        }
        let defined = !parts.definition.is_empty();
        let body = self.next_piece();
        if defined {
            self.push_piece(inline(parts.definition));
        }
        Some(Entry {
            shape: EntryShape::Line,
            span,
            term: parts.term,
            term_text: text.into_text(),
            separator: Some(parts.separator),
            definition: defined.then_some(parts.definition),
            body: body..self.next_piece(),
            place: self.place(),
        })
    }

    fn close(&mut self, open: Option<Entry<'d>>) {
        match open {
            Some(entry) if entry.body.is_empty() => self.reject(entry.span, Reason::NoDefinition),
            Some(entry) => self.push(entry),
            None => {}
        }
    }
}

fn inline(span: Span) -> BodyPiece {
    BodyPiece { span, indent: 0, role: PieceRole::Inline, prefix: String::new() }
}

/// Tells whether a line of a paragraph looks like an entry of its own.
pub(super) fn is_entry_line(line: &str) -> bool {
    let line = line.trim_start();
    let mark = bullet(line);
    find_separator_behind(line, mark, &[])
        .is_some_and(|found| mark > 0 && found.start > mark || line[found].starts_with(['・', '…']))
}

/// Gives the length of the bullet that opens a line: a single `・`, or a hyphen before a full-width space, which
/// Markdown takes for text.
fn bullet(line: &str) -> usize {
    let dot = line.strip_prefix('・').is_some_and(|rest| !rest.starts_with('・'));
    match line.chars().next() {
        Some('・') if dot => '・'.len_utf8(),
        Some('-' | '*') if line[1..].starts_with('\u{3000}') => 1,
        _ => 0,
    }
}

fn find_separator_behind(text: &str, mark: usize, masked: &[Range<usize>]) -> Option<Range<usize>> {
    let shifted: Vec<Range<usize>> =
        masked.iter().map(|range| range.start.saturating_sub(mark)..range.end.saturating_sub(mark)).collect();
    find_separator(&text[mark..], &shifted).map(|found| found.start + mark..found.end + mark)
}

/// Gives a line without white space around it and the break at its end.
pub(super) fn without_break(text: &str, start: usize, end: usize) -> Span {
    let span = trimmed(text, start, end);
    let line = span.text(text);
    let kept = ["<br>", "<br/>", "<br />", "<BR>", "\\"]
        .iter()
        .find_map(|ending| line.strip_suffix(ending))
        .map_or(line.len(), |line| line.trim_end().len());
    Span::new(span.start(), span.start() + kept)
}
