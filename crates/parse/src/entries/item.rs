//! Bullets: `- Term: definition`, `- Term:` with a list below, topics and questions, images beside them.

use notesmith_diagnostic::Span;

use super::content::{Content, content_of};
use super::entry::{BodyPiece, Entry, EntryShape, PieceRole};
use super::extractor::{Extractor, MAX_DEPTH, is_term};
use super::phrase::{Phrase, phrase_of};
use super::plain_text::{PlainText, plain_text};
use super::rejection::Reason;
use super::split::Split;
use super::trim::leading_marks;
use crate::document::{Document, NodeId, NodeKind};

/// The parts of one item.
pub(super) struct Item {
    pub(super) node: NodeId,
    /// The block with its text.
    pub(super) first: NodeId,
    /// The other blocks: those behind the text, and in `- 1. Term:` those behind the inner list.
    rest: [Siblings; 2],
}

/// Blocks of one parent.
#[derive(Clone, Copy)]
struct Siblings {
    /// The first of them.
    from: NodeId,
    /// The first node behind them.
    end: NodeId,
}

impl Item {
    pub(super) fn has_rest(&self) -> bool {
        self.rest.iter().any(|blocks| blocks.from < blocks.end)
    }

    pub(super) fn rest<'d>(&self, document: &'d Document) -> impl Iterator<Item = NodeId> + use<'d> {
        let [inner, outer] = self.rest.map(|blocks| document.siblings(blocks.from, blocks.end));
        inner.chain(outer)
    }
}

