//! Bullets: `- Term: definition`, `- Term:` with a list below, topics and questions, images beside them.

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, EntryShape, PieceRole, Reason};
use super::extractor::{Extractor, MAX_DEPTH, aliases, is_term};
use super::phrase::{Phrase, phrase_of};
use super::separator::find_separator_at;
use super::text::{Content, content_of, masks, plain_text};
use crate::document::{NodeId, NodeKind};

/// The parts of one item.
struct Item {
    node: NodeId,
    /// The block with its text.
    first: NodeId,
    /// The other blocks.
    rest: Vec<NodeId>,
}

/// A line split at its separator.
pub(super) struct Split {
    pub(super) term: Span,
    pub(super) separator: Span,
    /// The definition's source; empty if there is none.
    pub(super) definition: Span,
    /// Opening emphasis that term and definition share.
    pub(super) prefix: String,
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
        let mut children = self.document.children(node);
        let first = children.next()?;
        let mut rest: Vec<NodeId> = children.collect();
        match self.document.node(first).kind {
            NodeKind::Paragraph | NodeKind::HtmlBlock => Some(Item { node, first, rest }),
            NodeKind::List => {
                let mut inner_items = self.document.children(first);
                let (inner, None) = (inner_items.next()?, inner_items.next()) else { return None };
                let mut blocks = self.document.children(inner);
                let text = blocks.next().filter(|id| self.document.node(*id).kind == NodeKind::Paragraph)?;
                rest.splice(0..0, blocks);
                self.read_already = Some(inner);
                Some(Item { node, first: text, rest })
            }
            _ => None,
        }
    }

    fn text_item(&mut self, item: &Item) {
        let block = self.document.node(item.first).span;
        let start = block.start() + leading_marks(self.document.slice(block));
        let split = self.split(item.first, Span::new(start, block.end()));
        // Most bullets are plain facts; nothing hangs below them, so their text is context for nothing.
        if split.is_none() && item.rest.is_empty() && !self.is_first(item.node) {
            self.reject(block, Reason::PlainFact);
            return;
        }
        let label = split.as_ref().map_or(block, |split| split.term);
        let text = plain_text(self.document, item.first, label);
        let judged = match &split {
            Some(split) if self.is_symbol(split, &text) => self.defined(item, split),
            Some(split) => is_term(&text).and_then(|()| self.defined(item, split)),
            None => self.topic(item, &text),
        };
        let end = match &judged {
            Ok((EntryShape::List, _)) if item.rest.is_empty() => self.reach(item.node),
            _ => self.document.node(item.node).end,
        };
        match judged {
            Ok((shape, body)) => {
                let end = body.last().map_or(block.end(), |piece: &BodyPiece| piece.span.end());
                let item_span = self.document.node(item.node).span;
                let context = self.context();
                self.push(Entry {
                    shape,
                    span: Span::new(item_span.start(), end.max(item_span.end())),
                    term: label,
                    aliases: aliases(&text),
                    term_text: text.clone(),
                    separator: split.as_ref().map(|split| split.separator),
                    definition: split.map(|split| split.definition).filter(|span| !span.is_empty()),
                    body,
                    context,
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
    fn defined(&self, item: &Item, split: &Split) -> Result<(EntryShape, Vec<BodyPiece>), Reason> {
        let mut body = Vec::new();
        if !split.definition.is_empty() {
            let prefix = split.prefix.clone();
            body.push(BodyPiece { span: split.definition, indent: 0, role: PieceRole::Inline, prefix });
        }
        body.extend(item.rest.iter().map(|block| self.blocks(*block)));
        self.images_behind(item, &mut body);
        if body.is_empty() {
            body.extend(self.block_behind(item.node));
        }
        let shape = if split.definition.is_empty() { EntryShape::List } else { EntryShape::Term };
        if body.is_empty() { Err(Reason::NoDefinition) } else { Ok((shape, body)) }
    }

    /// Collects the answer of a bullet without a separator, if it is a topic or a question; without blocks of its own
    /// it must be the first of its list.
    fn topic(&self, item: &Item, text: &str) -> Result<(EntryShape, Vec<BodyPiece>), Reason> {
        let lines = self.document.slice(self.document.node(item.first).span);
        let phrase = if lines.contains('\n') { Phrase::Sentence } else { phrase_of(text) };
        let shape = match phrase {
            Phrase::Topic => EntryShape::Topic,
            Phrase::Question => EntryShape::Question,
            Phrase::Sentence if item.rest.is_empty() => return Err(Reason::PlainFact),
            Phrase::Sentence => return Err(Reason::SentenceWithChildren),
        };
        is_term(text)?;
        let mut body: Vec<BodyPiece> = item.rest.iter().map(|block| self.blocks(*block)).collect();
        if !body.is_empty() && item.rest.iter().all(|block| self.only_urls(*block)) {
            return Err(Reason::UrlOnly);
        }
        self.images_behind(item, &mut body);
        if body.is_empty() { Err(Reason::PlainFact) } else { Ok((shape, body)) }
    }

    /// Splits the first line under `span` inside a paragraph at its separator.
    pub(super) fn split(&self, node: NodeId, span: Span) -> Option<Split> {
        let first = self.marks.partition_point(|mark| *mark < span.start());
        self.marks.get(first).filter(|mark| **mark < span.end())?;
        let text = self.document.slice(span);
        let line = &text[..memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())];
        let masked = masks(self.document, node, span.start(), span.start() + line.len());
        let found = find_separator_at(line, span.start(), &self.marks[first..], &masked)?;
        let separator = Span::new(span.start() + found.start, span.start() + found.end);
        let term = trimmed(self.document.text(), span.start(), separator.start());
        let mut split = Split {
            term,
            separator,
            definition: trimmed(self.document.text(), separator.end(), span.end()),
            prefix: String::new(),
        };
        if !self.drop_doubled_marks(&mut split) {
            self.unwrap_emphasis(node, &mut split);
            self.drop_failed_emphasis(node, &mut split);
        }
        if is_break(self.document.slice(split.definition)) {
            split.definition = Span::at(split.definition.start());
        }
        Some(split)
    }

    /// Keeps emphasis whole where the term or the separator stands in it.
    fn unwrap_emphasis(&self, node: NodeId, split: &mut Split) {
        for at in node.index() + 1..self.document.node(node).end.index() {
            let inner = self.document.nodes()[at];
            if inner.span.start() >= split.separator.end() {
                break;
            }
            if !matches!(inner.kind, NodeKind::Emphasis | NodeKind::Strong | NodeKind::Strikethrough) {
                continue;
            }
            let content = self.content(NodeId(at as u32));
            if inner.span == split.term {
                split.term = content;
            } else if inner.span.covers(split.separator) {
                if inner.span.start() == split.term.start() {
                    split.term = trimmed(self.document.text(), content.start(), split.separator.start());
                }
                if split.definition.start() >= content.end() {
                    split.definition = trimmed(
                        self.document.text(),
                        inner.span.end(),
                        split.definition.end().max(inner.span.end()),
                    );
                } else {
                    let opening = Span::new(inner.span.start(), content.start());
                    split.prefix.push_str(self.document.slice(opening));
                }
            }
        }
    }

    /// Leaves out the marks of `**Term：**definition` where those that follow pair up without them, as in
    /// `**Term：**some **bold** text`: Markdown would pair them across the separator.
    fn drop_doubled_marks(&self, split: &mut Split) -> bool {
        let (term, definition) = (self.document.slice(split.term), self.document.slice(split.definition));
        let marks = emphasis_run(term);
        let meets = split.definition.start() == split.separator.end();
        if marks.len() < 2 || !meets || emphasis_run(definition) != marks {
            return false;
        }
        let is_open = marks.len() < term.len() && !term[marks.len()..].contains(marks);
        if !is_open || definition.matches(marks).count() % 2 == 0 {
            return false;
        }
        let text = self.document.text();
        split.term = trimmed(text, split.term.start() + marks.len(), split.term.end());
        split.definition = trimmed(text, split.definition.start() + marks.len(), split.definition.end());
        true
    }

    /// Leaves out the marks around term and separator that were meant as emphasis: in `**Term：**definition` the
    /// closing ones stand between punctuation and a letter, where Markdown takes them for opening ones.
    fn drop_failed_emphasis(&self, node: NodeId, split: &mut Split) {
        let opening = emphasis_run(self.document.slice(split.term));
        let closing = emphasis_run(self.document.slice(split.definition));
        let meets = split.definition.start() == split.separator.end();
        if opening.is_empty() || opening != closing || !meets || opening.len() == split.term.len() {
            return;
        }
        let [term, definition] =
            [split.term, split.definition].map(|span| Span::new(span.start(), span.start() + opening.len()));
        let opens = |run: Span| {
            self.document.subtree(node).iter().any(|inner| {
                matches!(inner.kind, NodeKind::Emphasis | NodeKind::Strong | NodeKind::Strikethrough)
                    && (run.start()..run.end()).contains(&inner.span.start())
            })
        };
        // In `**Term：**definition** more` the second run opens bold text; the first one stays visible all the same.
        let opens_definition = opens(definition);
        if opens(term) || (opens_definition && opening.len() < 2) {
            return;
        }
        let text = self.document.text();
        split.term = trimmed(text, term.end(), split.term.end());
        if !opens_definition {
            split.definition = trimmed(text, definition.end(), split.definition.end());
        }
    }

    fn content(&self, id: NodeId) -> Span {
        let mut children = self.document.children(id);
        let Some(first) = children.next() else { return self.document.node(id).span };
        let last = children.last().unwrap_or(first);
        Span::new(self.document.node(first).span.start(), self.document.node(last).span.end())
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

    /// Adds the items behind this one that hold only images or URLs: they belong to it.
    fn images_behind(&self, item: &Item, body: &mut Vec<BodyPiece>) {
        let mut next = self.document.node(item.node).end;
        let list = self.document.node(self.document.node(item.node).parent);
        while next < list.end {
            let mut children = self.document.children(next);
            let (Some(only), None) = (children.next(), children.next()) else { break };
            if !matches!(self.document.node(only).kind, NodeKind::Paragraph | NodeKind::HtmlBlock) {
                break;
            }
            match content_of(self.document, only) {
                Content::Images => body.push(self.blocks(only)),
                Content::Urls if !body.is_empty() => body.push(self.blocks(only)),
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

/// Gives the range without white space around it.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inner = &text[start..end.max(start)];
    let body = inner.trim_start();
    let from = start + (inner.len() - body.len());
    Span::new(from, from + body.trim_end().len())
}

/// Tells whether a text is an operator, such as `&&`, `=>` or `$`; `-`, `*` and the like are marks of lists.
fn is_operator(text: &str) -> bool {
    text.len() <= 3
        && text.bytes().all(|byte| byte.is_ascii_punctuation())
        && text.contains(['&', '|', '<', '>', '%', '^', '@', '$', '='])
}

/// Gives the run of one emphasis mark that a text begins with.
fn emphasis_run(text: &str) -> &str {
    let mark = text.chars().next().filter(|mark| matches!(mark, '_' | '~')).unwrap_or('*');
    &text[..text.len() - text.trim_start_matches(mark).len()]
}

/// Tells whether a definition is nothing but a line break.
fn is_break(source: &str) -> bool {
    matches!(source, "<br>" | "<br/>" | "<br />" | "\\")
}

/// Gives the length of the typographic bullets that people put behind the Markdown one.
pub(super) fn leading_marks(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|letter: char| {
                letter.is_whitespace()
                    || matches!(letter, '・' | '●' | '○' | '◯' | '■' | '□' | '◆' | '◇' | '▼' | '▽' | '※')
            })
            .len()
}
