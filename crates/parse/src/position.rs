//! From comrak's positions to byte spans, its known faults repaired.
//!
//! comrak counts lines and byte columns from 1, both ends included.
//! In a table cell it counts `\|` as one byte, since it reads the cell with the backslash taken out; each one shifts
//! what follows in the cell.

use comrak::nodes::Sourcepos;
use notesmith_diagnostic::{LineIndex, Span};

/// Converts positions of one text.
pub(crate) struct Positions<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    /// Bytes of a byte order mark, which comrak does not count.
    mark: usize,
    /// The escaped pipes of the cell that is being read: offsets of the pipe as comrak counts.
    pipes: Vec<usize>,
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str, lines: &'a LineIndex) -> Self {
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, lines, mark, pipes: Vec::new() }
    }

    /// Gives the span of a block, or of an inline outside table cells.
    pub(crate) fn span(&self, position: Sourcepos) -> Span {
        let start = self.offset(position.start.line, position.start.column.saturating_sub(1));
        let end = self.offset(position.end.line, position.end.column);
        Span::new(self.floor(start), self.ceil(end.max(start)))
    }

    /// Gives the span of an inline inside the cell that [`Self::enter_cell`] named.
    pub(crate) fn span_in_cell(&self, position: Sourcepos) -> Span {
        if self.pipes.is_empty() {
            return self.span(position);
        }
        let start = self.offset(position.start.line, position.start.column.saturating_sub(1));
        let end = self.offset(position.end.line, position.end.column);
        let shifted = |offset: usize| offset + self.pipes.iter().filter(|&&pipe| pipe < offset).count();
        Span::new(self.floor(shifted(start)), self.ceil(shifted(end.max(start))))
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

    fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.lines.line_start(line);
        let mark = if line == 1 { self.mark } else { 0 };
        (start + mark + column).min(self.lines.line_start(line + 1).max(start)).min(self.text.len())
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    fn ceil(&self, offset: usize) -> usize {
        self.text.ceil_char_boundary(offset)
    }
}
