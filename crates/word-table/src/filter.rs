//! Tells most words that a table does not hold from all others, by one look at eight bytes.
//!
//! A block of eight bytes belongs to a part of all hashes, and each hash that was added sets three of its bits.

use crate::hash::WordHash;
use crate::table::LINE;

/// How many bits a filter has for each hash, at least.
const BITS: usize = 12;

/// A filter over bytes that live as long as the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter {
    blocks: &'static [[u8; 8]],
    /// How many of the lower bits of a hash say nothing of its block.
    shift: u32,
}

impl Filter {
    /// Opens the bytes of a filter; `None` where their length shows that they are others.
    pub(crate) fn new(bytes: &'static [u8]) -> Option<Self> {
        let fits = bytes.len().is_power_of_two() && bytes.len() >= LINE;
        let blocks = bytes.as_chunks().0;
        fits.then(|| Self { blocks, shift: shift_of(blocks.len()) })
    }

    /// Reads it through once.
    pub(crate) fn warm(self) {
        let lines: &[[u8; LINE]] = self.blocks.as_flattened().as_chunks().0;
        // Nobody needs what they hold.
        std::hint::black_box(lines.iter().fold(0, |all, line| all | line[0]));
    }

    /// Whether the word with this scattered hash may have been added; of a hundred others one may be, or two.
    #[inline]
    pub(crate) fn may_hold(self, scattered: WordHash) -> bool {
        let [first, second, third] = scattered.bits();
        let block = u64::from_le_bytes(self.blocks[scattered.top(self.shift)]);
        // Without a branch between them: one bit alone says little.
        block >> first & block >> second & block >> third & 1 == 1
    }
}

/// The bytes of a filter of some words' hashes.
pub(crate) fn bytes_of(hashes: impl ExactSizeIterator<Item = WordHash>) -> Vec<u8> {
    let bytes = (hashes.len() * BITS / 8).next_power_of_two().max(LINE);
    let mut blocks = vec![0_u64; bytes / 8];
    let shift = shift_of(blocks.len());
    for scattered in hashes.map(WordHash::scattered) {
        for bit in scattered.bits() {
            blocks[scattered.top(shift)] |= 1 << bit;
        }
    }
    blocks.into_iter().flat_map(u64::to_le_bytes).collect()
}

fn shift_of(blocks: usize) -> u32 {
    u64::BITS - blocks.ilog2()
}
