//! Reads the words of a compiled `MeCab` dictionary: it holds them in a double-array trie and nowhere else.
//!
//! The form is that of `MeCab` 0.996 (`dictionary.cpp`) and Darts 0.31 (`darts.h`): ten numbers of 32 bits, the name of
//! the encoding in 32 bytes, then units of a base and a check, all in little-endian order.

use std::ops::RangeInclusive;

use super::Failure;

/// The bytes in front of the trie.
const HEADER: usize = 72;
/// Which of the header's numbers is the size of the trie in bytes.
const TRIE_SIZE: usize = 6;

/// A trie whose keys are words in UTF-8.
pub(super) struct Trie {
    units: Vec<(i32, u32)>,
}

impl Trie {
    /// Reads the trie of a `sys.dic`.
    pub(super) fn read(dictionary: &[u8]) -> Result<Self, Failure> {
        let number =
            |at: usize| dictionary.get(at..)?.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
        let size = number(4 * TRIE_SIZE).ok_or("the dictionary has no header")? as usize;
        let trie = dictionary.get(HEADER..HEADER + size).ok_or("the dictionary is cut off")?;
        let (units, _) = trie.as_chunks::<8>();
        let unit = |bytes: &[u8; 8]| {
            let number = u64::from_le_bytes(*bytes);
            ((number as u32).cast_signed(), (number >> 32) as u32)
        };
        Ok(Self { units: units.iter().map(unit).collect() })
    }

    /// Gives the words of so many letters that are all kanji between U+4000 and U+9FFF.
    pub(super) fn kanji_words(&self, letters: usize) -> Vec<String> {
        self.words(letters..=letters, |first| (0xE4..=0xE9).contains(&first))
    }

    /// Gives the words of two to `longest` letters that all begin with the byte of kana, E3.
    pub(super) fn kana_words(&self, longest: usize) -> Vec<String> {
        self.words(2..=longest, |first| first == 0xE3)
    }

    /// Gives the words of so many letters of three bytes, each of which begins with such a byte.
    fn words(&self, letters: RangeInclusive<usize>, is_first: impl Fn(u8) -> bool) -> Vec<String> {
        let mut words = Vec::new();
        let mut open = vec![(Vec::new(), self.units.first().map_or(0, |unit| unit.0))];
        while let Some((word, node)) = open.pop() {
            let at_letter = word.len() % 3 == 0;
            if at_letter && letters.contains(&(word.len() / 3)) && self.is_word(node) {
                words.extend(String::from_utf8(word.clone()));
            }
            if word.len() == letters.end() * 3 {
                continue;
            }
            let next = if at_letter { 0xE3..=0xE9 } else { 0x80..=0xBF };
            for byte in next.filter(|byte| !at_letter || is_first(*byte)) {
                open.extend(self.child(node, byte).map(|next| ([&word[..], &[byte]].concat(), next)));
            }
        }
        words
    }

    fn child(&self, node: i32, byte: u8) -> Option<i32> {
        let at = usize::try_from(node).ok()? + usize::from(byte) + 1;
        let (base, check) = *self.units.get(at)?;
        (i64::from(check) == i64::from(node)).then_some(base)
    }

    fn is_word(&self, node: i32) -> bool {
        let unit = usize::try_from(node).ok().and_then(|at| self.units.get(at));
        unit.is_some_and(|(base, check)| i64::from(*check) == i64::from(node) && *base < 0)
    }
}
