//! Pairs of hiragana that begin what the closer looks find; this is asked of every pair of every note.
//!
//! A letter that stands three times is not among them.

use super::{by_ear, doubled};

/// A bit for each second letter, by the first, as [`low_bits`] numbers them.
static SUSPICIOUS: [[u64; 2]; 512] = {
    let mut pairs = [[0; 2]; 512];
    add(&mut pairs, &doubled::PAIRS);
    add(&mut pairs, &doubled::EXCLUSIVE);
    add(&mut pairs, &doubled::BOUNCED);
    add(&mut pairs, &by_ear::PAIRS);
    pairs
};

const fn add(suspicious: &mut [[u64; 2]; 512], pairs: &[[char; 2]]) {
    let mut at = 0;
    while at < pairs.len() {
        let (first, second) = (low_bits(pairs[at][0]), low_bits(pairs[at][1]));
        suspicious[first as usize][second as usize >> 8] |= 1 << (second & 63);
        at += 1;
    }
}

/// The lowest nine bits of the bytes of a hiragana letter as a number, which tell hiragana apart.
const fn low_bits(letter: char) -> u32 {
    let code = letter as u32;
    (code & 0x40) << 2 | 0x80 | code & 0x3F
}

/// Whether two hiragana, or the first of them three times, may begin a slip.
pub(super) fn may_be_slip(first: char, second: char) -> bool {
    first == second || begin_slip(low_bits(first), low_bits(second))
}

/// Whether two hiragana may begin a slip, by the lowest bits of their bytes; 0 is no letter.
#[inline]
pub(super) fn begin_slip(first: u32, second: u32) -> bool {
    SUSPICIOUS[first as usize & 511][second as usize >> 8 & 1] >> (second & 63) & 1 == 1
}
