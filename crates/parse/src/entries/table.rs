//! Rows of tables: the first cell is the term, the others are its definition.

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, EntryShape, PieceRole};
use super::extractor::{Extractor, is_term};
use super::plain_text::plain_text;
use crate::document::{NodeId, NodeKind};

impl Extractor<'_> {
    /// Reads the rows of a table; a row whose first cell is no term gives nothing.
    pub(super) fn table(&mut self, table: NodeId) {
        let rows: Vec<NodeId> = self.document.children(table).collect();
        let Some((&header, rows)) = rows.split_first() else { return };
        let names: Vec<String> = self
            .cells(header)
            .iter()
            .map(|&cell| self.content_of_cell(cell))
            .map(|span| self.name(span))
            .collect();
        for &row in rows {
            let cells = self.cells(row);
            let Some((&first, others)) = cells.split_first() else { continue };
            let term = self.content_of_cell(first);
            let text = plain_text(self.document, first, term);
            if is_term(&text).is_err() {
                continue;
            }
            let body = self.next_piece();
            self.push_row_body(others, names.get(1..).unwrap_or_default());
            if body == self.next_piece() {
                continue;
            }
            let place = self.place();
            self.push(Entry {
                shape: EntryShape::Row,
                span: self.document.node(row).span,
                term,
                term_text: text.into_text(),
                separator: None,
                definition: None,
                body: body..self.next_piece(),
                place,
            });
        }
    }

    /// Makes the cells behind the first one an answer; with more than one column, each is named by its header.
    fn push_row_body(&mut self, cells: &[NodeId], names: &[String]) {
        for (at, &cell) in cells.iter().enumerate() {
            let span = self.content_of_cell(cell);
            let name = names.get(at).filter(|name| names.len() > 1 && !name.is_empty());
            let prefix = name.map_or_else(String::new, |name| format!("{name}: "));
            if !span.is_empty() {
                self.push_piece(BodyPiece { span, indent: 0, role: PieceRole::Cell, prefix });
            }
        }
    }

    fn cells(&self, row: NodeId) -> Vec<NodeId> {
        self.document.children(row).filter(|&id| self.document.node(id).kind == NodeKind::TableCell).collect()
    }

    /// Gives what stands in a cell, without white space around it; empty where nothing does.
    fn content_of_cell(&self, cell: NodeId) -> Span {
        let mut children = self.document.children(cell);
        let Some(first) = children.next() else { return Span::at(self.document.node(cell).span.start()) };
        let last = children.last().unwrap_or(first);
        Span::new(self.document.node(first).span.start(), self.document.node(last).span.end())
    }

    fn name(&self, span: Span) -> String {
        self.document.slice(span).replace("\\|", "|")
    }
}
