//! What the terms of a note are said to be: hashes and places, because 100,000 notes are kept until the last is read.

mod acronym;
mod definitions;
mod expansions;
mod sketch;

use crate::note::Note;

pub(crate) use acronym::{Acronym, is_connecting};
pub(crate) use definitions::{Definition, NamedDefinition};
pub(crate) use expansions::{Expansion, words_of};

/// What the terms of one note are said to be, all in order of their place.
#[derive(Debug, Default)]
pub(crate) struct TermFacts {
    /// Definitions that are long enough to be worth a single place.
    pub(crate) long: Vec<Definition>,
    /// Definitions with a number that are short enough for each word to matter.
    pub(crate) short: Vec<NamedDefinition>,
    /// What acronyms stand for.
    pub(crate) expansions: Vec<Expansion>,
}

/// Collects what the terms of a note are said to be; `None` where there is nothing.
pub(crate) fn collect(note: &Note<'_>) -> Option<Box<TermFacts>> {
    let (long, short) = definitions::collect(note);
    let expansions = expansions::collect(note);
    let has_facts = !(long.is_empty() && short.is_empty() && expansions.is_empty());
    has_facts.then(|| Box::new(TermFacts { long, short, expansions }))
}
