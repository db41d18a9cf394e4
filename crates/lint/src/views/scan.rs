//! One search of a note's text for the characters that several rules ask about.
//!
//! Few of a text's bytes begin one of them, so each kind is searched for by its rarest bytes, many at a time.
//! What a place means is decided by [`crate::views::brackets`] and [`crate::views::odd_characters`].

use memchr::memchr3_iter;

/// Where a text holds such characters, as sorted offsets of their first bytes.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The brackets `(`, `)`, `（`, `）`, `「`, `」`, `『` and `』`.
    pub(crate) brackets: Vec<usize>,
    /// The brackets `[` and `]`.
    pub(crate) squares: Vec<usize>,
    /// The brackets `］`.
    pub(crate) wide_closing_squares: Vec<usize>,
    /// The pipes `|` and `｜`.
    pub(crate) pipes: Vec<usize>,
    /// Back-ticks.
    pub(crate) ticks: Vec<usize>,
    /// What begins tags and entities: `<` and `&`.
    pub(crate) tags: Vec<usize>,
    /// Dollar signs.
    pub(crate) dollars: Vec<usize>,
    /// What may be an [`crate::views::odd_characters::OddCharacter`].
    pub(crate) odd: Vec<usize>,
    /// `、` and `。` behind a space, and the first of two without a space between.
    pub(crate) stops: Vec<usize>,
}

impl Scan {
    /// Searches a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // What most notes have some of.
        let some = || Vec::with_capacity(bytes.len() / 256 + 4);
        let mut scan = Self { brackets: some(), squares: some(), odd: some(), ..Self::default() };
        scan.find_ascii(bytes);
        scan.find_wide(bytes);
        scan.find_kana_signs(bytes);
        if holds_control(bytes) {
            scan.odd.extend((0..bytes.len()).filter(|at| is_control(bytes[*at])));
        }
        scan.brackets.sort_unstable();
        scan.pipes.sort_unstable();
        scan.odd.sort_unstable();
        scan
    }

    /// Finds what is one byte.
    fn find_ascii(&mut self, bytes: &[u8]) {
        for at in memchr3_iter(b'(', b')', b'|', bytes) {
            if bytes[at] == b'|' { self.pipes.push(at) } else { self.brackets.push(at) }
        }
        for at in memchr3_iter(b'[', b']', b'`', bytes) {
            if bytes[at] == b'`' { self.ticks.push(at) } else { self.squares.push(at) }
        }
        for at in memchr3_iter(b'<', b'&', b'$', bytes) {
            if bytes[at] == b'$' { self.dollars.push(at) } else { self.tags.push(at) }
        }
    }

    /// Finds what begins with a rare byte.
    fn find_wide(&mut self, bytes: &[u8]) {
        for at in memchr3_iter(0xC2, 0xE2, 0xEF, bytes) {
            match bytes[at..] {
                [0xEF, 0xBC, 0x88 | 0x89, ..] => self.brackets.push(at),
                [0xEF, 0xBC, 0xBD, ..] => self.wide_closing_squares.push(at),
                [0xEF, 0xBD, 0x9C, ..] => self.pipes.push(at),
                [0xC2 | 0xEF, ..] | [_, 0x80 | 0x81 | 0xBA..=0xBF, ..] => self.odd.push(at),
                _ => {}
            }
        }
    }

    /// Finds U+3000, stops, quotation marks and voicing marks, by their second byte, which is never a text's last.
    fn find_kana_signs(&mut self, bytes: &[u8]) {
        let mut start = 1;
        while start < bytes.len() {
            let end = (start + BLOCK).min(bytes.len());
            let around = bytes.get(start.wrapping_sub(2)..start + BLOCK + 3);
            if around.and_then(|around| around.try_into().ok()).is_none_or(may_hold_kana_sign) {
                for second in start..end {
                    self.take_kana_sign(bytes, second);
                }
            }
            start = end;
        }
    }

    /// Takes the sign whose second byte may be this one.
    fn take_kana_sign(&mut self, bytes: &[u8], second: usize) {
        if !matches!(bytes[second], 0x80 | 0x82) || bytes[second - 1] != 0xE3 {
            return;
        }
        match bytes[second..] {
            [0x80, 0x80, ..] | [0x82, 0x99 | 0x9A, ..] => self.odd.push(second - 1),
            [0x80, 0x8C..=0x8F, ..] => self.brackets.push(second - 1),
            [0x80, 0x81 | 0x82, ref behind @ ..] => {
                let is_behind_space = second > 1 && bytes[second - 2] == b' ';
                if is_behind_space || matches!(behind, [0xE3, 0x80, 0x81 | 0x82, ..]) {
                    self.stops.push(second - 1);
                }
            }
            _ => {}
        }
    }

    /// Gives where two signs stand side by side in the text that was searched; one of them is `[` or `]`.
    pub(crate) fn pairs<'a>(&'a self, text: &'a str, pair: &'a str) -> impl Iterator<Item = usize> + 'a {
        let before = usize::from(!pair.starts_with(['[', ']']));
        let starts = self.squares.iter().filter_map(move |at| at.checked_sub(before));
        starts.filter(move |start| text.as_bytes()[*start..].starts_with(pair.as_bytes()))
    }
}

