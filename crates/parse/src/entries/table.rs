//! Rows of tables: the first cell is the term, the others are its definition.

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, EntryShape, PieceRole};
use super::extractor::{Extractor, aliases, is_term};
use super::text::plain_text;
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
            let body = self.row_body(others, names.get(1..).unwrap_or_default());
            if body.is_empty() {
                continue;
            }
            let context = self.context();
            self.push(Entry {
                shape: EntryShape::Row,
                span: self.document.node(row).span,
                term,
                aliases: aliases(&text),
                term_text: text,
                separator: None,
                definition: None,
                body,
                context,
            });
        }
    }

    /// Makes the cells behind the first one an answer; with more than one column, each is named by its header.
    fn row_body(&self, cells: &[NodeId], names: &[String]) -> Vec<BodyPiece> {
        let piece = |(at, &cell): (usize, &NodeId)| {
            let span = self.content_of_cell(cell);
            let name = names.get(at).filter(|name| names.len() > 1 && !name.is_empty());
            let prefix = name.map_or_else(String::new, |name| format!("{name}: "));
            (!span.is_empty()).then_some(BodyPiece { span, indent: 0, role: PieceRole::Cell, prefix })
        };
        cells.iter().enumerate().filter_map(piece).collect()
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
