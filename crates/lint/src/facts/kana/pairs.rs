//! Pairs of hiragana that begin what the closer looks find; this is asked of every pair of every note.
//!
//! A letter that stands three times is not among them.

use super::{by_ear, doubled};

/// A bit for each second letter, by the first; the lowest seven bits of a code point tell hiragana apart.
static SUSPICIOUS: [u128; 128] = {
    let mut pairs = [0; 128];
    add(&mut pairs, &doubled::PAIRS);
    add(&mut pairs, &doubled::EXCLUSIVE);
    add(&mut pairs, &doubled::BOUNCED);
    add(&mut pairs, &by_ear::PAIRS);
    pairs
};

const fn add(suspicious: &mut [u128; 128], pairs: &[[char; 2]]) {
    let mut at = 0;
    while at < pairs.len() {
        suspicious[pairs[at][0] as usize & 127] |= 1 << (pairs[at][1] as u32 & 127);
        at += 1;
    }
}

/// Whether two hiragana, or the first of them three times, may begin a slip.
pub(super) fn may_be_slip(first: char, second: char) -> bool {
    first == second || SUSPICIOUS[first as usize & 127] >> (second as u32 & 127) & 1 == 1
}

/// The letters that may begin a slip with a letter before them, as bits; the letter is given as UTF-8.
#[inline]
pub(super) fn followers(letter: [u8; 3]) -> u128 {
    SUSPICIOUS[low_bits(letter)]
}

/// Whether a letter is one of these.
#[inline]
pub(super) fn has(letters: u128, letter: [u8; 3]) -> bool {
    letters >> low_bits(letter) & 1 == 1
}

/// The lowest seven bits of a letter's code point.
#[inline]
fn low_bits([_, second, third]: [u8; 3]) -> usize {
    usize::from(second & 1) << 6 | usize::from(third & 63)
}
