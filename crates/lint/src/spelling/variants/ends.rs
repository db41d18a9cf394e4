//! Tells most katakana words that end in none of some others by their last three letters alone.

/// How many lists there are, as a power of two.
const BITS: u32 = 10;

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
        if let Some(end) = list_of(word) {
            self.0[end] = true;
        }
    }

    /// Whether a word may end in one of those that were added.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        list_of(word).is_some_and(|end| self.0[end])
    }
}

/// The list of the last three letters of a word, without the first byte: all katakana have that.
fn list_of(word: &str) -> Option<usize> {
    let end = u64::from_le_bytes(*word.as_bytes().last_chunk()?);
    Some((end.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_end_alike() {
        let mut ends = Ends::default();
        ends.add("サーバ");
        assert!(ends.may_hold("プロキシサーバ") && !ends.may_hold("メモリ") && !ends.may_hold("バ"));
    }
}
