//! One search of a note's text for the characters that several rules ask about.
//!
//! Few of a text's bytes begin one of them, so each kind is searched for by its rarest bytes, many at a time.
//! What a place means is decided by [`crate::views::brackets`] and [`crate::views::odd_characters`].

use memchr::{memchr2_iter, memchr3_iter, memmem};

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
        for voicing_mark in ["\u{3099}", "\u{309A}"] {
            scan.odd.extend(memmem::find_iter(bytes, voicing_mark));
        }
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

    /// Finds what is two or three bytes, and U+007F.
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
        // U+3000, stops and the quotation marks, by their second byte; it is never a text's first or last.
        for second in memchr2_iter(0x80, 0x7F, bytes) {
            if bytes[second] == 0x7F {
                self.odd.push(second);
                continue;
            }
            match (bytes[second - 1], bytes.get(second + 1)) {
                (0xE3, Some(0x80)) => self.odd.push(second - 1),
                (0xE3, Some(0x81 | 0x82)) => {
                    let is_behind_space = second > 1 && bytes[second - 2] == b' ';
                    if is_behind_space || matches!(bytes[second + 2..], [0xE3, 0x80, 0x81 | 0x82, ..]) {
                        self.stops.push(second - 1);
                    }
                }
                (0xE3, Some(0x8C..=0x8F)) => self.brackets.push(second - 1),
                _ => {}
            }
        }
    }

    /// Gives where two signs stand side by side in the text that was searched; one of them is `[` or `]`.
    pub(crate) fn pairs<'a>(&'a self, text: &'a str, pair: &'a str) -> impl Iterator<Item = usize> + 'a {
        let before = usize::from(!pair.starts_with(['[', ']']));
        let starts = self.squares.iter().filter_map(move |at| at.checked_sub(before));
        starts.filter(move |start| text.as_bytes()[*start..].starts_with(pair.as_bytes()))
    }
}

/// Tells whether a byte is a control character of ASCII but tab, line endings and U+007F.
fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r'
}

/// Tells whether one of the bytes is such a character; it looks at all of them, which compilers do 16 at a time.
fn holds_control(bytes: &[u8]) -> bool {
    // Most texts hold no tabs, and no line endings but LF.
    let is_low = |byte: u8| byte < b' ' && byte != b'\n';
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
