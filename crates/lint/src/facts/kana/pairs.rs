//! Pairs of hiragana that begin what the closer looks find; this is asked of every pair of every note.
//!
//! A letter that stands three times is not among them.

use super::{by_ear, doubled, endings};

/// A bit for each second letter, by the first, as [`low_bits`] numbers them.
type Pairs = [[u64; 2]; 512];

/// Those that may begin a slip wherever they stand.
static ANYWHERE: Pairs = {
    let mut pairs = [[0; 2]; 512];
    add(&mut pairs, &doubled::PAIRS);
    add(&mut pairs, &by_ear::PAIRS);
    add(&mut pairs, &endings::PAIRS);
    pairs
};

/// Those that may be a slip where no other hiragana follow.
static AT_END: Pairs = {
    let mut pairs = [[0; 2]; 512];
    add(&mut pairs, &doubled::EXCLUSIVE);
    add(&mut pairs, &doubled::BOUNCED);
    pairs
};

/// The lowest six bits of both letters of a pair, for a quick no.
type Likely = [u64; 64];
static LIKELY_ANYWHERE: Likely = likely(&ANYWHERE);
static LIKELY_AT_END: Likely = likely(&AT_END);

const fn likely(pairs: &Pairs) -> Likely {
    let mut likely = [0; 64];
    let mut first = 0;
    while first < pairs.len() {
        likely[first & 63] |= pairs[first][0] | pairs[first][1];
        first += 1;
    }
    likely
}

const fn add(set: &mut Pairs, pairs: &[[char; 2]]) {
    let mut at = 0;
    while at < pairs.len() {
        let (first, second) = (low_bits(pairs[at][0]), low_bits(pairs[at][1]));
        set[first as usize][second as usize >> 8] |= 1 << (second & 63);
        at += 1;
    }
}

/// The lowest nine bits of the bytes of a hiragana letter as a number, which tell hiragana apart.
const fn low_bits(letter: char) -> u32 {
    let code = letter as u32;
    (code & 0x40) << 2 | 0x80 | code & 0x3F
}

#[inline]
fn has(pairs: &Pairs, likely: &Likely, first: u32, second: u32) -> bool {
    let is_likely = likely[first as usize & 63] >> (second & 63) & 1 == 1;
    is_likely && pairs[first as usize & 511][second as usize >> 8 & 1] >> (second & 63) & 1 == 1
}

/// Whether two hiragana, or the first of them three times, may begin a slip.
pub(super) fn may_be_slip(first: char, second: char) -> bool {
    let (low_first, low_second) = (low_bits(first), low_bits(second));
    first == second || begin_slip(low_first, low_second) || end_in_slip(low_first, low_second)
}

/// Whether two hiragana may begin a slip wherever they stand, by the lowest bits of their bytes; 0 is no letter.
#[inline]
pub(super) fn begin_slip(first: u32, second: u32) -> bool {
    has(&ANYWHERE, &LIKELY_ANYWHERE, first, second)
}

/// Whether two hiragana may be a slip where no other follow, by the lowest bits of their bytes; 0 is no letter.
#[inline]
pub(super) fn end_in_slip(first: u32, second: u32) -> bool {
    has(&AT_END, &LIKELY_AT_END, first, second)
}
