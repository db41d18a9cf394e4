//! Moments by chance, the same ones in each run of a program.

use std::time::Duration;

/// A small generator (xorshift, <https://www.jstatsoft.org/article/view/v008i14>).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new() -> Self {
        Self(0x2026_1123_0953_4211)
    }

    /// Gives a time from none to `most`.
    pub(super) fn moment(&mut self, most: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let thousandth = u32::try_from(self.0 % 1001).expect("a remainder below 1001");
        most * thousandth / 1000
    }
}
