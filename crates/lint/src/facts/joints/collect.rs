//! The walk over a note, and which meetings of Japanese and ASCII letters count.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LinkKind, ProseKind};

use super::crossings::crossings;
use super::gaps;
use super::letters::{hiragana_before, japanese_at, japanese_before};
use super::places::{LatinSpacing, Order};
use crate::addresses::wiki_labels;
use crate::note::Note;

/// Where ASCII and Japanese letters meet in the running text of a note.
#[derive(Debug, Default)]
pub(crate) struct Joints {
    /// Japanese letters beside Latin words and numbers.
    pub(crate) latin: LatinSpacing,
    /// The bytes of single spaces between two Japanese letters, or a `、` and one, in order.
    gaps: Vec<usize>,
}

impl Joints {
    /// Walks through the running text of a note.
    pub(crate) fn collect(note: &Note<'_>) -> Self {
        let document = note.document();
        let mut joints = Self::default();
        for piece in Piece::all(document) {
            crossings(piece.text.as_bytes(), |at| joints.cross(piece, at));
        }
        joints.finish(note)
    }

    /// Takes a byte of a piece where ASCII ends or begins.
    #[inline]
    fn cross(&mut self, piece: Piece<'_>, at: usize) {
        let Some(before) = piece.text.as_bytes()[..at].split_last_chunk::<2>() else {
            return self.meet(piece, at);
        };
        match before.1 {
            // The other side of the space was there before.
            [0x80..=0xFF, b' '] => {}
            [_, b' '] => self.meet(piece, at - 1),
            _ => self.meet(piece, at),
        }
    }

    /// Takes a byte of a piece behind which there is a letter, or a space and a letter, and a letter before it; nothing
    /// else counts. One of them at least is no ASCII.
    #[inline]
    pub(crate) fn meet(&mut self, piece: Piece<'_>, at: usize) {
        let text = piece.text.as_bytes();
        let gap = usize::from(text[at] == b' ');
        let Some(behind) = text.get(at + gap) else { return };
        if text[at - 1].is_ascii() {
            if text[at - 1].is_ascii_alphanumeric() && japanese_at(text, at + gap) {
                let neighbour = piece.neighbour_before(at);
                self.add(piece, neighbour, at, gap, Order::Latin);
            }
        } else if behind.is_ascii_alphanumeric() {
            if japanese_before(text, at) {
                let neighbour = piece.neighbour_behind(at + gap);
                self.add(piece, neighbour, at, gap, Order::Japanese);
            }
        } else if gap == 1
            && japanese_at(text, at + 1)
            && (japanese_before(text, at) || text[..at].ends_with("、".as_bytes()))
        {
            self.gaps.push(piece.base + at);
        }
    }

    #[inline]
    fn add(&mut self, piece: Piece<'_>, neighbour: Neighbour, at: usize, gap: usize, order: Order) {
        let places = match neighbour {
            Neighbour::Word => &mut self.latin.words,
            Neighbour::Number if !piece.is_heading_number(at) => &mut self.latin.numbers,
            _ => return,
        };
        if gap == 1 {
            places.add_spaced(piece.base + at, order);
        } else if !piece.is_name(at, order) {
            places.add_tight(piece.base + at, order);
        }
    }

    /// Puts away what does not count after all, when all of the note was taken.
    pub(crate) fn finish(mut self, note: &Note<'_>) -> Self {
        self.leave_labels(note);
        self.latin.words.shrink();
        self.latin.numbers.shrink();
        self
    }

    /// Gives the spaces that split what belongs together.
    pub(crate) fn slips(&self, note: &Note<'_>) -> Vec<Span> {
        gaps::slips(note.document().text(), &self.gaps)
    }

    /// Takes out what stands in names of other places: labels of reference links and `[[…]]`.
    fn leave_labels(&mut self, note: &Note<'_>) {
        let document = note.document();
        let references = document.links().iter().filter(|link| link.kind == LinkKind::Reference);
        let mut labels: Vec<Span> = references.map(|link| link.span).collect();
        if note.holds_pair("[[") {
            labels.extend(wiki_labels(document.text().as_bytes()));
        }
        if labels.is_empty() {
            return;
        }
        labels.sort_by_key(|label| (label.start(), label.end()));
        let is_outside = |at: usize| {
            let behind = labels.partition_point(|label| label.start() <= at);
            // Labels do not lie in each other but where `[[` follows `[[`.
            !labels[behind.saturating_sub(2)..behind].iter().any(|label| at < label.end())
        };
        self.latin.words.retain(is_outside);
        self.latin.numbers.retain(is_outside);
        self.gaps.retain(|at| is_outside(*at));
    }
}

