//! The walk over a document that collects entries, and the context that it keeps.

use std::borrow::Cow;

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, Place};
use super::found::Entries;
use super::phrase::is_number;
use super::plain_text::PlainText;
use super::rejection::{Reason, Rejection};
use super::separator::Marks;
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
    pub(super) found: Entries<'d>,
    /// The open headings: level and text.
    headings: Vec<(u8, Cow<'d, str>)>,
    /// The last `■` line under the current heading.
    marked_line: Option<Cow<'d, str>>,
    /// The open bullets with text of their own.
    bullets: Vec<Bullet<'d>>,
    /// The innermost of the open headings and the `■` line, once it was asked for.
    place: Option<Place>,
    /// Where a separator may stand in the note.
    pub(super) marks: Marks,
    /// An item that was read together with the one around it.
    pub(super) read_already: Option<NodeId>,
    /// Whether rows of tables are entries.
    rows: Rows,
    /// The items and headings in order, as a cursor each.
    next_item: usize,
    next_heading: usize,
}

/// An open bullet with text of its own.
struct Bullet<'d> {
    /// Where it ends.
    end: NodeId,
    text: PlainText<'d>,
    /// Itself as the place of what stands in it, once it was asked for.
    place: Option<Place>,
}

impl Document {
    /// Gives the terms with their definitions, and why everything else is none; both in source order.
    pub fn entries(&self) -> Entries<'_> {
        self.entries_with(Rows::Answers)
    }

    /// Does what [`Document::entries`] does, and takes rows of tables as it is told.
    pub fn entries_with(&self, rows: Rows) -> Entries<'_> {
        // More than most notes hold; what is left over is never touched.
        let expected = self.list_items().len();
        let mut extractor = Extractor {
            document: self,
            found: Entries {
                entries: Vec::with_capacity(expected),
                rejected: Vec::with_capacity(expected),
                pieces: Vec::with_capacity(expected),
                levels: Vec::with_capacity(expected / 2),
            },
            headings: Vec::new(),
            marked_line: None,
            bullets: Vec::new(),
            place: None,
            marks: Marks::of(self.text()),
            read_already: None,
            rows,
            next_item: 0,
            next_heading: 0,
        };
        let mut next = NodeId::ROOT;
        while next.index() < self.nodes().len() {
            next = extractor.visit(next);
        }
        extractor.found
    }
}

impl<'d> Extractor<'d> {
    /// Visits a node and gives the next one to visit.
    #[inline]
    fn visit(&mut self, id: NodeId) -> NodeId {
        let node = self.document.node(id);
        match node.kind {
            NodeKind::Heading => {
                let index = self.next_heading;
                self.next_heading += 1;
                if node.parent == NodeId::ROOT {
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
                return NodeId(id.0 + 1);
            }
            NodeKind::Paragraph => {
                if matches!(self.document.node(node.parent).kind, NodeKind::Document | NodeKind::BlockQuote) {
                    self.close_bullets(id);
                    self.paragraph(id);
                }
            }
            NodeKind::Table if self.rows == Rows::Entries => {
                self.close_bullets(id);
                self.table(id);
            }
            NodeKind::Table => {}
            _ => return NodeId(id.0 + 1),
        }
        // Nothing inside these is looked for.
        node.end
    }

    fn close_bullets(&mut self, id: NodeId) {
        while self.bullets.last().is_some_and(|bullet| bullet.end <= id) {
            self.bullets.pop();
        }
    }

    /// Opens a heading for what follows, and closes those of its level and below.
    pub(super) fn open_heading(&mut self, level: u8, text: PlainText<'d>) {
        self.headings.retain(|(open, _)| *open < level);
        self.headings.push((level, shortened(text)));
        self.marked_line = None;
        self.place = None;
        self.bullets.clear();
    }

    /// Takes a `■` line as context for what follows.
    pub(super) fn mark_line(&mut self, text: &'d str) {
        self.marked_line = Some(shortened(PlainText::new(text)));
        self.forget_places();
    }

    /// Closes the headings of a level and below, and the list above the heading.
    pub(super) fn close_headings(&mut self, level: u8) {
        self.headings.retain(|(open, _)| *open < level);
        self.bullets.clear();
        self.forget_places();
    }

    fn forget_places(&mut self) {
        self.place = None;
        self.bullets.iter_mut().for_each(|bullet| bullet.place = None);
    }

    /// Opens a bullet for what hangs below it.
    pub(super) fn open_bullet(&mut self, end: NodeId, text: PlainText<'d>) {
        if !text.as_str().is_empty() {
            self.bullets.push(Bullet { end, text, place: None });
        }
    }

    /// Gives the innermost of the headings, the `■` line and the bullets around the current place.
    pub(super) fn place(&mut self) -> Option<Place> {
        let known = self.bullets.iter().rposition(|bullet| bullet.place.is_some());
        let mut place = match known {
            Some(at) => self.bullets[at].place,
            None => self.place_outside_bullets(),
        };
        for bullet in &mut self.bullets[known.map_or(0, |at| at + 1)..] {
            // Most bullets have nothing below them, so they are shortened here.
            place = Some(self.found.push_level(place, shortened(bullet.text.clone())));
            bullet.place = place;
        }
        place
    }

    fn place_outside_bullets(&mut self) -> Option<Place> {
        if self.place.is_none() {
            let levels = self.headings.iter().map(|(_, text)| text).chain(&self.marked_line);
            for text in levels.filter(|text| !text.is_empty()) {
                self.place = Some(self.found.push_level(self.place, text.clone()));
            }
        }
        self.place
    }

    /// Adds a piece to the answer of the entry that is being read.
    pub(super) fn push_piece(&mut self, piece: BodyPiece) {
        self.found.pieces.push(piece);
    }

    /// Gives where the next answer begins among the pieces.
    pub(super) fn next_piece(&self) -> u32 {
        self.found.pieces.len() as u32
    }

    /// Gives the last piece from `first` on.
    pub(super) fn last_piece(&self, first: u32) -> Option<&BodyPiece> {
        self.found.pieces[first as usize..].last()
    }

    pub(super) fn push(&mut self, entry: Entry<'d>) {
        self.found.entries.push(entry);
    }

    pub(super) fn reject(&mut self, span: Span, reason: Reason) {
        self.found.rejected.push(Rejection { span, reason });
    }
}

fn shortened(text: PlainText<'_>) -> Cow<'_, str> {
    let text = text.into_text();
    if text.len() <= MAX_CONTEXT || text.chars().count() <= MAX_CONTEXT { text } else { cut(text) }
}

fn cut(mut text: Cow<'_, str>) -> Cow<'_, str> {
    if let Some((end, _)) = text.char_indices().nth(MAX_CONTEXT) {
        let text = text.to_mut();
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Tells whether the text before a separator can be a term.
pub(super) fn is_term(term: &PlainText<'_>) -> Result<(), Reason> {
    let text = term.as_str();
    let quoted = text.starts_with('"') && text.ends_with('"') || text.starts_with(['{', '}', '<', '/']);
    let is_letter =
        |letter| matches!(letter, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9FFF}') || letter.is_alphanumeric();
    if !text.chars().any(is_letter) || is_number(text) || quoted {
        return Err(Reason::NoTerm);
    }
    if term.holds_full_stop() || term.holds_stop_and_space() && text.split_whitespace().count() > 8 {
        return Err(Reason::SentenceBeforeSeparator);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(is_term(&PlainText::new(term)), expected, "{term}");
        }
    }
}
