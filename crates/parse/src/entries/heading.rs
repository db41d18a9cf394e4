//! Headings that are terms: `### Term` with a paragraph or a code block below it.

use notesmith_diagnostic::Span;

use super::content::{Content, content_of};
use super::entry::{Entry, EntryShape};
use super::extractor::Extractor;
use super::line::is_entry_line;
use super::phrase::is_number;
use super::plain_text::PlainText;
use super::rejection::Reason;
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
        let text = PlainText::new(heading.text.as_str());
        let body = self.next_piece();
        if self.is_term_of_section(index, text.as_str()) {
            self.push_section(heading.node);
        }
        match self.last_piece(body).map(|piece| piece.span.end()) {
            Some(end) => {
                let place = self.place();
                self.push(Entry {
                    shape: EntryShape::Heading,
                    span: Span::new(heading.span.start(), end),
                    term: heading.content,
                    term_text: text.clone().into_text(),
                    separator: None,
                    definition: None,
                    body: body..self.next_piece(),
                    place,
                });
            }
            None => self.reject(heading.span, Reason::ContextHeading),
        }
        self.open_heading(heading.level, text);
    }

    /// Tells whether a heading may be a term, as far as it and the next one tell.
    fn is_term_of_section(&self, index: usize, text: &str) -> bool {
        let headings = self.document.headings();
        let heading = &headings[index];
        let title = heading.level == 1 && index == 0;
        let chapter = headings.get(index + 1).is_some_and(|next| next.level > heading.level);
        !title && !chapter && !text.is_empty() && !is_apparatus(text) && !is_number(text)
    }

    /// Adds the answer of a heading: the blocks below it, if the first of them defines it.
    fn push_section(&mut self, heading: NodeId) {
        let mut next = self.document.node(heading).end;
        if next.index() < self.document.nodes().len() && !self.defines(next) {
            return;
        }
        while next.index() < self.document.nodes().len() {
            match self.document.node(next).kind {
                NodeKind::Heading | NodeKind::ThematicBreak | NodeKind::FootnoteDefinition => break,
                _ => self.push_piece(self.blocks(next)),
            }
            next = self.document.node(next).end;
        }
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

fn is_apparatus(text: &str) -> bool {
    const LONGEST: usize = "参考リンク".len();
    text.len() <= LONGEST && APPARATUS.contains(&text.to_lowercase().as_str())
}
