//! Puts the bytes of a table together.

use std::collections::BTreeMap;
use std::fmt;

use crate::edits::each_gap;
use crate::filter;
use crate::hash::WordHash;
use crate::table::{LINE, Print, next_bucket, slots_of};

/// Whether a table is to have a filter of its words' gaps.
///
/// With it near words are found without asking for each letter in each place, and the table grows by one or two bytes
/// for each letter of its words: for alphabets of many letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapFilter {
    /// The table has one.
    With,
    /// The table has none.
    Without,
}

/// More than 65,536 distinct numbers in one table.
#[derive(Clone, Copy, Debug)]
pub struct TooManyNumbers;

impl fmt::Display for TooManyNumbers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table holds at most 65,536 distinct numbers")
    }
}

impl std::error::Error for TooManyNumbers {}

/// The bytes of a table of these words and their numbers.
///
/// # Errors
/// Fails where there are more distinct numbers than two bytes count.
pub fn bytes_of<W: AsRef<[u8]>>(
    words: &[(W, u64)],
    gap_filter: GapFilter,
) -> Result<Vec<u8>, TooManyNumbers> {
    let numbers: BTreeMap<u64, usize> = words.iter().map(|(_, number)| (*number, 0)).collect();
    let numbers: BTreeMap<u64, usize> =
        numbers.into_keys().enumerate().map(|(place, number)| (number, place)).collect();
    if numbers.len() > 1 << 16 {
        return Err(TooManyNumbers);
    }
    let slots = slots_of(numbers.len());
    // Five eighths of the slots are full: most searches end in the first bucket.
    let mut buckets = vec![[0_u8; LINE]; (words.len() * 8).div_ceil(slots * 5).max(1)];
    for (word, number) in words {
        let print = Print::of(WordHash::of(word.as_ref()));
        let mut at = print.bucket(buckets.len());
        let slot = loop {
            match buckets[at][..slots].iter().position(|tag| *tag == 0) {
                Some(slot) => break slot,
                None => at = next_bucket(at, buckets.len()),
            }
        };
        let bucket = &mut buckets[at];
        bucket[slot] = print.tag;
        bucket[slots + 3 * slot..][..3].copy_from_slice(&print.rest.to_le_bytes()[..3]);
        if numbers.len() > 1 {
            let place = numbers[number] as u16;
            bucket[4 * slots + 2 * slot..][..2].copy_from_slice(&place.to_le_bytes());
        }
    }
    let filter = filter::bytes_of(words.iter().map(|(word, _)| WordHash::of(word.as_ref())));
    let gaps = match gap_filter {
        GapFilter::With => filter_of_gaps(words),
        GapFilter::Without => Vec::new(),
    };
    let mut bytes = Vec::new();
    for number in [buckets.len(), numbers.len(), filter.len(), gaps.len()] {
        bytes.extend_from_slice(&(number as u32).to_le_bytes());
    }
    bytes.resize(LINE, 0);
    bytes.extend_from_slice(&filter);
    bytes.extend_from_slice(&gaps);
    bytes.extend_from_slice(buckets.as_flattened());
    bytes.extend(numbers.keys().flat_map(|number| number.to_le_bytes()));
    Ok(bytes)
}

fn filter_of_gaps<W: AsRef<[u8]>>(words: &[(W, u64)]) -> Vec<u8> {
    let mut gaps = Vec::new();
    for (word, _) in words {
        each_gap(word.as_ref(), |gap| gaps.push(gap.open()));
    }
    filter::bytes_of(gaps.into_iter())
}
