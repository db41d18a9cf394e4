//! The walk over a document that collects entries, and the context that it keeps.

use std::sync::Arc;

use notesmith_diagnostic::Span;

use super::entry::{Entries, Entry, Reason, Rejection};
use super::phrase::{holds_full_stop, is_number};
use super::separator::marks;
use super::text::squeeze;
use crate::document::{Document, NodeId, NodeKind};

/// How many lists deep a bullet may stand to be an entry of its own.
///
/// An entry also stands in the answers of all above it, so without a bound the answers would grow faster than the note.
pub(super) const MAX_DEPTH: usize = 16;

/// How many characters of a heading or a bullet stand in the context of what is below it; for the same reason.
const MAX_CONTEXT: usize = 200;

/// What rows of tables are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Part of the answer that they stand in.
    Answers,
    /// Entries of their own as well.
    Entries,
}

/// The state of one walk.
pub(super) struct Extractor<'d> {
    pub(super) document: &'d Document,
    pub(super) found: Entries,
    /// The open headings: level and text.
    headings: Vec<(u8, String)>,
    /// The last `■` line under the current heading.
    marked_line: Option<String>,
    /// The open bullets with text of their own.
    bullets: Vec<Bullet>,
    /// The context of what stands in no open bullet, once it was asked for.
    context: Option<Arc<[String]>>,
    /// Where a separator may stand in the note; see [`marks`].
    pub(super) marks: Vec<usize>,
    /// An item that was read together with the one around it.
    pub(super) read_already: Option<NodeId>,
    /// Whether rows of tables are entries.
    rows: Rows,
    /// The items and headings in order, as a cursor each.
    next_item: usize,
    next_heading: usize,
}

/// An open bullet with text of its own.
struct Bullet {
    /// Where it ends.
    end: NodeId,
    text: String,
    /// The context of what stands in it, once it was asked for.
    context: Option<Arc<[String]>>,
}

impl Document {
    /// Gives the terms with their definitions, and why everything else is none; both in source order.
    pub fn entries(&self) -> Entries {
        self.entries_with(Rows::Answers)
    }

    /// Does what [`Document::entries`] does, and takes rows of tables as it is told.
    pub fn entries_with(&self, rows: Rows) -> Entries {
        let mut extractor = Extractor {
            document: self,
            found: Entries {
                entries: Vec::with_capacity(self.list_items().len() / 2),
                rejected: Vec::with_capacity(self.list_items().len() / 2),
            },
            headings: Vec::new(),
            marked_line: None,
            bullets: Vec::new(),
            context: None,
            marks: marks(self.text()),
            read_already: None,
            rows,
            next_item: 0,
            next_heading: 0,
        };
        for index in 0..self.nodes().len() {
            extractor.visit(NodeId(index as u32));
        }
        extractor.found
    }
}

