//! The signs and counters around the numbers of a label.

use std::fmt;

/// All that a label may hold; the first is nothing.
const SIGNS: [&str; 31] = [
    "", ".", "．", "、", ")", "）", ":", "：", "]", "】", "-", "－", "章", "節", "編", "問", "部", "分野",
    "回目", "回", "巻", "話", "条", "項", "課", "週目", "週", "日目", "限", "単元", "講",
];

/// One of them, or nothing; as small as it can be, since the headings of all notes are in memory at once.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sign(u8);

impl Sign {
    /// Finds a sign by its text.
    pub(super) fn of(text: &str) -> Self {
        Self(SIGNS.iter().position(|sign| *sign == text).expect("all signs of labels are listed") as u8)
    }

    /// Gives it as it is written.
    pub fn text(self) -> &'static str {
        SIGNS[usize::from(self.0)]
    }

    /// Tells whether it is nothing.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), f)
    }
}
