//! From comrak's positions to byte spans, its known faults repaired.
//!
//! comrak counts lines and byte columns from 1, both ends included.
//! Behind the definitions of reference links that open a paragraph it counts lines from the first definition on, since it
//! reads the paragraph with the definitions taken out.
//! Behind a link with a line break between `](` and `)` it goes on counting columns past the end of the line up to the next
//! break between words, and a line too few from there on.
//! In a table cell it counts `\|` as one byte, since it reads the cell with the backslash taken out; each one shifts
//! what follows in the cell.

use comrak::nodes::{LineColumn, Sourcepos};
use notesmith_diagnostic::{LineIndex, Span};

use crate::document::NodeKind;

/// Converts positions of one text.
pub(crate) struct Positions<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    /// Bytes of a byte order mark, which comrak does not count.
    mark: usize,
    /// The escaped pipes of the cell that is being read: offsets of the pipe as comrak counts.
    pipes: Vec<usize>,
    /// The definitions that open the paragraph that is being read.
    definitions: Option<Definitions>,
    /// The paragraph that is being read, if links hold line breaks in it.
    broken: Option<Broken>,
}

/// A paragraph with line breaks that comrak does not count.
#[derive(Clone, Copy)]
struct Broken {
    /// The 1-based line and column of the paragraph.
    start: LineColumn,
    last_line: usize,
    /// The breaks in links before the last break between words.
    lost: usize,
}

