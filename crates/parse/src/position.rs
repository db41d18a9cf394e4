//! From comrak's positions to byte spans, its known faults repaired.
//!
//! comrak counts lines and byte columns from 1, both ends included.
//! Behind the definitions of reference links that open a paragraph it counts lines from the first definition on, since it
//! reads the paragraph with the definitions taken out.
//! In a table cell it counts `\|` as one byte, since it reads the cell with the backslash taken out; each one shifts
//! what follows in the cell.

use comrak::nodes::{LineColumn, Sourcepos};
use notesmith_diagnostic::{LineIndex, Span};

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
        Self { text, lines, mark, pipes: Vec::new(), definitions: None }
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
    pub(crate) fn inline_span(&self, position: Sourcepos) -> Span {
        if self.definitions.is_none() && self.pipes.is_empty() {
            self.span(position)
        } else {
            self.repaired_span(position)
        }
    }

    fn repaired_span(&self, position: Sourcepos) -> Span {
        if let Some(definitions) = self.definitions {
            let start = self.behind(definitions, position.start);
            return self.span(Sourcepos { start, end: self.behind(definitions, position.end) });
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
    /// of its last inline and the last line of its text.
    pub(crate) fn enter_paragraph(&mut self, start: LineColumn, counted_to: usize, last_line: usize) {
        let lines = last_line.saturating_sub(counted_to);
        self.definitions = (lines > 0).then_some(Definitions { start, lines });
    }

    /// Forgets the definitions.
    pub(crate) fn leave_paragraph(&mut self) {
        self.definitions = None;
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