/// A piece of running text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'t> {
    /// Its text.
    pub(crate) text: &'t str,
    /// The byte of the note where it begins.
    pub(crate) base: usize,
    /// Whether it begins a heading, where its number stands.
    begins_heading: bool,
}

/// What stands beside a Japanese letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    Word,
    Number,
    /// A letter by itself, as in `X線` and `C言語`, or part of a name.
    Nothing,
}

impl<'t> Piece<'t> {
    /// Gives the pieces of a note, in order.
    #[inline]
    pub(crate) fn all(document: &'t Document) -> impl Iterator<Item = Self> {
        document.prose().iter().flat_map(move |unit| {
            let mut begins_heading = unit.kind == ProseKind::Heading;
            document.pieces(unit).iter().map(move |piece| Self {
                text: document.slice(*piece),
                base: piece.start(),
                begins_heading: std::mem::take(&mut begins_heading),
            })
        })
    }

    /// Reads the visible ASCII from a byte on; the letter before is Japanese.
    #[inline]
    fn neighbour_behind(&self, start: usize) -> Neighbour {
        match self.text.as_bytes()[start..] {
            [first, second, ..] if is_word(first, second) => Neighbour::Word,
            _ => neighbour(visible(&self.text.as_bytes()[start..])),
        }
    }

    /// Reads the visible ASCII up to a byte; the letter behind is Japanese.
    #[inline]
    fn neighbour_before(&self, end: usize) -> Neighbour {
        match self.text.as_bytes()[..end] {
            [.., before, last] if is_word(last, before) => Neighbour::Word,
            _ => neighbour(visible_before(&self.text.as_bytes()[..end])),
        }
    }

    /// Tells whether a number at the beginning of a heading counts it: `## 3 章`, `## 第 3 章`.
    fn is_heading_number(&self, at: usize) -> bool {
        self.begins_heading && at <= "第 100".len()
    }

    /// Tells whether letters that meet at a byte are part of a name.
    fn is_name(&self, at: usize, order: Order) -> bool {
        match order {
            Order::Japanese => self.ends_name(at),
            Order::Latin => self.begins_name(at),
        }
    }

    /// Tells whether the ASCII at a byte ends a file's name or a tag that begins with the Japanese letters before:
    /// `設計書v2.xlsx`, `#入門AWS`.
    fn ends_name(&self, at: usize) -> bool {
        has_extension(visible(&self.text.as_bytes()[at..])) && !hiragana_before(self.text.as_bytes(), at)
            || self.japanese_follows_sign(at)
    }

    /// Tells whether the Japanese letters before a byte follow a sign of tags and names.
    fn japanese_follows_sign(&self, at: usize) -> bool {
        let mut start = at;
        // Nobody writes longer names.
        while start + LONGEST_NAME > at && japanese_before(self.text.as_bytes(), start) {
            start -= 3;
        }
        self.text.as_bytes()[..start].ends_with(b"#") || self.text.as_bytes()[..start].ends_with(b"_")
    }

    /// Tells whether the ASCII before a byte begins a file's name or a tag that ends with the Japanese letters behind:
    /// `AWS設計.md`, `EC2構成_案`, `#AWS入門`.
    fn begins_name(&self, at: usize) -> bool {
        let mut end = at;
        while end < at + LONGEST_NAME && japanese_at(self.text.as_bytes(), end) {
            end += 3;
        }
        let goes_on = match self.text.as_bytes()[end..] {
            [b'_', ..] => true,
            [b'.', first, ..] => first.is_ascii_lowercase(),
            _ => false,
        };
        goes_on || matches!(visible_before(&self.text.as_bytes()[..at]), [b'#' | b'@', ..])
    }
}

/// The longest run of Japanese letters that is looked through for a name, in bytes.
const LONGEST_NAME: usize = 60;

/// Tells whether a letter or digit at an edge of visible ASCII and the one beside it are part of a word.
#[inline]
fn is_word(edge: u8, beside: u8) -> bool {
    edge.is_ascii_alphabetic() && beside.is_ascii_alphanumeric()
        || edge.is_ascii_digit() && beside.is_ascii_alphabetic()
}

/// Gives the visible ASCII that a text begins with.
fn visible(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|byte| byte.is_ascii_graphic()).count();
    &text[..length]
}

