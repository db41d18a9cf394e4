//! One search of a note's text for the characters that several rules ask about.
//!
//! Few of a text's bytes begin most of them, so a text is searched once for all those bytes, many at a time.
//! The others begin with the byte of all kana and are searched for by their second one.
//! What a place means is decided by [`crate::views::brackets`], [`crate::views::odd_characters`] and the rules.

use std::sync::LazyLock;

use memchr::memmem;
use memchr_n::{ByteSet, MemchrN};

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
    /// The marks of emphasis `*`, `_` and `~`.
    pub(crate) marks: Vec<usize>,
    /// Slashes.
    pub(crate) slashes: Vec<usize>,
    /// What may be an [`crate::views::odd_characters::OddCharacter`].
    pub(crate) odd: Vec<usize>,
    /// `、` and `。`.
    pub(crate) stops: Vec<usize>,
    /// Those of them behind a space, and the first of two without a space between.
    pub(crate) odd_stops: Vec<usize>,
    /// `,` and `.` behind a character beyond ASCII.
    pub(crate) ascii_stops: Vec<usize>,
    /// Whether there are tabs.
    pub(crate) holds_tabs: bool,
    /// Whether there are K (a Kelvin) or İ, the characters beyond ASCII that have letters of ASCII in lower case.
    pub(crate) becomes_ascii: bool,
}

/// The bytes that begin the characters but U+3000, stops, quotation marks and voicing marks.
static TELLS: LazyLock<MemchrN> = LazyLock::new(|| {
    let mut tells = ByteSet::from_bytes(b"()[]|`<&$*_~/,.\x7F\xC2\xC4\xE2\xEF");
    tells.add_range(0..=b'\t');
    tells.add_range(0x0B..=0x0C);
    tells.add_range(0x0E..=0x1F);
    MemchrN::from_byte_set(tells)
});

impl Scan {
    /// Searches a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // What most notes have some of.
        let some = || Vec::with_capacity(bytes.len() / 256 + 4);
        let stops = Vec::with_capacity(bytes.len() / 64 + 4);
        let mut scan = Self { brackets: some(), squares: some(), odd: some(), stops, ..Self::default() };
        for at in TELLS.iter(bytes) {
            scan.take(bytes, at);
        }
        for second in KANA_SIGNS.iter(bytes) {
            scan.take_kana_sign(bytes, second);
        }
        for mark in ["\u{3099}", "\u{309A}"] {
            let ending = &mark.as_bytes()[1..];
            let places = memmem::find_iter(bytes, ending).filter(|at| bytes[..*at].ends_with(&[0xE3]));
            scan.odd.extend(places.map(|at| at - 1));
        }
        put_together(&mut scan.brackets);
        put_together(&mut scan.odd);
        scan
    }

    /// Takes the character that begins at a place, if it is one of them.
    #[inline]
    fn take(&mut self, bytes: &[u8], at: usize) {
        let places = match bytes[at] {
            b'(' | b')' => &mut self.brackets,
            b'[' | b']' => &mut self.squares,
            b'|' => &mut self.pipes,
            b'`' => &mut self.ticks,
            b'<' | b'&' => &mut self.tags,
            b'$' => &mut self.dollars,
            b'*' | b'_' | b'~' => &mut self.marks,
            b'/' => &mut self.slashes,
            b',' | b'.' if bytes[..at].last().is_some_and(|before| !before.is_ascii()) => {
                &mut self.ascii_stops
            }
            b',' | b'.' => return,
            b'\t' => {
                self.holds_tabs = true;
                return;
            }
            0xC4 => {
                self.becomes_ascii |= bytes[at..].starts_with("\u{130}".as_bytes());
                return;
            }
            0xE2 if !matches!(bytes[at + 1], 0x80 | 0x81 | 0xBA..=0xBF) => {
                self.becomes_ascii |= bytes[at..].starts_with("\u{212A}".as_bytes());
                return;
            }
            0xEF => match bytes[at + 1..] {
                [0xBC, 0x88 | 0x89, ..] => &mut self.brackets,
                [0xBC, 0xBD, ..] => &mut self.wide_closing_squares,
                [0xBD, 0x9C, ..] => &mut self.pipes,
                _ => &mut self.odd,
            },
            // Control characters, and U+0080 to U+00BF.
            _ => &mut self.odd,
        };
        places.push(at);
    }

    /// Takes U+3000, a stop or a quotation mark by its second byte, which is never a text's last.
    #[inline]
    fn take_kana_sign(&mut self, bytes: &[u8], second: usize) {
        let Some(first) = second.checked_sub(1).filter(|first| bytes[*first] == 0xE3) else { return };
        match bytes[second + 1] {
            0x81 | 0x82 => {
                self.stops.push(first);
                let is_behind_space = bytes[..first].last() == Some(&b' ');
                // Only the second byte: whatever else it begins, few characters have it.
                if is_behind_space || bytes.get(second + 3) == Some(&0x80) {
                    self.take_odd_stop(bytes, first);
                }
            }
            0x80 => self.odd.push(first),
            0x8C..=0x8F => self.brackets.push(first),
            _ => {}
        }
    }

    /// Takes a stop that may stand behind a space or before another one.
    fn take_odd_stop(&mut self, bytes: &[u8], first: usize) {
        let is_behind_space = bytes[..first].ends_with(b" ");
        if is_behind_space || matches!(bytes[first + 3..], [0xE3, 0x80, 0x81 | 0x82, ..]) {
            self.odd_stops.push(first);
        }
    }

    /// Gives where two signs stand side by side in the text that was searched; one of them is `[` or `]`.
    pub(crate) fn pairs<'a>(&'a self, text: &'a str, pair: &'a str) -> impl Iterator<Item = usize> + 'a {
        let before = usize::from(!pair.starts_with(['[', ']']));
        let starts = self.squares.iter().filter_map(move |at| at.checked_sub(before));
        starts.filter(move |start| text.as_bytes()[*start..].starts_with(pair.as_bytes()))
    }
}

