//! The definitions of terms, as hashes.

use std::hash::{Hash, Hasher};

use notesmith_diagnostic::Span;
use notesmith_parse::{Entries, Entry};
use rustc_hash::FxHasher;

use super::sketch::sketch;
use crate::note::Note;

/// The bytes of the shortest definition that is worth a single place: a long sentence.
const LONG: usize = 90;
/// The bytes of the longest definition in which each word matters.
const SHORT: usize = 120;

/// A long definition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Definition {
    /// The hash of its text, line endings and indentation left out.
    pub(crate) hash: u64,
    /// The term.
    pub(crate) term: Span,
    /// The 1-based line of the term.
    pub(crate) line: u32,
}

/// A short definition that holds a number, of a term that means the same wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamedDefinition {
    /// The hash of the term, and of what it stands below unless it is a name.
    pub(crate) key: u64,
    /// The words of the definition, as bits.
    pub(crate) words: u128,
    /// The term.
    pub(crate) term: Span,
    /// The 1-based line of the term.
    pub(crate) line: u32,
    /// The hash of all headings and bullets that it stands below.
    pub(crate) context: u32,
}

/// Collects the definitions of a note that stand on the line of their term.
pub(super) fn collect(note: &Note<'_>) -> (Vec<Definition>, Vec<NamedDefinition>) {
    let (mut long, mut short) = (Vec::new(), Vec::new());
    let document = note.document();
    let found = note.entries();
    let line = |term: Span| document.line_index().line(term.start()) as u32;
    for entry in &found.entries {
        let Some(definition) = entry.definition else { continue };
        let text = document.slice(definition);
        if text.len() >= LONG {
            long.push(Definition { hash: hash_of_text(text), term: entry.term, line: line(entry.term) });
        }
        if text.len() <= SHORT
            && holds_digit(text)
            && let Some(key) = key_of(document.text(), found, entry)
        {
            let words = sketch(text);
            if words.count_ones() > 1 {
                let context = hash_of(&found.levels(entry).collect::<Vec<_>>()) as u32;
                short.push(NamedDefinition { key, words, term: entry.term, line: line(entry.term), context });
            }
        }
    }
    long.shrink_to_fit();
    short.shrink_to_fit();
    (long, short)
}

/// Whether a text holds a digit; without an early end, so that many bytes are compared at once.
fn holds_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit())
}

/// The hash of a term and of what tells which of several of that name it is; `None` where nothing tells.
///
/// `料金` means something else below each bullet; a name such as `RTO` is the same everywhere.
fn key_of(text: &str, found: &Entries<'_>, entry: &Entry<'_>) -> Option<u64> {
    let term = entry.term_text.as_ref();
    let is_nested =
        text.as_bytes()[..entry.span.start()].last().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    if !is_nested && term.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(hash_of(&(term, "")));
    }
    let parent = found.levels(entry).next().filter(|parent| parent.chars().any(char::is_alphabetic))?;
    Some(hash_of(&(term, parent)))
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

fn hash_of_text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        hasher.write(text.trim_end().as_bytes());
    } else {
        let joined: Vec<&str> = text.split_whitespace().collect();
        hasher.write(joined.join(" ").as_bytes());
    }
    hasher.finish()
}