/// Gives the visible ASCII that a text ends with.
fn visible_before(text: &[u8]) -> &[u8] {
    let length = text.iter().rev().take_while(|byte| byte.is_ascii_graphic()).count();
    &text[text.len() - length..]
}

/// Judges visible ASCII that begins or ends with a letter or a digit beside a Japanese letter.
fn neighbour(chunk: &[u8]) -> Neighbour {
    let letters = chunk.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let is_lone =
        letters == 1 && chunk.iter().all(|byte| !byte.is_ascii_digit() && !matches!(byte, b'+' | b'#'));
    match letters {
        0 => Neighbour::Number,
        1 if is_lone => Neighbour::Nothing,
        _ => Neighbour::Word,
    }
}

/// Tells whether visible ASCII ends as the name of a file: `v2.xlsx`.
fn has_extension(chunk: &[u8]) -> bool {
    let Some(point) = chunk.iter().rposition(|byte| *byte == b'.') else { return false };
    let extension = &chunk[point + 1..];
    point > 0 && (2..=5).contains(&extension.len()) && extension.iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;
    use proptest::prelude::*;

    use super::*;
    use crate::facts::words;

    /// The letters around each place, by kind: words with a space and without, numbers with a space and without.
    #[track_caller]
    fn check(text: &str, expected: [&[&str]; 4]) {
        let document = Document::parse(text, &ParseOptions::default());
        let joints = Joints::collect(&Note::new("a.md", &document));
        let (words, numbers) = (&joints.latin.words, &joints.latin.numbers);
        let found = [
            words.spaced().collect::<Vec<_>>(),
            words.tight().collect(),
            numbers.spaced().collect(),
            numbers.tight().collect(),
        ];
        let found =
            found.map(|places| places.iter().map(|place| document.slice(place.span)).collect::<Vec<_>>());
        assert_eq!(found, expected, "places of {text:?}");
    }

    #[test]
    fn words_and_numbers_count_apart() {
        check(
            "鍵は EC2 とS3の 3 つで10個\n",
            [&["は E", "2 と"], &["とS", "3の"], &["の 3", "3 つ"], &["で1", "0個"]],
        );
        check("鍵は 10GB で、ap-1 を 1,000 件\n", [&["は 1", "B で", "1 を"], &[], &["を 1", "0 件"], &[]]);
    }

    #[test]
    fn signs_and_edges_are_no_places() {
        check("鍵（EC2）と S3。AWS、 `a`を **IAM**を、x/を\n", [&["と S"], &[], &[], &[]]);
        check("é あ、あ é、あ  EC2 \n", [&[], &[], &[], &[]]);
    }

    #[test]
    fn lone_letters_are_parts_of_words() {
        check("X線とC言語、プランA を 5 G で\n", [&[], &[], &["を 5"], &[]]);
        check("C++ と C# の差\n", [&["と C"], &[], &[], &[]]);
    }

    #[test]
    fn names_are_no_places() {
        check(
            "設計書v2.xlsx と EC2構成_案 と AWS設計.md と #AWS入門 と #入門AWS\n",
            [&["x と", "と E", "と A", "d と"], &[], &[], &[]],
        );
        check("ここでNode.jsを\n", [&[], &["でN", "sを"], &[], &[]]);
        check("[EC2の鍵] と [[S3の鍵]] と[EC2と][EC2の鍵]\n\n[EC2の鍵]: a.md\n", [&[], &[], &[], &[]]);
    }

    #[test]
    fn numbers_of_headings_are_no_places() {
        check(
            "## 3章 鍵 3 つ\n\n## 第 12 章\n\n第 12 章\n",
            [&[], &[], &["鍵 3", "3 つ", "第 1", "2 章"], &[]],
        );
    }

    proptest! {
        #[test]
        fn both_walks_see_the_same(text in "([あ鍵ア、。a1B2 ]|[ -~]|[é\u{3000}０ａ・「😀]|\n|EC2|`a`|\\*\\*|# ){0,60}") {
            let document = Document::parse(&*text, &ParseOptions::default());
            let note = Note::new("a.md", &document);
            let alone = Joints::collect(&note);
            let mut beside = Joints::default();
            words::collect(&document, words::Variants::Dropped, Some(&mut beside));
            let beside = beside.finish(&note);
            prop_assert_eq!(alone.latin, beside.latin, "{:?}", text);
            prop_assert_eq!(alone.gaps, beside.gaps, "{:?}", text);
        }
    }
}
