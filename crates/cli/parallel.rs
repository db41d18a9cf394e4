//! Threads: the only place that uses rayon.

use rayon::prelude::*;

/// Below this many items one thread is faster than a pool, whose start costs 1 to 2 ms.
const FEW: usize = 40;

/// Maps in parallel; the results keep the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < FEW { items.iter().map(f).collect() } else { items.par_iter().map(f).collect() }
}
