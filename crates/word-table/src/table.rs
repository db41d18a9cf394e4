//! Reads a table in place.
//!
//! A table is a hash table of buckets: the header (number of buckets, of distinct numbers, of bytes of the filter and of
//! bytes of the gap filter, four bytes each, and zeros), a filter of the words' hashes, a filter of the hashes of each
//! word with each of its bytes left open (empty where the table was made without), the buckets, the distinct numbers
//! (eight bytes each).
//! The header, each filter and each bucket are whole lines of a cache, so that a table whose bytes begin one is asked
//! with one look at memory, or at most two.
//! A bucket holds a byte of each slot's hash (0 where it is empty), three further bytes of each slot's hash, and the
//! place of each slot's number (two bytes; left out where all numbers are the same, so that it has more slots).
//! All integers are little-endian.

use crate::filter::Filter;
use crate::hash::WordHash;

/// The bytes of a bucket, and those of a line of the cache.
pub(crate) const LINE: usize = 64;

/// How many words a bucket of a table of so many distinct numbers has room for.
pub(crate) const fn slots_of(distinct: usize) -> usize {
    if distinct > 1 { 10 } else { 16 }
}

const LOW_BITS: u128 = u128::MAX / 0xFF;
const HIGH_BITS: u128 = LOW_BITS << 7;

/// A table over bytes that live as long as the program.
///
/// It is asked fastest where its bytes begin at a multiple of 64.
#[derive(Clone, Copy, Debug)]
pub struct WordTable {
    filter: Filter,
    gaps: Option<Filter>,
    buckets: &'static [[u8; LINE]],
    /// How many slots a bucket has.
    slots: usize,
    numbers: &'static [[u8; 8]],
}

