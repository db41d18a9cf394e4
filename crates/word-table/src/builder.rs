//! Puts the bytes of a table together.

use std::collections::BTreeMap;
use std::fmt;

use crate::edits::each_gap;
use crate::hash::WordHash;
use crate::table::{SLOTS, bucket_of, filter_bits, next_bucket, tag_of};

/// How many words a bucket holds on average, times ten: most searches end in the first bucket.
const LOAD: usize = 56;
/// How many bits a filter has for each hash, at least.
const FILTER_BITS: usize = 12;

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
    let buckets = (words.len() * 10).div_ceil(LOAD).max(1);
    let mut filter = vec![0; (words.len() * FILTER_BITS / 8).next_power_of_two()];
    let gaps = match gap_filter {
        GapFilter::With => filter_of_gaps(words),
        GapFilter::Without => Vec::new(),
    };
    let mut tags = vec![0; buckets * SLOTS];
    let mut prints = vec![0; buckets * SLOTS];
    let mut places = vec![0; buckets * SLOTS];
    for (word, number) in words {
        let hash = WordHash::of(word.as_ref()).mixed();
        add(&mut filter, hash);
        let mut bucket = bucket_of(hash, buckets as u64);
        let slot = loop {
            let slots = bucket * SLOTS..(bucket + 1) * SLOTS;
            match slots.into_iter().find(|slot| tags[*slot] == 0) {
                Some(slot) => break slot,
                None => bucket = next_bucket(bucket, buckets as u64),
            }
        };
        (tags[slot], prints[slot], places[slot]) = (tag_of(hash), hash as u32, numbers[number] as u16);
    }
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&(buckets as u32).to_le_bytes());
    bytes.extend_from_slice(&(numbers.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&(filter.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&(gaps.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&filter);
    bytes.extend_from_slice(&gaps);
    for slots in (0..tags.len()).step_by(SLOTS).map(|start| start..start + SLOTS) {
        bytes.extend_from_slice(&tags[slots.clone()]);
        bytes.extend(prints[slots.clone()].iter().flat_map(|print| print.to_le_bytes()));
        if numbers.len() > 1 {
            bytes.extend(places[slots].iter().flat_map(|place| place.to_le_bytes()));
        }
    }
    bytes.extend(numbers.keys().flat_map(|number| number.to_le_bytes()));
    Ok(bytes)
}

fn filter_of_gaps<W: AsRef<[u8]>>(words: &[(W, u64)]) -> Vec<u8> {
    let letters: usize = words.iter().map(|(word, _)| word.as_ref().len()).sum();
    let mut filter = vec![0; (letters * FILTER_BITS / 8).next_power_of_two()];
    for (word, _) in words {
        each_gap(word.as_ref(), |gap| {
            add(&mut filter, gap.open().mixed());
        });
    }
    filter
}

fn add(filter: &mut [u8], mixed: u64) {
    let (byte, [first, second]) = filter_bits(mixed, filter.len());
    filter[byte] |= first | second;
}
