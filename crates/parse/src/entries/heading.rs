//! Headings that are terms: `### Term` with a paragraph or a code block below it.

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, EntryShape, Reason};
use super::extractor::{Extractor, aliases};
use super::line::is_entry_line;
use super::phrase::is_number;
use super::text::{Content, content_of, squeeze};
use crate::document::{NodeId, NodeKind};

/// Headings of apparatus, in lower case: what stands below them defines nothing.
const APPARATUS: &[&str] = &[
    "参考",
    "参考文献",
    "参考資料",
    "参考リンク",
    "参考url",
    "目次",
    "リンク",
    "links",
    "references",
    "toc",
    "todo",
    "contents",
];

impl Extractor<'_> {
    /// Reads the heading with an index in [`crate::Document::headings`].
    pub(super) fn heading(&mut self, index: usize) {
        let heading = &self.document.headings()[index];
        self.close_headings(heading.level);
        let text = squeeze(&heading.text);
        match self.section(index, &text) {
            Some(body) => {
                let end = body.last().map_or(heading.span.end(), |piece| piece.span.end());
                let context = self.context();
                self.push(Entry {
                    shape: EntryShape::Heading,
                    span: Span::new(heading.span.start(), end),
                    term: heading.content,
                    term_text: text.clone(),
                    separator: None,
                    definition: None,
                    body,
                    context,
                    aliases: aliases(&text),
                });
            }
            None => self.reject(heading.span, Reason::ContextHeading),
        }
        self.open_heading(heading.level, &text);
    }

    /// Gives the answer of a heading that is a term.
    fn section(&self, index: usize, text: &str) -> Option<Vec<BodyPiece>> {
        let headings = self.document.headings();
        let heading = &headings[index];
        let title = heading.level == 1 && index == 0;
        let chapter = headings.get(index + 1).is_some_and(|next| next.level > heading.level);
        let apparatus = APPARATUS.contains(&text.to_lowercase().as_str());
        if title || chapter || apparatus || text.is_empty() || is_number(text) {
            return None;
        }
        let mut next = self.document.node(heading.node).end;
        let mut body = Vec::new();
        while next.index() < self.document.nodes().len() {
            match self.document.node(next).kind {
                NodeKind::Heading | NodeKind::ThematicBreak | NodeKind::FootnoteDefinition => break,
                _ if body.is_empty() && !self.defines(next) => return None,
                _ => body.push(self.blocks(next)),
            }
            next = self.document.node(next).end;
        }
        (!body.is_empty()).then_some(body)
    }

    /// Tells whether a block right below a heading defines it.
    fn defines(&self, block: NodeId) -> bool {
        match self.document.node(block).kind {
            NodeKind::CodeBlock => true,
            NodeKind::Paragraph => match content_of(self.document, block) {
                Content::Images => true,
                Content::Urls => false,
                Content::Text => !self.only_link(block) && !self.has_entry_line(block),
            },
            _ => false,
        }
    }

    fn only_link(&self, paragraph: NodeId) -> bool {
        let mut children = self.document.children(paragraph);
        children.all(|id| {
            matches!(self.document.node(id).kind, NodeKind::Link | NodeKind::SoftBreak | NodeKind::LineBreak)
        })
    }

    fn has_entry_line(&self, paragraph: NodeId) -> bool {
        self.document.slice(self.document.node(paragraph).span).lines().any(is_entry_line)
    }
}
