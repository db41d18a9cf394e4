//! Numbers keys in the order in which they first appear.

/// The fewest slots that are made, as a power of two.
const LEAST_BITS: u32 = 5;
/// For so many keys an index has room that nobody knows the size of.
pub(crate) const ROOM: usize = 2048;

/// An open-addressed table from keys to numbers.
///
/// Every word of every note is looked up in one, so that it knows nothing but numbers: no texts, no deletions.
/// Keys must be hashes with all bits mixed; 64 bits are taken to be the word.
#[derive(Debug)]
pub(crate) struct KeyIndex {
    /// The number of a key plus one, 0 where the slot is empty; at most half are full.
    slots: Vec<u32>,
    /// How many of the lower bits of a key say nothing of its slot.
    shift: u32,
    keys: Vec<u64>,
}

impl Default for KeyIndex {
    fn default() -> Self {
        Self::with_capacity(ROOM)
    }
}

impl KeyIndex {
    /// Makes an index with room for some keys.
    pub(crate) fn with_capacity(keys: usize) -> Self {
        let bits = (keys * 2).next_power_of_two().ilog2().max(LEAST_BITS);
        Self { slots: vec![0; 1 << bits], shift: u64::BITS - bits, keys: Vec::with_capacity(keys) }
    }

    /// The number of a key; a new one gets the next number.
    #[inline]
    pub(crate) fn number(&mut self, key: u64) -> usize {
        match self.find_or_place(key) {
            Ok(number) => number,
            Err(place) => self.add(place, key),
        }
    }

    /// The number of a key, `None` for one that has not appeared.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        self.find_or_place(key).ok()
    }

    /// The number of a key, or the empty slot where it belongs.
    #[inline]
    fn find_or_place(&self, key: u64) -> Result<usize, usize> {
        let mut place = (key >> self.shift) as usize;
        loop {
            let Some(number) = self.slots[place].checked_sub(1) else { return Err(place) };
            if self.keys[number as usize] == key {
                return Ok(number as usize);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    #[inline(never)]
    fn add(&mut self, place: usize, key: u64) -> usize {
        self.keys.push(key);
        self.slots[place] = self.keys.len() as u32;
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.keys.len() - 1
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        self.shift -= 1;
        for (number, key) in self.keys.iter().enumerate() {
            if let Err(place) = self.find_or_place(*key) {
                self.slots[place] = number as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_as_they_appear() {
        for mut index in [KeyIndex::default(), KeyIndex::with_capacity(0)] {
            assert_eq!(index.find(7), None);
            let key = |number: u64| number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            for number in 0..5000 {
                assert_eq!(index.number(key(number)), number as usize);
                assert_eq!(index.number(key(number / 2)), number as usize / 2);
            }
            assert_eq!(index.find(key(500)), Some(500));
            assert_eq!(index.find(key(5000)), None);
        }
    }

    #[test]
    fn keys_with_one_place_stay_apart() {
        let mut index = KeyIndex::with_capacity(0);
        let last = u64::MAX;
        let numbers: Vec<usize> = [last, last - 1, 0, last, 0].map(|key| index.number(key)).into();
        assert_eq!(numbers, [0, 1, 2, 0, 2]);
    }
}
