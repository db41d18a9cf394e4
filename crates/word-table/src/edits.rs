//! Finds the words of a table that are one edit from a word, by asking for each edited form.
//!
//! An edit is an insertion, a deletion, a substitution or a transposition of neighbours (OSA distance 1).
//! A distance of two is left to callers, who compare with few candidates and evidence.

use std::ops::RangeInclusive;

use crate::hash::{Gap, WordHash, next_power};
use crate::table::WordTable;

/// The longest word that is edited, in bytes.
const LONGEST: usize = 64;

impl WordTable {
    /// Calls `found` with each word of the table at distance exactly one, and its number, in no order.
    ///
    /// Any of the letters may stand in place of another or between two; a word of more than 64 bytes has no word near.
    pub fn near(&self, word: &[u8], letters: &[u8], found: &mut dyn FnMut(Vec<u8>, u64)) {
        self.near_in(0..=word.len(), word, letters, found);
    }

    /// The same for edits that begin at one of these places, each in front of a byte or behind the last.
    pub fn near_in(
        &self,
        places: RangeInclusive<usize>,
        word: &[u8],
        letters: &[u8],
        found: &mut dyn FnMut(Vec<u8>, u64),
    ) {
        if word.len() > LONGEST {
            return;
        }
        let mut parts = [Part::default(); LONGEST + 1];
        let parts = &mut parts[..=word.len()];
        fill(parts, word);
        let places = *places.start()..=word.len().min(*places.end());
        let mut edits = Edits { table: self, word, likely: Vec::new() };
        for at in places.clone() {
            edits.delete(parts, at);
            edits.transpose(parts, at);
        }
        for opening in self.openings(parts, places) {
            edits.fill_gap(&opening, letters);
        }
        // Hardly any of them is in the cache, so all are asked for before the first is looked at.
        self.expect(edits.likely.iter().map(|edited| edited.hash));
        for edited in &edits.likely {
            if let Some(slot) = self.slot(edited.hash) {
                found(edited.text(word), self.number(slot));
            }
        }
    }

    /// The places where any letter may lead to a word of the table, in place of another or between two.
    fn openings(&self, parts: &[Part], places: RangeInclusive<usize>) -> Vec<Opening> {
        let mut openings = Vec::with_capacity(2 * parts.len());
        for from in places {
            let part = parts[from];
            if let Some(behind) = parts.get(from + 1) {
                let gap = part.before.gap_before(behind.behind, behind.power);
                openings.push(Opening { gap, from, to: from + 1 });
            }
            let gap = part.before.gap_before(part.behind, part.power);
            openings.push(Opening { gap, from, to: from });
        }
        if let Some(filter) = self.gaps() {
            openings.retain(|opening| filter.may_hold(opening.gap.open().scattered()));
        }
        openings
    }
}

/// Calls `found` with the word's gaps: each of its bytes left open in turn; none of a word that is never near another.
pub(crate) fn each_gap(word: &[u8], mut found: impl FnMut(Gap)) {
    if word.len() > LONGEST + 1 {
        return;
    }
    let mut parts = [Part::default(); LONGEST + 2];
    fill(&mut parts, word);
    for at in 0..word.len() {
        let behind = parts[at + 1];
        found(parts[at].before.gap_before(behind.behind, behind.power));
    }
}

/// The hashes of what is before and behind a place of the word.
#[derive(Clone, Copy, Default)]
struct Part {
    before: WordHash,
    behind: WordHash,
    /// What a hash is multiplied with when all that is behind the place follows.
    power: u64,
}

fn fill(parts: &mut [Part], word: &[u8]) {
    for at in 0..word.len() {
        parts[at + 1].before = parts[at].before.with(word[at]);
    }
    parts[word.len()].power = 1;
    for at in (0..word.len()).rev() {
        let next = parts[at + 1];
        parts[at].behind = WordHash::default().spelled(word[at], next.behind, next.power);
        parts[at].power = next_power(next.power);
    }
}

/// A word whose letters from one place to another are any one letter.
struct Opening {
    gap: Gap,
    from: usize,
    to: usize,
}

/// A word with other letters from one place to another.
struct Edited {
    hash: WordHash,
    from: usize,
    /// The letters, as many as `length` says.
    letters: [u8; 2],
    length: usize,
    to: usize,
}

impl Edited {
    fn text(&self, word: &[u8]) -> Vec<u8> {
        [&word[..self.from], &self.letters[..self.length], &word[self.to..]].concat()
    }
}

/// The edited forms of a word that a table may hold.
struct Edits<'a> {
    table: &'a WordTable,
    word: &'a [u8],
    likely: Vec<Edited>,
}

impl Edits<'_> {
    /// Leaves a letter out; of a doubled letter only the last, lest a word be found twice.
    fn delete(&mut self, parts: &[Part], at: usize) {
        if let Some(behind) = parts.get(at + 1)
            && self.word.get(at) != self.word.get(at + 1)
        {
            let hash = parts[at].before.followed_by(behind.behind, behind.power);
            self.ask(Edited { hash, from: at, letters: [0; 2], length: 0, to: at + 1 });
        }
    }

    fn transpose(&mut self, parts: &[Part], at: usize) {
        if let Some(&[first, second]) = self.word.get(at..at + 2)
            && first != second
        {
            let behind = parts[at + 2];
            let hash = parts[at].before.with(second).spelled(first, behind.behind, behind.power);
            self.ask(Edited { hash, from: at, letters: [second, first], length: 2, to: at + 2 });
        }
    }

    fn ask(&mut self, edited: Edited) {
        if self.table.filter().may_hold(edited.hash.scattered()) {
            self.likely.push(edited);
        }
    }

    /// Asks for the word with each letter in a gap; with the letter that stands there already it is the word itself, or
    /// one that is asked for at the next place.
    fn fill_gap(&mut self, &Opening { gap, from, to }: &Opening, letters: &[u8]) {
        let (filter, scattered) = (self.table.filter(), gap.scattered());
        for letter in letters {
            if filter.may_hold(scattered.filled(*letter)) && self.word.get(from) != Some(letter) {
                let hash = gap.filled(*letter);
                self.likely.push(Edited { hash, from, letters: [*letter, 0], length: 1, to });
            }
        }
    }
}
