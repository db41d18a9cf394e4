//! What a table says of its words, and of those beside them.

use std::collections::BTreeMap;

use notesmith_word_table::{GapFilter, WordHash, WordTable, bytes_of};
use proptest::prelude::*;

const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

fn table(words: &BTreeMap<String, u64>, gap_filter: GapFilter) -> WordTable {
    let words: Vec<_> = words.iter().map(|(word, number)| (word, *number)).collect();
    let bytes = bytes_of(&words, gap_filter).expect("few numbers");
    WordTable::new(bytes.leak()).expect("it was built just now")
}

/// The words near another one, in order.
fn near(table: &WordTable, word: &str, letters: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    table.near(word.as_bytes(), letters, &mut |word, number| {
        assert_eq!(table.get(&word), Some(number));
        found.push(String::from_utf8(word).expect("ASCII"));
    });
    found.sort();
    found
}

proptest! {
    #[test]
    fn holds_its_words_and_no_others(
        words in proptest::collection::btree_map("[a-d]{1,6}", any::<u64>(), 0..300),
        others in proptest::collection::vec("[a-d]{1,6}", 100),
    ) {
        let table = table(&words, GapFilter::Without);
        table.warm_filters();
        let hashes: Vec<WordHash> = others.iter().map(|word| WordHash::of(word.as_bytes())).collect();
        let numbers: Vec<Option<u64>> = others.iter().map(|word| words.get(word).copied()).collect();
        prop_assert_eq!(table.get_all(&hashes), numbers);
        for word in words.keys().chain(&others) {
            let expected = words.get(word).copied();
            prop_assert_eq!(table.get(word), expected);
            prop_assert_eq!(table.get_unlikely(WordHash::of(word.as_bytes())), expected);
        }
    }

    #[test]
    fn finds_exactly_the_words_one_edit_away(
        words in proptest::collection::btree_map("[ab]{0,5}", 0_u64..3, 0..60),
        word in "[ab]{0,5}",
    ) {
        let expected: Vec<String> =
            words.keys().filter(|other| strsim::osa_distance(&word, other) == 1).cloned().collect();
        for gap_filter in [GapFilter::With, GapFilter::Without] {
            prop_assert_eq!(&near(&table(&words, gap_filter), &word, ALPHABET), &expected);
        }
    }
}

#[test]
fn words_of_one_number_stay_apart() {
    // Without numbers a bucket has more slots; these fill it as those do.
    let words: BTreeMap<String, u64> = (0..3000_u32).map(|word| (word.to_string(), 7)).collect();
    for (gap_filter, last) in [(GapFilter::With, 7), (GapFilter::Without, 8)] {
        let mut words = words.clone();
        words.insert("last".to_owned(), last);
        let table = table(&words, gap_filter);
        for word in (0..6000_u32).map(|word| word.to_string()).chain(["last".to_owned()]) {
            assert_eq!(table.get(&word), words.get(&word).copied(), "{word}");
        }
    }
}

#[test]
fn letters_may_be_few() {
    let words = ["cat", "bat", "eat", "coat", "at", "act", "chat"].map(|word| (word.to_owned(), 0)).into();
    assert_eq!(near(&table(&words, GapFilter::With), "cat", b"eh"), ["act", "at", "chat", "eat"]);
}

#[test]
fn the_longest_words_are_near() {
    let word = "ab".repeat(32);
    for near_one in [format!("{word}c"), word[1..].to_owned(), word.replacen('b', "c", 1)] {
        let words = [(near_one.clone(), 0)].into();
        for gap_filter in [GapFilter::With, GapFilter::Without] {
            assert_eq!(near(&table(&words, gap_filter), &word, ALPHABET), [near_one.as_str()]);
        }
    }
}

#[test]
fn other_bytes_are_refused() {
    assert!(WordTable::new(b"").is_none());
    assert!(WordTable::new(b"\x01\0\0\0\x01\0\0\0too short").is_none());
}

#[test]
fn many_numbers_are_refused() {
    let words: Vec<_> = (0..70_000_u64).map(|number| (number.to_string(), number)).collect();
    assert!(bytes_of(&words, GapFilter::Without).is_err());
}

#[test]
fn edits_may_be_kept_to_a_part_of_the_word() {
    let words = ["bat", "cap", "at", "cart"].map(|word| (word.to_owned(), 0)).into();
    let table = table(&words, GapFilter::With);
    let mut found = Vec::new();
    table.near_in(0..=1, b"cat", ALPHABET, &mut |word, _| found.push(word));
    found.sort();
    assert_eq!(found, [b"at".to_vec(), b"bat".to_vec()]);
}