impl Extractor<'_> {
    /// Reads the item with an index in [`crate::Document::list_items`].
    pub(super) fn item(&mut self, index: usize) {
        let list_item = &self.document.list_items()[index];
        if list_item.depth > MAX_DEPTH {
            self.reject(list_item.span, Reason::TooDeep);
            return;
        }
        let Some(item) = self.parts(list_item.node) else {
            if self.document.node(list_item.node).end.index() == list_item.node.index() + 1 {
                self.reject(list_item.span, Reason::NoText);
            }
            return;
        };
        let block = *self.document.node(item.first);
        match content_of(self.document, item.first) {
            Content::Images => self.reject(block.span, Reason::ImageOnly),
            Content::Urls => self.reject(block.span, Reason::UrlOnly),
            Content::Text if block.kind == NodeKind::Paragraph => self.text_item(&item),
            Content::Text => self.reject(block.span, Reason::NoText),
        }
    }

    /// Takes an item apart; in `- 1. Term:` the text stands in the list in the list.
    fn parts(&mut self, node: NodeId) -> Option<Item> {
        let end = self.document.node(node).end;
        let first = self.document.children(node).next()?;
        let behind = |block: NodeId, end| Siblings { from: self.document.node(block).end, end };
        match self.document.node(first).kind {
            NodeKind::Paragraph | NodeKind::HtmlBlock => {
                let empty = Siblings { from: end, end };
                Some(Item { node, first, rest: [behind(first, end), empty] })
            }
            NodeKind::List => {
                let mut inner_items = self.document.children(first);
                let (inner, None) = (inner_items.next()?, inner_items.next()) else { return None };
                let text = self.document.children(inner).next()?;
                if self.document.node(text).kind != NodeKind::Paragraph {
                    return None;
                }
                let rest = [behind(text, self.document.node(inner).end), behind(first, end)];
                self.read_already = Some(inner);
                Some(Item { node, first: text, rest })
            }
            _ => None,
        }
    }

    fn text_item(&mut self, item: &Item) {
        let block = self.document.node(item.first).span;
        if self.asked_item(item, block) {
            return;
        }
        let start = block.start() + leading_marks(self.document.slice(block));
        let split = self.split(item.first, Span::new(start, block.end()));
        // Most bullets are plain facts; nothing hangs below them, so their text is context for nothing.
        if split.is_none() && !item.has_rest() && !self.is_first(item.node) {
            self.reject(block, Reason::PlainFact);
            return;
        }
        let label = split.as_ref().map_or(block, |split| split.term);
        let text = plain_text(self.document, item.first, label);
        let body = self.next_piece();
        let judged = match &split {
            Some(split) if self.is_symbol(split, text.as_str()) => self.defined(item, split),
            Some(split) => is_term(&text).and_then(|()| self.defined(item, split)),
            None => self.topic(item, &text),
        };
        let end = match &judged {
            Ok(EntryShape::List) if !item.has_rest() => self.reach(item.node),
            _ => self.document.node(item.node).end,
        };
        match judged {
            Ok(shape) => {
                let answer_end = self.last_piece(body).map_or(block.end(), |piece| piece.span.end());
                let item_span = self.document.node(item.node).span;
                let place = self.place();
                self.push(Entry {
                    shape,
                    span: Span::new(item_span.start(), answer_end.max(item_span.end())),
                    term: label,
                    term_text: text.clone().into_text(),
                    separator: split.as_ref().map(|split| split.separator),
                    definition: split.map(|split| split.definition).filter(|span| !span.is_empty()),
                    body: body..self.next_piece(),
                    place,
                });
            }
            Err(reason) => self.reject(block, reason),
        }
        self.open_bullet(end, text);
    }

    /// Gives where a bullet ends as the context of what follows: behind the table that is its answer, if there is one.
    fn reach(&self, item: NodeId) -> NodeId {
        let end = self.document.node(item).end;
        match self.document.nodes().get(end.index()) {
            Some(next) if next.kind == NodeKind::Table && self.block_behind(item).is_some() => next.end,
            _ => end,
        }
    }

    /// Tells whether a term without a letter is one: it is code, or an operator with a definition beside it.
    fn is_symbol(&self, split: &Split, text: &str) -> bool {
        let source = self.document.slice(split.term);
        let is_code = source.len() > 2 && source.starts_with('`') && source.ends_with('`');
        !split.definition.is_empty() && (is_operator(text) || (is_code && !text.trim().is_empty()))
    }

    /// Collects the answer of a bullet with a separator.
    fn defined(&mut self, item: &Item, split: &Split) -> Result<EntryShape, Reason> {
        let first = self.next_piece();
        if !split.definition.is_empty() {
            let prefix = split.prefix.clone();
            self.push_piece(BodyPiece { span: split.definition, indent: 0, role: PieceRole::Inline, prefix });
        }
        self.push_rest(item);
        self.push_images_behind(item, first);
        if first == self.next_piece() {
            let behind = self.block_behind(item.node).ok_or(Reason::NoDefinition)?;
            self.push_piece(behind);
        }
        Ok(if split.definition.is_empty() { EntryShape::List } else { EntryShape::Term })
    }

    /// Collects the answer of a bullet without a separator, if it is a topic or a question; without blocks of its own
    /// it must be the first of its list.
    fn topic(&mut self, item: &Item, text: &PlainText<'_>) -> Result<EntryShape, Reason> {
        let lines = self.document.slice(self.document.node(item.first).span);
        let is_one_line = memchr::memchr(b'\n', lines.as_bytes()).is_none();
        let shape = match if is_one_line { phrase_of(text) } else { Phrase::Sentence } {
            Phrase::Topic => EntryShape::Topic,
            Phrase::Question => EntryShape::Question,
            Phrase::Sentence if item.has_rest() => return Err(Reason::SentenceWithChildren),
            Phrase::Sentence => return Err(Reason::PlainFact),
        };
        is_term(text)?;
        if item.has_rest() && item.rest(self.document).all(|block| self.only_urls(block)) {
            return Err(Reason::UrlOnly);
        }
        let first = self.next_piece();
        self.push_rest(item);
        self.push_images_behind(item, first);
        if first == self.next_piece() { Err(Reason::PlainFact) } else { Ok(shape) }
    }

    fn push_rest(&mut self, item: &Item) {
        for block in item.rest(self.document) {
            self.push_piece(self.blocks(block));
        }
    }

    /// Makes a block a piece of an answer.
    pub(super) fn blocks(&self, id: NodeId) -> BodyPiece {
        let span = self.document.node(id).span;
        let before = &self.document.text().as_bytes()[..span.start()];
        let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
        let before = &self.document.text()[line..span.start()];
        let indent = before
            .bytes()
            .fold(0, |column, byte| if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 });
        BodyPiece { span, indent, role: PieceRole::Blocks, prefix: String::new() }
    }

    fn is_first(&self, node: NodeId) -> bool {
        self.document.node(node).parent.index() + 1 == node.index()
    }

    fn only_urls(&self, block: NodeId) -> bool {
        self.document.subtree(block).iter().zip(block.index()..).all(|(node, at)| match node.kind {
            NodeKind::Paragraph => content_of(self.document, NodeId(at as u32)) == Content::Urls,
            NodeKind::CodeBlock | NodeKind::Table | NodeKind::HtmlBlock => false,
            _ => true,
        })
    }

    /// Adds the items behind this one that hold only images or URLs: they belong to it; its answer begins with the
    /// piece `first`.
    fn push_images_behind(&mut self, item: &Item, first: u32) {
        let mut next = self.document.node(item.node).end;
        let list = self.document.node(self.document.node(item.node).parent);
        while next < list.end {
            let mut children = self.document.children(next);
            let (Some(only), None) = (children.next(), children.next()) else { break };
            if !matches!(self.document.node(only).kind, NodeKind::Paragraph | NodeKind::HtmlBlock) {
                break;
            }
            match content_of(self.document, only) {
                Content::Images => self.push_piece(self.blocks(only)),
                Content::Urls if first < self.next_piece() => self.push_piece(self.blocks(only)),
                _ => break,
            }
            next = self.document.node(next).end;
        }
    }

    /// Gives the table, code or image behind a list whose last item is `item`.
    fn block_behind(&self, item: NodeId) -> Option<BodyPiece> {
        let list = self.document.node(item).parent;
        let end = self.document.node(list).end;
        if self.document.node(item).end != end || end.index() >= self.document.nodes().len() {
            return None;
        }
        let next = self.document.node(end);
        let fits = match next.kind {
            NodeKind::Table | NodeKind::CodeBlock => true,
            NodeKind::Paragraph | NodeKind::HtmlBlock => content_of(self.document, end) == Content::Images,
            _ => false,
        };
        (fits && next.parent == self.document.node(list).parent).then(|| self.blocks(end))
    }
}

/// Tells whether a text is an operator, such as `&&`, `=>` or `$`; `-`, `*` and the like are marks of lists.
fn is_operator(text: &str) -> bool {
    text.len() <= 3
        && text.bytes().all(|byte| byte.is_ascii_punctuation())
        && text.contains(['&', '|', '<', '>', '%', '^', '@', '$', '='])
}
