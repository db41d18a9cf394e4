//! Lines and columns of lists, as rules about their layout need them.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

/// The items of each list.
pub(crate) struct ListLayout<'a> {
    document: &'a Document,
    /// The number of items of each list.
    counts: Vec<usize>,
}

impl<'a> ListLayout<'a> {
    /// Counts the items of all lists of a note.
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut counts = vec![0; document.lists().len()];
        for item in document.list_items() {
            counts[item.list] += 1;
        }
        Self { document, counts }
    }

    /// Tells whether every item of a list is one line, with no blank line between.
    pub(crate) fn is_single(&self, list: usize) -> bool {
        let lines = lines_of(self.document, self.document.lists()[list].span);
        lines.1 - lines.0 + 1 == self.counts[list]
    }
}

/// Gives the first and the last line of a block, blank lines at its end left out.
pub(crate) fn lines_of(document: &Document, span: Span) -> (usize, usize) {
    let last = span.start() + document.slice(span).trim_end().len();
    let index = document.line_index();
    (index.line(span.start()), index.line(last.saturating_sub(1).max(span.start())))
}
