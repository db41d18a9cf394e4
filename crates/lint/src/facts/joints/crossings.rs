//! The bytes of a text where ASCII ends or begins, found many bytes at a time.

/// Gives to `take` each byte, but the first, that is ASCII behind one that is not, or the other way round; in order.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it has one caller, and what it calls belongs into its loop")]
pub(super) fn crossings(text: &[u8], mut take: impl FnMut(usize)) {
    let Some(first) = text.first() else { return };
    // Whether the byte before is no ASCII, as 0 or 1.
    let mut before = u64::from(first >> 7);
    for (number, block) in text.chunks(64).enumerate() {
        let high = high_bits(block);
        // Behind the end stands nothing.
        let mut changes = (high ^ (high << 1 | before)) & (u64::MAX >> (64 - block.len()));
        before = high >> 63;
        while changes != 0 {
            take(number * 64 + changes.trailing_zeros() as usize);
            changes &= changes - 1;
        }
    }
}

/// Gives a bit for each of at most 64 bytes, the lowest for the first: whether it is no ASCII.
#[inline]
fn high_bits(block: &[u8]) -> u64 {
    let (words, rest) = block.as_chunks::<8>();
    let mut bits = 0;
    for (number, word) in words.iter().enumerate() {
        bits |= high_bits_of(u64::from_le_bytes(*word)) << (number * 8);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        bits |= high_bits_of(u64::from_le_bytes(last)) << (words.len() * 8);
    }
    bits
}

/// Does so with eight bytes.
#[inline]
fn high_bits_of(word: u64) -> u64 {
    // Each bit of the factor moves the highest bit of one byte to its place in the last byte.
    (word & 0x8080_8080_8080_8080).wrapping_mul(0x0002_0408_1020_4081) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_are_where_ascii_ends_or_begins(text in "([aあé ]{0,8}|[a ]{60,70}|あ{20,25}){0,6}") {
            let bytes = text.as_bytes();
            let mut found = Vec::new();
            crossings(bytes, |at| found.push(at));
            let expected: Vec<usize> =
                (1..bytes.len()).filter(|at| bytes[at - 1].is_ascii() != bytes[*at].is_ascii()).collect();
            prop_assert_eq!(found, expected, "{:?}", text);
        }
    }
}
