//! Tells most katakana words that nothing is to be said about by their first or last three letters alone.

use super::variant::{LEAST, RATIO};

/// How many lists there are, as a power of two.
const BITS: u32 = 10;
/// The bytes of three letters, which the forms of a word share, without the first one: all katakana have that.
const SHARED: usize = 8;

/// The greatest count of the words that begin alike.
pub(super) struct Fronts(Vec<u32>);

impl Fronts {
    /// Reads words with their counts.
    pub(super) fn of<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> Self {
        let mut counts = vec![0; 1 << BITS];
        for (word, count) in words.filter(|(_, count)| *count >= LEAST) {
            if let Some(front) = front_of(word) {
                counts[front] = count.max(counts[front]);
            }
        }
        Self(counts)
    }

    /// Whether another form may be used so much more often than this word.
    pub(super) fn may_outnumber(&self, word: &str, count: u32) -> bool {
        match front_of(word) {
            Some(front) => self.0[front] >= LEAST.max(count * RATIO),
            None => true,
        }
    }
}

/// The list that a word belongs to; `None` for one whose forms may begin otherwise.
fn front_of(word: &str) -> Option<usize> {
    let front: &[u8; SHARED] = word.as_bytes().get(1..)?.first_chunk()?;
    let is_other = word.starts_with(['ウ', 'ヴ']);
    (!is_other).then(|| list_of(*front))
}

/// The list of three letters.
fn list_of(letters: [u8; SHARED]) -> usize {
    (u64::from_le_bytes(letters).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as usize
}

/// The ends of some words of three letters and more.
pub(super) struct Ends(Vec<bool>);

impl Default for Ends {
    fn default() -> Self {
        Self(vec![false; 1 << BITS])
    }
}

impl Ends {
    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) {
        if let Some(end) = word.as_bytes().last_chunk() {
            self.0[list_of(*end)] = true;
        }
    }

    /// Whether a word may end in one of those that were added.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        word.as_bytes().last_chunk().is_some_and(|end| self.0[list_of(*end)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_looked_at() {
        let words = [("サーバー", 30), ("サーバ", 9), ("ソフトウェア", 20), ("メモリ", 2)];
        let fronts = Fronts::of(words.into_iter());
        assert!(fronts.may_outnumber("サーバ", 9) && fronts.may_outnumber("ソフトウエア", 2));
        assert!(fronts.may_outnumber("ウイルス", 100) && fronts.may_outnumber("バー", 1));
        assert!(!fronts.may_outnumber("サーバー", 30) && !fronts.may_outnumber("サーバ", 11));
        assert!(!fronts.may_outnumber("メモリー", 1));
    }

    #[test]
    fn compounds_end_alike() {
        let mut ends = Ends::default();
        ends.add("サーバ");
        assert!(ends.may_hold("プロキシサーバ") && !ends.may_hold("メモリ") && !ends.may_hold("バ"));
    }
}
