//! A hash of a word that can be put together from the hashes of its parts.

/// The base of the polynomial.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
/// What scatters hashes: an odd number whose products differ in their upper bits.
const SCATTER: u64 = 0xD6E8_FEB8_6659_FD93;

/// The hash of a word: a polynomial over its bytes, so that an edit of the word is an edit of the hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordHash(u64);

impl WordHash {
    /// The hash of a whole word.
    pub fn of(word: &[u8]) -> Self {
        word.iter().fold(Self::default(), |hash, byte| hash.with(*byte))
    }

    /// The hash of the word with one more byte behind it.
    #[inline]
    #[must_use]
    pub fn with(self, byte: u8) -> Self {
        Self(self.0.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1))
    }

    /// The hash of the word with another one behind it; `power` is [`power_of`] the other one's length in bytes.
    #[inline]
    pub(crate) fn followed_by(self, other: Self, power: u64) -> Self {
        Self(self.0.wrapping_mul(power).wrapping_add(other.0))
    }

    /// The hash of the word with the byte and another word behind it; `power` is that of the other word.
    #[inline]
    pub(crate) fn spelled(self, byte: u8, other: Self, power: u64) -> Self {
        self.gap_before(other, power).filled(byte)
    }

    /// The hashes of the word with any one byte and another word behind it; `power` is that of the other word.
    #[inline]
    pub(crate) fn gap_before(self, other: Self, power: u64) -> Gap {
        Gap { rest: self.0.wrapping_mul(BASE).wrapping_mul(power).wrapping_add(other.0), power }
    }

    /// All bits of the hash, each depending on the whole word.
    #[inline]
    pub fn mixed(self) -> u64 {
        let half = (self.0 ^ self.0 >> 32).wrapping_mul(SCATTER);
        half ^ half >> 32
    }

    /// The hash for a filter, whose upper bits depend on the whole word.
    ///
    /// It costs less than [`Self::mixed`], and a gap that is scattered before it is filled gives the same.
    #[inline]
    pub(crate) fn scattered(self) -> Self {
        Self(self.0.wrapping_mul(SCATTER))
    }

    /// The number that the upper bits are, without so many lower ones.
    #[inline]
    pub(crate) fn top(self, shift: u32) -> usize {
        (self.0 >> shift) as usize
    }

    /// Three numbers below 64 from bits behind the uppermost 18.
    #[inline]
    pub(crate) fn bits(self) -> [u64; 3] {
        [self.0 >> 40 & 63, self.0 >> 34 & 63, self.0 >> 28 & 63]
    }
}

/// A word with a byte left open, so that each byte in its place costs one multiplication.
#[derive(Clone, Copy)]
pub(crate) struct Gap {
    rest: u64,
    power: u64,
}

impl Gap {
    /// The hash that stands for the word with its gap; no word has a byte that gives the same.
    #[inline]
    pub(crate) fn open(self) -> WordHash {
        WordHash(self.rest)
    }

    /// The gap whose words have the scattered hashes of this one's.
    #[inline]
    pub(crate) fn scattered(self) -> Self {
        Self { rest: self.rest.wrapping_mul(SCATTER), power: self.power.wrapping_mul(SCATTER) }
    }

    /// The hash of the word with this byte in the gap.
    #[inline]
    pub(crate) fn filled(self, byte: u8) -> WordHash {
        WordHash(self.rest.wrapping_add((u64::from(byte) + 1).wrapping_mul(self.power)))
    }
}

/// What a hash is multiplied with when a word of so many bytes follows: the next power in a row from 1.
pub(crate) fn next_power(power: u64) -> u64 {
    power.wrapping_mul(BASE)
}
