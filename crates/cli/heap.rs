//! What the allocator is told about this program: memory that is freed will be wanted again.

use std::hint::black_box;

/// The block that tells it; a run over few notes holds less than twice as much.
const BLOCK: usize = 4 << 20;

/// Makes the GNU C library keep what is freed.
///
/// Each note frees what its check took, and the next one takes as much.
/// In between the library would give the end of the heap back to the system, which clears each page that it gives out
/// anew: 130 of the 1,000 that a small run takes.
/// It does so above twice the size of the largest block that was freed after it had a mapping of its own, which is
/// one like this, and no page of it is ever touched but the first.
/// Source: mallopt(3), `M_MMAP_THRESHOLD` and `M_TRIM_THRESHOLD`; other libraries do not care.
///
/// The second block is below the mark that the first one set: it makes the heap as large at once as it would become
/// step by step.
pub(crate) fn keep_what_is_freed() {
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(BLOCK)));
    }
}
