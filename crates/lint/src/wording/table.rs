//! Two letters at a time: which phrases they are part of, and where in them.
//!
//! A text is searched by looking at two letters here and there, so the table answers for nearly all pairs at once that
//! they are part of none.
//! The compiler makes it: most runs are over before it would pay.

use super::{doing, misuses, negations, redundancies};

/// The rule that a phrase belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Redundancy,
    /// Any of `を行` and `を実` behind the last two letters of a verbal noun.
    Doing,
    Negation,
    Misuse,
}

/// Two letters of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Their six bytes, above two zeros.
    key: u64,
    /// How many bytes of the phrase stand before them.
    pub(super) before: usize,
    pub(super) kind: Kind,
    /// The phrase; empty for [`Kind::Doing`].
    pub(super) phrase: &'static str,
    /// The first two letters of the phrase.
    first: u64,
    /// One more than the number of the next pair in the same slot; 0 where it is the last.
    next: u16,
}

impl Pair {
    /// Tells whether a phrase may begin with the letters with a key.
    pub(super) fn may_begin(&self, key: u64) -> bool {
        self.first == key << 16
    }
}

/// The table of all phrases.
pub(super) struct Table {
    pairs: [Pair; COUNT],
    /// For each slot one more than the number of its first pair; 0 where it has none.
    slots: [u16; SLOTS],
    /// A bit for each pair, in so many that hardly any two share one.
    bits: [u64; BITS / 64],
}

/// A power of two, many times as many as there are pairs.
const SLOTS: usize = 1 << 12;

/// A power of two, a hundred times as many as there are pairs.
const BITS: usize = 1 << 15;

/// How many pairs there are.
const COUNT: usize = {
    let mut count = doing::NOUNS.len() + doing::ENDS.len() / LETTER + doing::FORMS_OF_DO.len() / LETTER + 3;
    let (mut list, mut at) = (0, 0);
    while list < LISTS.len() {
        while at < LISTS[list].1.len() {
            count += pairs_of(LISTS[list].1[at]);
            at += 1;
        }
        (list, at) = (list + 1, 0);
    }
    while at < misuses::MISUSES.len() {
        count += pairs_of(misuses::MISUSES[at].wrong);
        at += 1;
    }
    count
};

/// Gives how many pairs of a phrase a search needs: those that begin with one of its first four letters.
const fn pairs_of(phrase: &str) -> usize {
    let pairs = phrase.len() / LETTER - 1;
    if pairs < 4 { pairs } else { 4 }
}

/// The lists of phrases that are nothing more.
const LISTS: [(Kind, &[&str]); 2] =
    [(Kind::Redundancy, redundancies::PHRASES), (Kind::Negation, negations::PHRASES)];

/// The bytes of a letter.
const LETTER: usize = 3;

/// The table.
pub(super) static TABLE: Table = Table::new();

impl Table {
    #[expect(clippy::large_stack_arrays, reason = "the compiler makes it, nothing does when it runs")]
    const fn new() -> Self {
        let none = Pair { key: 0, before: 0, kind: Kind::Doing, phrase: "", first: 0, next: 0 };
        let mut table = Self { pairs: [none; COUNT], slots: [0; SLOTS], bits: [0; BITS / 64] };
        let mut number = 0;
        let (mut list, mut at) = (0, 0);
        while list < LISTS.len() {
            while at < LISTS[list].1.len() {
                number = table.add_phrase(number, LISTS[list].0, LISTS[list].1[at]);
                at += 1;
            }
            (list, at) = (list + 1, 0);
        }
        while at < misuses::MISUSES.len() {
            number = table.add_phrase(number, Kind::Misuse, misuses::MISUSES[at].wrong);
            at += 1;
        }
        let (ends, forms) = (doing::ENDS.as_bytes(), doing::FORMS_OF_DO.as_bytes());
        let [particle, go, real] = ["を".as_bytes(), "行".as_bytes(), "実".as_bytes()];
        at = 0;
        while at < doing::NOUNS.len() {
            let noun = doing::NOUNS[at].as_bytes();
            number = table.add(number, Kind::Doing, "", 0, key_at(noun, 0) | key_at(noun, LETTER) << 24);
            at += 1;
        }
        at = 0;
        while at < ends.len() {
            number = table.add(number, Kind::Doing, "", 3, key_at(ends, at) | key_at(particle, 0) << 24);
            at += LETTER;
        }
        at = 0;
        while at < forms.len() {
            number = table.add(number, Kind::Doing, "", 9, key_at(go, 0) | key_at(forms, at) << 24);
            at += LETTER;
        }
        number = table.add(number, Kind::Doing, "", 6, key_at(particle, 0) | key_at(go, 0) << 24);
        number = table.add(number, Kind::Doing, "", 6, key_at(particle, 0) | key_at(real, 0) << 24);
        number = table.add(number, Kind::Doing, "", 9, key_at(real, 0) | key_at(go, 0) << 24);
        assert!(number == COUNT, "each pair was counted");
        table
    }

    const fn add_phrase(&mut self, mut number: usize, kind: Kind, phrase: &'static str) -> usize {
        let bytes = phrase.as_bytes();
        assert!(bytes.len() >= 5 * LETTER && bytes.len().is_multiple_of(LETTER), "five letters or more");
        let mut at = 0;
        while at < pairs_of(phrase) * LETTER {
            let key = key_at(bytes, at) | key_at(bytes, at + LETTER) << 24;
            number = self.add(number, kind, phrase, at, key);
            at += LETTER;
        }
        number
    }

    /// Adds a pair with its number, and gives the next number.
    const fn add(
        &mut self,
        number: usize,
        kind: Kind,
        phrase: &'static str,
        before: usize,
        key: u64,
    ) -> usize {
        let slot = slot_of(key);
        let first = if phrase.is_empty() {
            0
        } else {
            (key_at(phrase.as_bytes(), 0) | key_at(phrase.as_bytes(), LETTER) << 24) << 16
        };
        self.pairs[number] = Pair { key: key << 16, before, kind, phrase, first, next: self.slots[slot] };
        self.slots[slot] = number as u16 + 1;
        let bit = bit_of(key);
        self.bits[bit / 64] |= 1 << (bit % 64);
        number + 1
    }

    /// Tells whether a pair may be the two letters with a key: six bytes, the first the lowest, and any two more.
    #[inline]
    pub(super) fn may_hold(&self, key: u64) -> bool {
        let bit = bit_of(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Gives the pairs that are the two letters with a key.
    #[inline]
    pub(super) fn find(&self, key: u64) -> impl Iterator<Item = &Pair> {
        let mut next = self.slots[slot_of(key)];
        std::iter::from_fn(move || {
            let pair = self.pairs.get(usize::from(next).wrapping_sub(1))?;
            next = pair.next;
            Some(pair)
        })
        .filter(move |pair| pair.key == key << 16)
    }
}

/// Gives the number of the letter at a byte.
const fn key_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at] as u64 | (bytes[at + 1] as u64) << 8 | (bytes[at + 2] as u64) << 16
}

#[inline]
const fn bit_of(key: u64) -> usize {
    // The two bytes behind the letters are no part of them.
    ((key << 16).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 49) as usize & (BITS - 1)
}

#[inline]
const fn slot_of(key: u64) -> usize {
    bit_of(key) & (SLOTS - 1)
}
