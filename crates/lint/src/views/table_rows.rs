//! The rows of tables as they are written: lines with pipes between their cells.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Table};

/// One line of a table, the one below the header too.
pub(crate) struct Row<'a> {
    /// Its bytes, without what is before and behind it.
    pub(crate) span: Span,
    /// The 1-based line.
    pub(crate) line: usize,
    /// Its text.
    pub(crate) text: &'a str,
}

impl Row<'_> {
    /// Tells whether the row starts and whether it ends with a pipe.
    pub(crate) fn edges(&self) -> (bool, bool) {
        let trailing = self.text.len() > 1 && self.text.ends_with('|') && !self.text.ends_with("\\|");
        (self.text.starts_with('|'), trailing)
    }

    /// Gives the offsets of the pipes that divide cells.
    pub(crate) fn dividers(&self) -> impl Iterator<Item = usize> + '_ {
        let bytes = self.text.as_bytes();
        (0..bytes.len()).filter(|&at| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\'))
    }

    /// Counts the cells.
    pub(crate) fn cells(&self) -> usize {
        let (leading, trailing) = self.edges();
        (self.dividers().count() + 1).saturating_sub(usize::from(leading) + usize::from(trailing))
    }
}

/// Gives the rows of a table in order; the second is the line below the header.
pub(crate) fn rows<'a>(document: &'a Document, table: &Table) -> Vec<Row<'a>> {
    let index = document.line_index();
    let last_byte = table.span.end().saturating_sub(1).max(table.span.start());
    let (first, last) = (index.line(table.span.start()), index.line(last_byte));
    (first..=last)
        .map(|line| {
            let range = index.line_range(document.text(), line);
            let start = if line == first { table.span.start() } else { range.start };
            let source = &document.text()[start..range.end.max(start)];
            let body = source.trim_start_matches([' ', '\t', '>']);
            let text = body.trim_end();
            let from = start + source.len() - body.len();
            Row { span: Span::new(from, from + text.len()), line, text }
        })
        .collect()
}
