//! The range of numbers that a file's name promises: `21-30.md`, `21_30.md`, `第21-30回.md`.

use std::ops::RangeInclusive;

use crate::numbering::Numeral;

/// A range in a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileRange {
    /// The first number.
    pub first: u32,
    /// The last number, not before the first.
    pub last: u32,
}

impl FileRange {
    /// Reads the range from a path; `None` where the name is not just a range.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        let stem = ["第", "問", "Q", "q"].iter().find_map(|prefix| stem.strip_prefix(prefix)).unwrap_or(stem);
        let (first, len) = Numeral::read(stem)?;
        let rest = &stem[len..];
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '_' | '~' | '〜' | '–' | '～'))?;
        let rest = &rest[separator.len_utf8()..];
        let (last, len) = Numeral::read(rest)?;
        let is_whole = ["", "章", "回", "問", "節"].contains(&&rest[len..]);
        let plausible = first.value < last.value && last.value - first.value < 1000;
        (is_whole && plausible).then_some(Self { first: first.value, last: last.value })
    }

    /// Gives the numbers.
    pub fn numbers(self) -> RangeInclusive<u32> {
        self.first..=self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<(u32, u32)>) {
        assert_eq!(FileRange::of_path(path).map(|r| (r.first, r.last)), expected, "{path:?}");
    }

    #[test]
    fn reads_ranges() {
        check("notes/21-30.md", Some((21, 30)));
        check("21_30.md", Some((21, 30)));
        check("01-10.md", Some((1, 10)));
        check("第21-30回.md", Some((21, 30)));
        check("２１〜３０.md", Some((21, 30)));
        check("2023-06.md", None);
        check("2023-06-24.md", None);
        check("30-21.md", None);
        check("21-30-old.md", None);
        check("memo.md", None);
        check("21.md", None);
    }
}
