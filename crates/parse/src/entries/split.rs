//! A line of a bullet split at its separator, with the emphasis around both parts.

use std::ops::Range;

use notesmith_diagnostic::Span;

use super::content::masks;
use super::extractor::Extractor;
use super::separator::find_separator_at;
use super::trim::trimmed;
use crate::document::{Document, NodeId, NodeKind};

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
    /// Splits the first line under `span` inside a paragraph at its separator.
    pub(super) fn split(&mut self, node: NodeId, span: Span) -> Option<Split> {
        let document = self.document;
        let marks = self.marks.from(span.start());
        marks.first().filter(|mark| **mark < span.end())?;
        let (line, masked) = first_line(document, node, span);
        let found = find_separator_at(line, span.start(), marks, &masked)?;
        let separator = Span::new(span.start() + found.start, span.start() + found.end);
        let mut split = Split {
            term: trimmed(document.text(), span.start(), separator.start()),
            separator,
            definition: trimmed(document.text(), separator.end(), span.end()),
            prefix: String::new(),
        };
        if !self.drop_doubled_marks(&mut split) {
            self.unwrap_emphasis(node, &mut split);
            self.drop_failed_emphasis(node, &mut split);
        }
        if is_break(document.slice(split.definition)) {
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
}

/// Gives the first line under `span` in a paragraph, and what of it no separator may stand in.
fn first_line(document: &Document, paragraph: NodeId, span: Span) -> (&str, Vec<Range<usize>>) {
    let text = document.slice(span);
    // Most paragraphs are one piece of text, which holds no end of a line.
    if let [_, only] = document.subtree(paragraph)
        && only.kind == NodeKind::Text
        && only.span.covers(span)
    {
        return (text, Vec::new());
    }
    let line = &text[..memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())];
    (line, masks(document, paragraph, span.start(), span.start() + line.len()))
}

/// Gives the run of one emphasis mark that a text begins with.
fn emphasis_run(text: &str) -> &str {
    if !text.starts_with(['*', '_', '~']) {
        return "";
    }
    let mark = text.chars().next().filter(|mark| matches!(mark, '_' | '~')).unwrap_or('*');
    &text[..text.len() - text.trim_start_matches(mark).len()]
}

/// Tells whether a definition is nothing but a line break.
fn is_break(source: &str) -> bool {
    matches!(source, "<br>" | "<br/>" | "<br />" | "\\")
}
