//! Places of one text in every unit that some format counts in, found in one pass.

use notesmith_diagnostic::LineIndex;

/// A place in a text; all numbers are 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The line.
    pub(crate) line: usize,
    /// The column in characters (Unicode scalar values).
    pub(crate) column: usize,
    /// The column in UTF-16 code units.
    pub(crate) utf16: usize,
    /// The column in bytes.
    pub(crate) byte: usize,
}

/// The places of some offsets of one text.
///
/// Counting from the start of the line for each would take quadratic time in a text of one long line.
#[derive(Debug, Default)]
pub(crate) struct Places {
    sorted: Vec<(usize, Place)>,
}

impl Places {
    /// Finds the places of byte offsets, in any order; offsets inside a character or behind the end count as the
    /// boundary before them.
    pub(crate) fn new(text: &str, lines: &LineIndex, offsets: impl IntoIterator<Item = usize>) -> Self {
        let mut offsets: Vec<usize> = offsets.into_iter().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut sorted = Vec::with_capacity(offsets.len());
        let mut at = 0;
        let (mut column, mut utf16) = (1, 1);
        for offset in offsets {
            let end = text.floor_char_boundary(offset);
            let line = lines.line(end);
            let start = lines.line_start(line);
            if start > at {
                (at, column, utf16) = (start, 1, 1);
            }
            for c in text[at..end].chars() {
                column += 1;
                utf16 += c.len_utf16();
            }
            at = end;
            sorted.push((offset, Place { line, column, utf16, byte: end - start + 1 }));
        }
        Self { sorted }
    }

    /// Gives the place of an offset that was asked for; of another, the start of the text.
    pub(crate) fn get(&self, offset: usize) -> Place {
        let found = self.sorted.binary_search_by_key(&offset, |(known, _)| *known);
        found.map_or(Place::line_start(1), |index| self.sorted[index].1)
    }
}

impl Place {
    /// Gives the first place of a 1-based line.
    pub(crate) const fn line_start(line: usize) -> Self {
        Self { line, column: 1, utf16: 1, byte: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, [usize; 4])]) {
        let lines = LineIndex::new(text);
        let places = Places::new(text, &lines, expected.iter().rev().map(|(offset, _)| *offset));
        for &(offset, [line, column, utf16, byte]) in expected {
            assert_eq!(places.get(offset), Place { line, column, utf16, byte }, "{offset} in {text:?}");
        }
    }

    #[test]
    fn columns_in_every_unit() {
        check("用語: x", &[(0, [1, 1, 1, 1]), (6, [1, 3, 3, 7]), (8, [1, 5, 5, 9]), (9, [1, 6, 6, 10])]);
        check(
            "a\n𠮷野\r\nb\rc",
            &[(2, [2, 1, 1, 1]), (6, [2, 2, 3, 5]), (11, [3, 1, 1, 1]), (13, [4, 1, 1, 1])],
        );
        check("", &[(0, [1, 1, 1, 1]), (7, [1, 1, 1, 1])]);
        check("か\u{3099}", &[(1, [1, 1, 1, 1]), (3, [1, 2, 2, 4]), (6, [1, 3, 3, 7])]);
    }
}