/// Definitions of reference links that open a paragraph.
#[derive(Clone, Copy)]
struct Definitions {
    /// The 1-based line and column of the paragraph.
    start: LineColumn,
    /// How many lines they take.
    lines: usize,
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str, lines: &'a LineIndex) -> Self {
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, lines, mark, pipes: Vec::new(), definitions: None, broken: None }
    }

    /// Gives the byte offset of a 1-based line.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        self.lines.line_start(line)
    }

    /// Gives the span of a block, or of an inline outside table cells.
    #[inline]
    pub(crate) fn span(&self, position: Sourcepos) -> Span {
        let (first_line, end_of_first) = self.line(position.start.line);
        let start = (first_line + position.start.column.saturating_sub(1)).min(end_of_first);
        let end = if position.end.line == position.start.line {
            (first_line + position.end.column).min(end_of_first)
        } else {
            self.offset(position.end)
        };
        Span::new(self.text.floor_char_boundary(start), self.text.ceil_char_boundary(end.max(start)))
    }

    /// Gives the span of an inline inside the block that was entered.
    #[inline]
    pub(crate) fn inline_span(&self, position: Sourcepos, kind: NodeKind) -> Span {
        if self.definitions.is_none() && self.pipes.is_empty() && self.broken.is_none() {
            self.span(position)
        } else {
            self.repaired_span(position, kind)
        }
    }

    fn repaired_span(&self, position: Sourcepos, kind: NodeKind) -> Span {
        if let Some(definitions) = self.definitions {
            let start = self.behind(definitions, position.start);
            return self.span(Sourcepos { start, end: self.behind(definitions, position.end) });
        }
        if let Some(broken) = self.broken {
            let (start, _) = self.carried(broken, position.start);
            let (last, _) = self.carried(broken, position.end);
            let end = self.text.len().min(last + 1).max(start);
            let span = Span::new(self.text.floor_char_boundary(start), self.text.ceil_char_boundary(end));
            let is_link = matches!(kind, NodeKind::Link | NodeKind::Image);
            return if is_link { self.closed(span, broken) } else { span };
        }
        let LineColumn { line, column } = position.start;
        let start = self.offset(LineColumn { line, column: column.saturating_sub(1) });
        let end = self.offset(position.end);
        let shifted = |offset: usize| offset + self.pipes.iter().filter(|&&pipe| pipe < offset).count();
        Span::new(
            self.text.floor_char_boundary(shifted(start)),
            self.text.ceil_char_boundary(shifted(end.max(start))),
        )
    }

    /// Notes the escaped pipes of a cell.
    pub(crate) fn enter_cell(&mut self, cell: Span) {
        self.pipes.clear();
        let source = cell.text(self.text);
        if source.contains("\\|") {
            let pipes = source.match_indices("\\|").enumerate().map(|(nth, (at, _))| cell.start() + at - nth);
            self.pipes.extend(pipes);
        }
    }

    /// Forgets the cell.
    pub(crate) fn leave_cell(&mut self) {
        self.pipes.clear();
    }

    /// Notes the definitions that open a paragraph or an underlined heading, from the line that comrak gives for the end
    /// of its last inline and the last line of its text; or the breaks in its links.
    pub(crate) fn enter_paragraph(
        &mut self,
        span: Span,
        start: LineColumn,
        counted_to: usize,
        last_line: usize,
    ) {
        let lines = last_line.saturating_sub(counted_to);
        let source = span.text(self.text);
        if lines > 0 && begins_definition(source) {
            self.definitions = Some(Definitions { start, lines });
        } else if start.line < last_line && may_break_links(source) {
            self.broken = Some(Broken { start, last_line, lost: 0 });
        }
    }

    /// Forgets the definitions and the breaks.
    pub(crate) fn leave_paragraph(&mut self) {
        self.definitions = None;
        self.broken = None;
    }

    /// Notes a break between words, from which on comrak counts columns anew.
    #[inline]
    pub(crate) fn pass_break(&mut self, place: LineColumn) {
        if let Some(broken) = self.broken {
            let lost = broken.lost + self.carried(broken, place).1;
            self.broken = Some(Broken { lost, ..broken });
        }
    }

    /// Gives the offset of the byte that comrak means by `place` in a paragraph with breaks in links, and how many of them
    /// lie between that and the line that it counts.
    fn carried(&self, broken: Broken, place: LineColumn) -> (usize, usize) {
        let text_start = |line: usize| {
            if line == broken.start.line { broken.start.column - 1 } else { self.text_start(line) }
        };
        let mut line = (place.line + broken.lost).min(broken.last_line);
        let mut at =
            (place.column.saturating_sub(1) + text_start(line)).saturating_sub(text_start(place.line));
        let mut breaks = 0;
        loop {
            let (start, next) = self.line(line);
            if start + at < next || line >= broken.last_line {
                return ((start + at).min(next), breaks);
            }
            at = at + start - next + text_start(line + 1);
            line += 1;
            breaks += 1;
        }
    }

    /// Makes a link hold what stands behind its destination on other lines, which comrak leaves out.
    fn closed(&self, link: Span, broken: Broken) -> Span {
        let source = link.text(self.text);
        let Some((_, destination)) = source.rsplit_once("](") else { return link };
        if destination.matches('(').count() < destination.matches(')').count() {
            return link;
        }
        let end = self.lines.line_starts(broken.last_line).1;
        let behind = &self.text[link.end()..end.max(link.end())];
        let is_gap = |c: char| c.is_ascii_whitespace() || c == '>';
        let rest = behind.trim_start_matches(is_gap);
        let title = match rest.as_bytes().first() {
            Some(b'"') => rest[1..].find('"'),
            Some(b'\'') => rest[1..].find('\''),
            Some(b'(') => rest[1..].find(')'),
            _ => None,
        };
        let rest = rest[title.map_or(0, |length| length + 2)..].trim_start_matches(is_gap);
        match rest.strip_prefix(')') {
            Some(rest) => Span::new(link.start(), link.end() + behind.len() - rest.len()),
            None => link,
        }
    }

    /// Gives the place that comrak means by `place` in a paragraph that definitions open.
    fn behind(&self, definitions: Definitions, place: LineColumn) -> LineColumn {
        let line = place.line + definitions.lines;
        let counted = if place.line == definitions.start.line {
            definitions.start.column.saturating_sub(1)
        } else {
            self.text_start(place.line)
        };
        LineColumn { line, column: (place.column + self.text_start(line)).saturating_sub(counted) }
    }

    /// Gives the number of bytes before a line's own text: indentation and markers of block quotes.
    fn text_start(&self, line: usize) -> usize {
        let bytes = &self.text.as_bytes()[self.lines.line_start(line)..];
        bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count()
    }

    /// Gives the offset behind the byte at a place.
    fn offset(&self, place: LineColumn) -> usize {
        let (start, end) = self.line(place.line);
        (start + place.column).min(end)
    }

    /// Gives the offset of the first byte that comrak counts in a line, and that of the next line.
    #[inline]
    fn line(&self, line: usize) -> (usize, usize) {
        let (start, next) = self.lines.line_starts(line);
        if line == 1 { (start + self.mark, next) } else { (start, next) }
    }
}

/// Tells whether a paragraph begins as the definition of a reference link does.
fn begins_definition(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_escaped = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    let close = memchr::memchr_iter(b']', bytes).find(|at| !is_escaped(*at));
    bytes.first() == Some(&b'[') && close.is_some_and(|at| bytes.get(at + 1) == Some(&b':'))
}

/// Tells whether a line ends behind `](` or `][` that nothing closes on it.
fn may_break_links(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b']', bytes).any(|at| {
        let Some(open @ (b'(' | b'[')) = bytes.get(at + 1).copied() else { return false };
        let behind = &bytes[at + 2..];
        let close = if open == b'(' { b')' } else { b']' };
        memchr::memchr2(close, b'\n', behind).is_some_and(|end| behind[end] == b'\n')
    })
}
