//! Brackets and quotations of one line, in which no separator stands.
//!
//! They are read only as far as somebody asks: behind the term of most lines none is open.

use std::ops::Range;
use std::sync::LazyLock;

use memchr_n::MemchrN;

/// Gives the end of the range that covers `at`; `next` is where to go on looking.
pub(super) fn covered(ranges: &[Range<usize>], next: &mut usize, at: usize) -> Option<usize> {
    while ranges.get(*next).is_some_and(|range| range.end <= at) {
        *next += 1;
    }
    ranges.get(*next).filter(|range| range.contains(&at)).map(|range| range.end)
}

/// What opens, and what closes it.
const PAIRS: [(char, char); 10] = [
    ('(', ')'),
    ('（', '）'),
    ('[', ']'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('{', '}'),
    ('〈', '〉'),
    ('《', '》'),
    ('“', '”'),
];

/// The brackets of a line, as far as they were read.
pub(super) struct Brackets<'a> {
    line: &'a str,
    /// Sorted, disjoint ranges in which no bracket is one.
    masked: &'a [Range<usize>],
    mask_cursor: usize,
    read_to: usize,
    /// What would close the open ones, and where those stand.
    open: Vec<(char, usize)>,
    /// The ranges between brackets that closed again, outermost only, in order.
    closed: Vec<Range<usize>>,
    closed_cursor: usize,
}

impl<'a> Brackets<'a> {
    pub(super) fn of(line: &'a str, masked: &'a [Range<usize>]) -> Self {
        Self {
            line,
            masked,
            mask_cursor: 0,
            read_to: 0,
            open: Vec::new(),
            closed: Vec::new(),
            closed_cursor: 0,
        }
    }

    /// Gives the end of the outermost brackets around a byte, if they close; bytes are asked for in order.
    pub(super) fn end_around(&mut self, at: usize) -> Option<usize> {
        while let Some((place, sign)) = self.next_sign(at) {
            self.read(place, sign);
        }
        while !self.open.is_empty() {
            let Some((place, sign)) = self.next_sign(self.line.len()) else { break };
            self.read(place, sign);
        }
        covered(&self.closed, &mut self.closed_cursor, at)
    }

    /// Reads on to the next bracket or quotation mark before `until`.
    fn next_sign(&mut self, until: usize) -> Option<(usize, char)> {
        let bytes = self.line.as_bytes();
        while self.read_to < until {
            let rest = &bytes[self.read_to..until];
            let Some(offset) = TELLS.find(rest) else { break };
            let told = self.read_to + offset;
            self.read_to = told + 1;
            let place = if bytes[told] == 0x80 { told - 1 } else { told };
            if matches!(bytes[place..=told], [_] | [0xE2 | 0xE3, 0x80]) {
                let sign = self.line[place..].chars().next().expect("a character begins at the byte");
                return Some((place, sign));
            }
        }
        self.read_to = self.read_to.max(until);
        None
    }

    fn read(&mut self, at: usize, sign: char) {
        if covered(self.masked, &mut self.mask_cursor, at).is_some() {
            return;
        }
        // A straight quote closes what the last one opened.
        if sign == '"' && self.open.last().is_none_or(|(close, _)| *close != '"') {
            self.open.push(('"', at));
        } else if let Some((_, close)) = PAIRS.iter().find(|(opening, _)| *opening == sign) {
            self.open.push((*close, at));
        } else if let Some(position) = closes(&self.open, sign) {
            let start = self.open[position].1;
            self.open.truncate(position);
            while self.closed.last().is_some_and(|inner| inner.start > start) {
                self.closed.pop();
            }
            self.closed.push(start..at + sign.len_utf8());
        }
    }
}

/// The bytes that tell a bracket or a quotation mark: itself, or of those beyond ASCII the rarest.
static TELLS: LazyLock<MemchrN> = LazyLock::new(|| MemchrN::new(b"()[]{}\"\x80\xEF"));

/// Gives the open bracket that `letter` closes; people also close `（` by `)`, and the reverse.
fn closes(open: &[(char, usize)], letter: char) -> Option<usize> {
    /// How far back to look: hostile lines open brackets by the thousand.
    const REACH: usize = 16;
    if !matches!(letter, ')' | '）' | ']' | '」' | '』' | '】' | '}' | '〉' | '》' | '”' | '"') {
        return None;
    }
    let round = |letter| if letter == '）' { ')' } else { letter };
    let from = open.len().saturating_sub(REACH);
    open[from..].iter().rposition(|(close, _)| round(*close) == round(letter)).map(|offset| from + offset)
}