impl Extractor<'_> {
    fn visit(&mut self, id: NodeId) {
        match self.document.node(id).kind {
            NodeKind::Heading => {
                let index = self.next_heading;
                self.next_heading += 1;
                if self.document.node(id).parent.index() == 0 {
                    self.heading(index);
                }
            }
            NodeKind::Item => {
                let index = self.next_item;
                self.next_item += 1;
                self.close_bullets(id);
                if self.read_already.take_if(|read| *read == id).is_none() {
                    self.item(index);
                }
            }
            NodeKind::Paragraph => {
                let parent = self.document.node(id).parent;
                if matches!(self.document.node(parent).kind, NodeKind::Document | NodeKind::BlockQuote) {
                    self.paragraph(id);
                }
            }
            NodeKind::Table if self.rows == Rows::Entries => {
                self.close_bullets(id);
                self.table(id);
            }
            _ => {}
        }
    }

    fn close_bullets(&mut self, id: NodeId) {
        while self.bullets.last().is_some_and(|bullet| bullet.end <= id) {
            self.bullets.pop();
        }
    }

    /// Opens a heading for what follows, and closes those of its level and below.
    pub(super) fn open_heading(&mut self, level: u8, text: &str) {
        self.headings.retain(|(open, _)| *open < level);
        self.headings.push((level, shortened(squeeze(text))));
        self.marked_line = None;
        self.context = None;
        self.bullets.clear();
    }

    /// Takes a `■` line as context for what follows.
    pub(super) fn mark_line(&mut self, text: &str) {
        self.marked_line = Some(shortened(squeeze(text)));
        self.forget_context();
    }

    /// Closes the headings of a level and below.
    pub(super) fn close_headings(&mut self, level: u8) {
        self.headings.retain(|(open, _)| *open < level);
        self.forget_context();
    }

    fn forget_context(&mut self) {
        self.context = None;
        self.bullets.iter_mut().for_each(|bullet| bullet.context = None);
    }

    /// Opens a bullet for what hangs below it.
    pub(super) fn open_bullet(&mut self, end: NodeId, text: String) {
        if !text.is_empty() {
            self.bullets.push(Bullet { end, text: shortened(text), context: None });
        }
    }

    /// Gives headings, the `■` line and bullets around the current place, from the outside in.
    pub(super) fn context(&mut self) -> Arc<[String]> {
        let known = self.bullets.last().map_or(&self.context, |bullet| &bullet.context);
        if let Some(known) = known {
            return Arc::clone(known);
        }
        let headings = self.headings.iter().map(|(_, text)| text);
        let bullets = self.bullets.iter().map(|bullet| &bullet.text);
        let all = headings.chain(&self.marked_line).chain(bullets).filter(|text| !text.is_empty());
        let context: Arc<[String]> = all.cloned().collect();
        let place = self.bullets.last_mut().map_or(&mut self.context, |bullet| &mut bullet.context);
        Arc::clone(place.insert(context))
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.found.entries.push(entry);
    }

    pub(super) fn reject(&mut self, span: Span, reason: Reason) {
        let text = self.document.slice(span);
        let first = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
        self.found.rejected.push(Rejection { span: Span::new(span.start(), span.start() + first), reason });
    }
}

fn shortened(mut text: String) -> String {
    if text.len() > MAX_CONTEXT
        && text.chars().count() > MAX_CONTEXT
        && let Some((cut, _)) = text.char_indices().nth(MAX_CONTEXT)
    {
        text.truncate(cut);
        text.push('…');
    }
    text
}

/// Tells whether the text before a separator can be a term.
pub(super) fn is_term(text: &str) -> Result<(), Reason> {
    let quoted = text.starts_with('"') && text.ends_with('"') || text.starts_with(['{', '}', '<', '/']);
    if !text.chars().any(char::is_alphanumeric) || is_number(text) || quoted {
        return Err(Reason::NoTerm);
    }
    let bytes = text.as_bytes();
    let ends_inside = || memchr::memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1) == Some(&b' '));
    if holds_full_stop(text) || ends_inside() && text.split_whitespace().count() > 8 {
        return Err(Reason::SentenceBeforeSeparator);
    }
    Ok(())
}

/// Gives both parts of `ACRONYM(Expansion)`.
pub(super) fn aliases(term: &str) -> Vec<String> {
    if !term.ends_with([')', '）']) {
        return Vec::new();
    }
    let Some(open) = term.find(['(', '（']) else { return Vec::new() };
    let Some(inner) = term[open..].strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']))
    else {
        return Vec::new();
    };
    let outer = term[..open].trim();
    if outer.is_empty() || inner.trim().is_empty() {
        return Vec::new();
    }
    vec![outer.to_owned(), inner.trim().to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_have_two_names() {
        for (term, expected) in [
            ("FIFO(First In, First Out)", vec!["FIFO", "First In, First Out"]),
            ("列（Queue）", vec!["列", "Queue"]),
            ("列(Queue(FIFO))", vec!["列", "Queue(FIFO)"]),
            ("列", vec![]),
            ("(Queue)", vec![]),
            ("列(Queue)の長さ", vec![]),
        ] {
            assert_eq!(aliases(term), expected, "{term}");
        }
    }

    #[test]
    fn terms_are_terms() {
        for (term, expected) in [
            ("列", Ok(())),
            ("Route 53", Ok(())),
            ("12", Err(Reason::NoTerm)),
            ("\"Version\"", Err(Reason::NoTerm)),
            ("→", Err(Reason::NoTerm)),
            ("分ける。次", Err(Reason::SentenceBeforeSeparator)),
        ] {
            assert_eq!(is_term(term), expected, "{term}");
        }
    }
}
