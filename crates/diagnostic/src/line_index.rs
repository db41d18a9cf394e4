//! From byte offsets to lines and columns.

use unicode_width::UnicodeWidthChar;

/// A place as people count it: both numbers are 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub struct Position {
    /// The 1-based line.
    pub line: usize,
    /// The 1-based column, in the unit of the method that gave it.
    pub column: usize,
}

/// The starts of all lines of one text; a line ends at LF, CR LF or CR, as CommonMark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Scans `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 40 + 1);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts, len: bytes.len() as u32 }
    }

    /// Gives the number of lines; text behind the last line ending counts as a line, even if empty.
    #[inline]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Gives the 1-based line that holds the byte at `offset`.
    #[inline]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset)
    }

    /// Gives the byte offset at which a 1-based line starts; the end of the text for lines behind it.
    #[inline]
    pub fn line_start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len) as usize
    }

    /// Gives the byte offsets at which a 1-based line and the one behind it start; the end of the text for lines behind
    /// the last one, the start for a line 0.
    #[inline]
    pub fn line_starts(&self, line: usize) -> (usize, usize) {
        match line.checked_sub(1).and_then(|at| self.starts.get(at..)) {
            Some([start, next, ..]) => (*start as usize, *next as usize),
            Some([start]) => (*start as usize, self.len as usize),
            _ if line == 0 => (0, 0),
            _ => (self.len as usize, self.len as usize),
        }
    }

    /// Gives the byte range of a 1-based line without its line ending.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.line_start(line);
        let mut end = self.line_start(line + 1);
        let bytes = text.as_bytes();
        if line < self.line_count() {
            if end > start && bytes[end - 1] == b'\n' {
                end -= 1;
            }
            if end > start && bytes[end - 1] == b'\r' {
                end -= 1;
            }
        }
        start..end
    }

    /// Gives the byte ranges of all lines without their line endings, in order.
    pub fn line_ranges<'a>(&'a self, text: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let bytes = text.as_bytes();
        self.starts.iter().enumerate().map(move |(at, &start)| {
            let start = start as usize;
            let Some(&next) = self.starts.get(at + 1) else { return start..bytes.len() };
            // The byte before the start of a line ends the one above it.
            let end = next as usize - 1;
            let ends_in_two = end > start && bytes[end] == b'\n' && bytes[end - 1] == b'\r';
            start..end - usize::from(ends_in_two)
        })
    }

    /// Gives line and column with the column in characters (Unicode scalar values).
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let (line, before) = self.split(text, offset);
        Position { line, column: before.chars().count() + 1 }
    }

    /// Gives line and column with the column in UTF-16 code units, as SARIF and LSP count.
    pub fn position_utf16(&self, text: &str, offset: usize) -> Position {
        let (line, before) = self.split(text, offset);
        Position { line, column: before.chars().map(char::len_utf16).sum::<usize>() + 1 }
    }

    /// Gives line and column with the column in bytes.
    pub fn position_bytes(&self, offset: usize) -> Position {
        let line = self.line(offset);
        Position { line, column: offset - self.line_start(line) + 1 }
    }

    fn split<'a>(&self, text: &'a str, offset: usize) -> (usize, &'a str) {
        let line = self.line(offset);
        (line, &text[self.line_start(line)..offset])
    }
}

/// Gives the number of terminal columns that `text` takes: full-width characters take two, a tab one.
pub fn display_width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Gives the columns of a character, those of most notes without the table of all.
fn columns_of(c: char) -> usize {
    match c {
        '\t' | ' '..='~' => 1,
        'ぁ'..='ゖ' | 'ァ'..='ヿ' | '一'..='\u{9FFF}' => 2,
        _ => c.width().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: usize, line: usize, chars: usize, utf16: usize, bytes: usize) {
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, offset), Position { line, column: chars }, "characters in {text:?}");
        assert_eq!(
            index.position_utf16(text, offset),
            Position { line, column: utf16 },
            "UTF-16 in {text:?}"
        );
        assert_eq!(index.position_bytes(offset), Position { line, column: bytes }, "bytes in {text:?}");
    }

    #[test]
    fn lines_start_where_the_ones_before_end() {
        for text in ["", "a", "a\n", "a\r\nb\n\nc", "\n"] {
            let index = LineIndex::new(text);
            for line in 0..8 {
                let expected = (index.line_start(line), index.line_start(line + 1));
                assert_eq!(index.line_starts(line), expected, "line {line} of {text:?}");
            }
        }
    }

    #[test]
    fn columns_in_every_unit() {
        check("abc", 0, 1, 1, 1, 1);
        check("abc", 3, 1, 4, 4, 4);
        check("用語: x", 6, 1, 3, 3, 7);
        check("a\n𠮷野", 6, 2, 2, 3, 5);
        check("a\r\nb\rc", 5, 3, 1, 1, 1);
        check("", 0, 1, 1, 1, 1);
    }

    #[test]
    fn line_ranges_leave_the_ending_out() {
        let text = "a\r\nbb\n\rlast";
        let index = LineIndex::new(text);
        let lines: Vec<_> =
            (1..=index.line_count()).map(|line| &text[index.line_range(text, line)]).collect();
        assert_eq!(lines, ["a", "bb", "", "last"]);
        let ranges: Vec<_> = index.line_ranges(text).map(|range| &text[range]).collect();
        assert_eq!(ranges, lines);
    }

    #[test]
    fn width_of_japanese_is_two_columns() {
        assert_eq!(display_width("用語 ab"), 7);
        assert_eq!(display_width("ﾊﾝ"), 2);
        for c in (' '..='\u{FFFF}').filter(|c| !c.is_control()) {
            assert_eq!(display_width(&c.to_string()), c.width().unwrap_or(0), "{c:?}");
        }
    }
}