/// As many bytes are looked at together.
const BLOCK: usize = 64;

/// Tells whether a block may hold what [`Scan::take_kana_sign`] takes; two bytes before it and three behind it count.
///
/// Most stops are not taken: they stand behind a letter and before another.
fn may_hold_kana_sign(around: &[u8; BLOCK + 5]) -> bool {
    // Bits instead of truth values: compilers look at 16 bytes at once then, and at each alone otherwise.
    let is = |byte: u8, wanted: u8| u8::from(byte == wanted);
    let found = (0..BLOCK).fold(0, |found, at| {
        let (second, third) = (around[at + 2], around[at + 3]);
        let is_sign =
            is(third, 0x80) | is(third & 0xFC, 0x8C) | is(around[at], b' ') | is(around[at + 5], 0x80);
        found | (is(second, 0x80) & is_sign) | (is(second, 0x82) & (is(third, 0x99) | is(third, 0x9A)))
    });
    found != 0
}

/// Tells whether a byte is a control character of ASCII but tab and line endings.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r') || byte == 0x7F
}

/// Tells whether one of the bytes is such a character; it looks at all of them, which compilers do 16 at a time.
fn holds_control(bytes: &[u8]) -> bool {
    // Most texts hold no tabs, and no line endings but LF.
    let is_low = |byte: u8| (byte < b' ' && byte != b'\n') || byte == 0x7F;
    let may_hold = bytes.iter().fold(false, |found, byte| found | is_low(*byte));
    may_hold && bytes.iter().fold(false, |found, byte| found | is_control(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_them_in_order() {
        let text = "（a)「b\u{3000}c』か\u{3099}\u{1}\u{7F}\u{A0}〜、。い 、";
        let scan = Scan::of(text);
        let at =
            |places: &[usize]| places.iter().filter_map(|at| text[*at..].chars().next()).collect::<String>();
        assert_eq!(at(&scan.stops), "、、");
        assert_eq!(at(&scan.brackets), "（)「』");
        assert_eq!(at(&scan.odd), "\u{3000}\u{3099}\u{1}\u{7F}\u{A0}");
        let scan = Scan::of("a | `b` ｜ <c> & $d$ \t\u{8}");
        let lengths = [&scan.pipes, &scan.ticks, &scan.tags, &scan.dollars, &scan.odd].map(Vec::len);
        assert_eq!(lengths, [2, 2, 2, 2, 1]);
    }

    #[test]
    fn finds_pairs_of_signs() {
        let text = "[a][b] (c)[d] ]:";
        let pairs = |pair| Scan::of(text).pairs(text, pair).collect::<Vec<_>>();
        assert_eq!(pairs("]["), [2]);
        assert_eq!(pairs(")["), [9]);
        assert_eq!(pairs("]:"), [14]);
        assert!(pairs("[[").is_empty());
    }
}