/// The second byte of U+3000, stops and quotation marks.
static KANA_SIGNS: LazyLock<MemchrN> = LazyLock::new(|| MemchrN::new(&[0x80]));

/// Sorts places that were found by one search after the other.
#[expect(clippy::stable_sort_primitive, reason = "the other kind of sort does not merge what is in order")]
fn put_together(places: &mut [usize]) {
    places.sort();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_them_in_order() {
        let text = "（a)「b\u{3000}c』か\u{3099}\u{1}\u{7F}\u{A0}〜、。い 、";
        let scan = Scan::of(text);
        let at =
            |places: &[usize]| places.iter().filter_map(|at| text[*at..].chars().next()).collect::<String>();
        assert_eq!(at(&scan.stops), "、。、");
        assert_eq!(at(&scan.odd_stops), "、、");
        assert!(scan.ascii_stops.is_empty());
        assert_eq!(Scan::of("a, 列, a.列.").ascii_stops, [6, 13]);
        assert_eq!(at(&scan.brackets), "（)「』");
        assert_eq!(at(&scan.odd), "\u{3000}\u{3099}\u{1}\u{7F}\u{A0}");
        assert!(!scan.holds_tabs);
        let scan = Scan::of("a | `b` ｜ <c> & $d$ \t\u{8} *_~ https://");
        let lengths =
            [&scan.pipes, &scan.ticks, &scan.tags, &scan.dollars, &scan.odd, &scan.marks, &scan.slashes];
        assert_eq!(lengths.map(Vec::len), [2, 2, 2, 2, 1, 3, 2]);
        assert!(scan.holds_tabs);
    }

    proptest! {
        #[test]
        fn finds_all_and_nothing_else(text in prop::collection::vec(prop_oneof![
            "[ぁ-ん\u{3099}\u{309A}、。「」『』〜\u{3000}]", "[ -~\t\n\r\0\u{7F}]", "[（）［］｜！-～一むすずABC\u{80}-\u{FF}‐-⁯⺀-⿿]",
            "[K℅İĀ]", prop::sample::select(vec![" 、", "、。", "・・", "→", "\u{FEFF}", "𠮷"]).prop_map(str::to_owned),
        ], 0..60).prop_map(|pieces| pieces.concat())) {
            let scan = Scan::of(&text);
            let of = |is: &dyn Fn(char) -> bool| -> Vec<usize> {
                text.char_indices().filter(|(_, letter)| is(*letter)).map(|(at, _)| at).collect()
            };
            prop_assert_eq!(&scan.brackets, &of(&|letter| "()（）「」『』".contains(letter)));
            prop_assert_eq!(&scan.squares, &of(&|letter| "[]".contains(letter)));
            prop_assert_eq!(&scan.wide_closing_squares, &of(&|letter| letter == '］'));
            prop_assert_eq!(&scan.pipes, &of(&|letter| "|｜".contains(letter)));
            prop_assert_eq!(&scan.marks, &of(&|letter| "*_~".contains(letter)));
            prop_assert_eq!(&scan.slashes, &of(&|letter| letter == '/'));
            prop_assert_eq!(scan.holds_tabs, text.contains('\t'));
            prop_assert_eq!(scan.becomes_ascii, text.contains(['\u{212A}', '\u{130}']));
            let is_odd = |letter: char| {
                let is_control = letter.is_ascii_control() && !matches!(letter, '\t' | '\n' | '\r');
                is_control || matches!(letter,
                    '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{207F}' | '\u{2E80}'..='\u{2FFF}' | '\u{3000}' | '\u{3099}'
                    | '\u{309A}' | '\u{F000}'..='\u{FFFF}' if !"（）］｜".contains(letter))
            };
            prop_assert_eq!(&scan.odd, &of(&is_odd));
            prop_assert_eq!(&scan.stops, &of(&|letter| "、。".contains(letter)));
            let is_odd_stop = |at: &usize| {
                let is_stop = |text: &str| text.starts_with(['、', '。']);
                is_stop(&text[*at..]) && (text[..*at].ends_with(' ') || is_stop(&text[*at + "、".len()..]))
            };
            let all = of(&|_| true);
            prop_assert_eq!(&scan.odd_stops, &all.iter().copied().filter(is_odd_stop).collect::<Vec<_>>());
            let is_behind_letter = |at: &usize| !text[..*at].chars().next_back().is_none_or(|letter| letter.is_ascii());
            let ascii = of(&|letter| ",.".contains(letter));
            prop_assert_eq!(&scan.ascii_stops, &ascii.into_iter().filter(is_behind_letter).collect::<Vec<_>>());
        }
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
