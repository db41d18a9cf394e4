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
        let mut edits = Edits { table: self, word, found };
        let mut parts = [Part::default(); LONGEST + 1];
        let parts = &mut parts[..=word.len()];
        fill(parts, word);
        for at in *places.start()..=word.len().min(*places.end()) {
            edits.delete(parts, at);
            edits.transpose(parts, at);
            edits.replace(parts, at, letters);
            edits.insert(parts, at, letters);
        }
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

struct Edits<'a> {
    table: &'a WordTable,
    word: &'a [u8],
    found: &'a mut dyn FnMut(Vec<u8>, u64),
}

impl Edits<'_> {
    /// Leaves a letter out; of a doubled letter only the last, lest a word be found twice.
    fn delete(&mut self, parts: &[Part], at: usize) {
        if let Some(behind) = parts.get(at + 1)
            && self.word.get(at) != self.word.get(at + 1)
        {
            self.ask(parts[at].before.followed_by(behind.behind, behind.power), at, &[], at + 1);
        }
    }

    fn transpose(&mut self, parts: &[Part], at: usize) {
        if let Some(&[first, second]) = self.word.get(at..at + 2)
            && first != second
        {
            let behind = parts[at + 2];
            let hash = parts[at].before.with(second).spelled(first, behind.behind, behind.power);
            self.ask(hash, at, &[second, first], at + 2);
        }
    }

    fn replace(&mut self, parts: &[Part], at: usize, letters: &[u8]) {
        if let Some(behind) = parts.get(at + 1) {
            let gap = parts[at].before.gap_before(behind.behind, behind.power);
            self.fill_gap(gap, letters, at, at + 1);
        }
    }

    fn insert(&mut self, parts: &[Part], at: usize, letters: &[u8]) {
        let part = parts[at];
        self.fill_gap(part.before.gap_before(part.behind, part.power), letters, at, at);
    }

    /// Asks for the word with each letter in the gap between two places; with the letter that stands there already it
    /// is the word itself, or one that is asked for at the next place.
    fn fill_gap(&mut self, gap: Gap, letters: &[u8], from: usize, to: usize) {
        let table = self.table;
        if !table.may_fill(gap) {
            return;
        }
        let (filter, scattered) = (table.filter(), gap.scattered());
        for letter in letters {
            if filter.may_hold(scattered.filled(*letter)) && self.word.get(from) != Some(letter) {
                self.look_up(gap.filled(*letter), from, &[*letter], to);
            }
        }
    }

    /// Asks for the word with other letters from one place to another.
    fn ask(&mut self, hash: WordHash, from: usize, letters: &[u8], to: usize) {
        if self.table.filter().may_hold(hash.scattered()) {
            self.look_up(hash, from, letters, to);
        }
    }

    // Few words get here; the loops above are short without it.
    #[inline(never)]
    fn look_up(&mut self, hash: WordHash, from: usize, letters: &[u8], to: usize) {
        if let Some(slot) = self.table.slot(hash) {
            let word = [&self.word[..from], letters, &self.word[to..]].concat();
            (self.found)(word, self.table.number(slot));
        }
    }
}
