//! All that the extractor found in a note, and what its entries share: pieces of answers, headings and bullets.

use std::borrow::Cow;

use super::entry::{BodyPiece, Entry, Place};
use super::rejection::Rejection;

/// All that a note holds, both lists in source order.
#[derive(Clone, Debug, Default)]
pub struct Entries<'d> {
    /// The terms with their definitions.
    pub entries: Vec<Entry<'d>>,
    /// What could be an entry and is none.
    pub rejected: Vec<Rejection>,
    /// The pieces of all answers; those of one stand together.
    pub(super) pieces: Vec<BodyPiece>,
    /// The headings and bullets that entries stand below, each behind those that it stands below itself.
    pub(super) levels: Vec<Level<'d>>,
}

/// A heading or a bullet that others stand below.
#[derive(Clone, Debug)]
pub(super) struct Level<'d> {
    /// Where it stands itself.
    pub(super) parent: Option<Place>,
    pub(super) text: Cow<'d, str>,
}

impl<'d> Entries<'d> {
    /// Gives the pieces of source that make the answer of one of the entries, in order.
    pub fn body(&self, entry: &Entry<'_>) -> &[BodyPiece] {
        &self.pieces[entry.body.start as usize..entry.body.end as usize]
    }

    /// Gives the headings and bullets that one of the entries stands below as plain text, from the inside out.
    pub fn levels(&self, entry: &Entry<'_>) -> impl Iterator<Item = &str> {
        let mut next = entry.place;
        std::iter::from_fn(move || {
            let level = &self.levels[next?.0 as usize];
            next = level.parent;
            Some(level.text.as_ref())
        })
    }

    /// Gives the headings and bullets that one of the entries stands below as plain text, from the outside in.
    pub fn context(&self, entry: &Entry<'_>) -> Vec<&str> {
        let mut context: Vec<&str> = self.levels(entry).collect();
        context.reverse();
        context
    }

    /// Adds a heading or a bullet that stands below `parent`.
    pub(super) fn push_level(&mut self, parent: Option<Place>, text: Cow<'d, str>) -> Place {
        self.levels.push(Level { parent, text });
        Place(self.levels.len() as u32 - 1)
    }
}