impl WordTable {
    /// Opens the bytes that [`crate::bytes_of`] made; `None` where their length shows that they are others.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk::<LINE>()?;
        let [count, distinct, filter, gaps, ..] = header.as_chunks().0 else { return None };
        let [count, distinct, filter, gaps] =
            [count, distinct, filter, gaps].map(|number| u32::from_le_bytes(*number) as usize);
        let (filter, rest) = rest.split_at_checked(filter)?;
        let (gaps, rest) = rest.split_at_checked(gaps)?;
        let (buckets, numbers) = rest.split_at_checked(count.checked_mul(LINE)?)?;
        let gaps = if gaps.is_empty() { None } else { Some(Filter::new(gaps)?) };
        (count > 0 && numbers.len() == distinct * 8).then_some(Self {
            filter: Filter::new(filter)?,
            gaps,
            buckets: buckets.as_chunks().0,
            slots: slots_of(distinct),
            numbers: numbers.as_chunks().0,
        })
    }

    /// Reads the filters through once, in the order of memory, so that they are in the cache.
    ///
    /// That takes a tenth of the time that some thousand questions wait for as many lines, one after another;
    /// [`Self::near`] and [`Self::get_unlikely`] ask them.
    pub fn warm_filters(&self) {
        for filter in [Some(self.filter), self.gaps].into_iter().flatten() {
            filter.warm();
        }
    }

    /// The number of a word; `None` where the table does not hold it.
    pub fn get(&self, word: impl AsRef<[u8]>) -> Option<u64> {
        self.get_hashed(WordHash::of(word.as_ref()))
    }

    /// The number of a word whose hash is known.
    pub fn get_hashed(&self, hash: WordHash) -> Option<u64> {
        self.slot(hash).map(|slot| self.number(slot))
    }

    /// The numbers of many words whose hashes are known.
    ///
    /// Their lines of memory are asked for together, where questions one by one wait for one after another.
    pub fn get_all(&self, hashes: &[WordHash]) -> Vec<Option<u64>> {
        self.expect(hashes.iter().copied());
        hashes.iter().map(|hash| self.get_hashed(*hash)).collect()
    }

    /// Reads the lines where the words with these hashes stand, if the table holds them.
    #[inline]
    pub(crate) fn expect(&self, hashes: impl Iterator<Item = WordHash>) {
        let first_byte = |hash| self.buckets[Print::of(hash).bucket(self.buckets.len())][0];
        // Nobody needs what they hold; that none waits for another is what counts.
        std::hint::black_box(hashes.fold(0, |all, hash| all | first_byte(hash)));
    }

    /// The same for a word that the table hardly ever holds: most are denied without a look at the words.
    pub fn get_unlikely(&self, hash: WordHash) -> Option<u64> {
        self.filter.may_hold(hash.scattered()).then(|| self.get_hashed(hash)).flatten()
    }

    /// What tells most of the words that the table does not hold.
    pub(crate) fn filter(&self) -> Filter {
        self.filter
    }

    /// The same for words with a gap, if the table was made with it.
    pub(crate) fn gaps(&self) -> Option<Filter> {
        self.gaps
    }

    /// Where the word with this hash stands: its bucket, and the place of its slot there.
    pub(crate) fn slot(&self, hash: WordHash) -> Option<(&'static [u8; LINE], usize)> {
        const FEW: usize = slots_of(2);
        const MANY: usize = slots_of(1);
        if self.slots == FEW { self.slot_among::<FEW>(hash) } else { self.slot_among::<MANY>(hash) }
    }

    fn slot_among<const SLOTS: usize>(&self, hash: WordHash) -> Option<(&'static [u8; LINE], usize)> {
        let print = Print::of(hash);
        // What lies behind the tags of ten slots is none.
        let used = const { u128::MAX >> (u128::BITS - 8 * SLOTS as u32) };
        let mut at = print.bucket(self.buckets.len());
        loop {
            let bucket = &self.buckets[at];
            let tags = u128::from_le_bytes(*bucket.first_chunk()?);
            let mut equal = zero_bytes(tags ^ print.tags()) & used;
            while equal != 0 {
                let slot = equal.trailing_zeros() as usize / 8;
                // The byte in front is read, too: four bytes are one number.
                let rest = bucket[SLOTS + 3 * slot - 1..].first_chunk()?;
                if u32::from_le_bytes(*rest) >> 8 == print.rest {
                    return Some((bucket, slot));
                }
                equal &= equal - 1;
            }
            if zero_bytes(tags) & used != 0 {
                return None;
            }
            at = next_bucket(at, self.buckets.len());
        }
    }

    pub(crate) fn number(&self, (bucket, slot): (&[u8; LINE], usize)) -> u64 {
        let place = if self.numbers.len() > 1 {
            let start = 4 * self.slots + 2 * slot;
            u16::from_le_bytes([bucket[start], bucket[start + 1]])
        } else {
            0
        };
        u64::from_le_bytes(self.numbers[usize::from(place)])
    }
}

/// What stands for a word in a bucket.
#[derive(Clone, Copy)]
pub(crate) struct Print {
    /// What the upper bits of the hash are.
    upper: u64,
    /// Never 0.
    pub(crate) tag: u8,
    /// Three bytes.
    pub(crate) rest: u32,
}

impl Print {
    pub(crate) fn of(hash: WordHash) -> Self {
        let mixed = hash.mixed();
        Self { upper: mixed >> 32, tag: ((mixed >> 24) as u8).max(1), rest: mixed as u32 & 0x00FF_FFFF }
    }

    /// Its tag for each slot.
    fn tags(self) -> u128 {
        let half = u128::from(u64::from(self.tag) * LOW_BITS as u64);
        half | half << 64
    }

    /// The bucket, of so many, in which the search begins.
    pub(crate) fn bucket(self, buckets: usize) -> usize {
        ((self.upper * buckets as u64) >> 32) as usize
    }
}

/// The bucket in which the search goes on behind a full one.
pub(crate) fn next_bucket(bucket: usize, buckets: usize) -> usize {
    if bucket + 1 == buckets { 0 } else { bucket + 1 }
}

/// The highest bit of each byte that is 0; a byte of 1 behind one may be taken for 0, too.
fn zero_bytes(bytes: u128) -> u128 {
    bytes.wrapping_sub(LOW_BITS) & !bytes & HIGH_BITS
}
