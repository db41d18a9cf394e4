//! Reads a table in place.
//!
//! A table is a hash table of buckets with eight slots: the header (number of buckets, of distinct numbers, of bytes of
//! the filter and of bytes of the gap filter, four bytes each), a filter with one or two bits of a byte for each word's
//! hash, a filter with the same for the hash of each word with each of its bytes left open (empty where the table was
//! made without), the buckets, the distinct numbers (eight bytes each).
//! A bucket is small enough for a line of the cache: a byte of each slot's hash (0 where it is empty), four bytes of
//! each slot's hash, the place of each slot's number (two bytes; left out where all numbers are the same).
//! All integers are little-endian.

use crate::hash::{Gap, WordHash};

/// How many words a bucket holds.
pub(crate) const SLOTS: usize = 8;
/// The bytes of the header.
pub(crate) const HEADER: usize = 16;

/// The bytes of a bucket in front of the places of its numbers.
const PLACES: usize = SLOTS * 5;

/// The bytes of a bucket of a table of so many distinct numbers.
fn bucket_size(distinct: usize) -> usize {
    if distinct > 1 { PLACES + SLOTS * 2 } else { PLACES }
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = LOW_BITS << 7;

/// A table over bytes that live as long as the program.
#[derive(Clone, Copy, Debug)]
pub struct WordTable {
    /// How many buckets there are.
    count: u64,
    filter: &'static [u8],
    gaps: &'static [u8],
    buckets: &'static [u8],
    numbers: &'static [[u8; 8]],
}

impl WordTable {
    /// Opens the bytes that [`crate::bytes_of`] made; `None` where their length shows that they are others.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk::<HEADER>()?;
        let [count, distinct, filter, gaps] = header.as_chunks().0 else { return None };
        let [count, distinct, filter, gaps] =
            [count, distinct, filter, gaps].map(|number| u32::from_le_bytes(*number) as usize);
        let (filter, rest) = rest.split_at_checked(filter)?;
        let (gaps, rest) = rest.split_at_checked(gaps)?;
        let (buckets, numbers) = rest.split_at_checked(count.checked_mul(bucket_size(distinct))?)?;
        let fits = count > 0
            && filter.len().is_power_of_two()
            && (gaps.is_empty() || gaps.len().is_power_of_two())
            && numbers.len() == distinct * 8;
        fits.then_some(Self { count: count as u64, filter, gaps, buckets, numbers: numbers.as_chunks().0 })
    }

    /// The number of a word; `None` where the table does not hold it.
    pub fn get(&self, word: impl AsRef<[u8]>) -> Option<u64> {
        self.get_hashed(WordHash::of(word.as_ref()))
    }

    /// The number of a word whose hash is known.
    pub fn get_hashed(&self, hash: WordHash) -> Option<u64> {
        self.slot(hash).map(|slot| self.number(slot))
    }

    /// Whether the table may hold the word; of twenty that it does not hold it denies nineteen.
    #[inline]
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        passes(self.filter, hash)
    }

    /// Whether the table may hold a word with any byte in the gap; a table without a gap filter never denies it.
    #[inline]
    pub(crate) fn may_fill(&self, gap: Gap) -> bool {
        self.gaps.is_empty() || passes(self.gaps, gap.open())
    }

    /// Where the word with this hash stands: its bucket, and the place of its slot there.
    pub(crate) fn slot(&self, hash: WordHash) -> Option<(&'static [u8], usize)> {
        let hash = hash.mixed();
        let (tag, print) = (tag_of(hash), (hash as u32).to_le_bytes());
        let size = bucket_size(self.numbers.len());
        let mut at = bucket_of(hash, self.count);
        loop {
            let bucket = &self.buckets[at * size..(at + 1) * size];
            let (tags, rest) = bucket.split_first_chunk::<SLOTS>()?;
            let tags = u64::from_le_bytes(*tags);
            let mut equal = zero_bytes(tags ^ (LOW_BITS * u64::from(tag)));
            while equal != 0 {
                let slot = equal.trailing_zeros() as usize / 8;
                if rest.as_chunks().0[slot] == print {
                    return Some((bucket, slot));
                }
                equal &= equal - 1;
            }
            if zero_bytes(tags) != 0 {
                return None;
            }
            at = next_bucket(at, self.count);
        }
    }

    pub(crate) fn number(&self, (bucket, slot): (&[u8], usize)) -> u64 {
        let place = bucket[PLACES..].as_chunks().0.get(slot).map_or(0, |place| u16::from_le_bytes(*place));
        u64::from_le_bytes(self.numbers[usize::from(place)])
    }
}

/// The byte of a filter of so many bytes, a power of two, and the bits in it, one or two, that stand for a hash.
#[inline]
pub(crate) fn filter_bits(mixed: u64, length: usize) -> (usize, [u8; 2]) {
    ((mixed >> 3) as usize & (length - 1), [1 << (mixed & 7), 1 << (mixed >> 32 & 7)])
}

/// Whether the bits of a hash are set in a filter; most hashes fail at the first.
#[inline]
fn passes(filter: &[u8], hash: WordHash) -> bool {
    let (byte, [first, second]) = filter_bits(hash.mixed(), filter.len());
    let byte = filter[byte];
    byte & first != 0 && byte & second != 0
}

/// The byte of a hash that stands for it in its bucket; never 0.
pub(crate) fn tag_of(mixed: u64) -> u8 {
    ((mixed >> 24) as u8).max(1)
}

/// The bucket in which the search for a hash begins.
pub(crate) fn bucket_of(mixed: u64, buckets: u64) -> usize {
    (((mixed >> 32) * buckets) >> 32) as usize
}

/// The bucket in which the search goes on behind a full one.
pub(crate) fn next_bucket(bucket: usize, buckets: u64) -> usize {
    if bucket as u64 + 1 == buckets { 0 } else { bucket + 1 }
}

/// The highest bit of each byte that is 0; a byte of 1 behind one may be taken for 0, too.
fn zero_bytes(bytes: u64) -> u64 {
    bytes.wrapping_sub(LOW_BITS) & !bytes & HIGH_BITS
}
