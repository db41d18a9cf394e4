//! A hash that is the same on every machine and in every version: it decides who checks what, and when.

/// Returns the FNV-1a hash of a text, mixed once more so that every bit of the result depends on all of it.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>; the finalizer is that of `SplitMix64`.
pub(crate) fn stable_hash(text: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_never_changes_and_spreads() {
        assert_eq!(stable_hash(""), stable_hash(""));
        assert_ne!(stable_hash("a.net"), stable_hash("b.net"));
        let mut counts = [0_usize; 8];
        for host in 0..800 {
            counts[usize::try_from(stable_hash(&format!("h{host}.net")) % 8).expect("below 8")] += 1;
        }
        assert!(counts.iter().all(|count| (60..140).contains(count)), "{counts:?}");
    }
}
