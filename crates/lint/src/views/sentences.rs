//! The sentences of a note, for rules about long ones: most are told apart from those by their stops alone.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind, ProseUnit, Sentence};
use smallvec::SmallVec;

/// Running text up to a `。`, in which one sentence or several may stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// The index of its unit into [`Document::prose`].
    pub(crate) unit: usize,
    /// Its source, with markup, code and URLs.
    pub(crate) span: Span,
    /// How many `、` stand in that.
    pub(crate) commas: usize,
    /// Whether there is a `。` inside, before a closing bracket or in code.
    has_inner_stop: bool,
}

/// Splits units at their `。`.
pub(crate) struct Splitter<'d> {
    document: &'d Document,
    /// The places of `、` and `。`.
    stops: &'d [usize],
    /// How many of them stand before the last unit.
    passed: usize,
}

impl<'d> Splitter<'d> {
    /// Makes a splitter of a note that has `、` and `。` at these places.
    pub(crate) fn new(document: &'d Document, stops: &'d [usize]) -> Self {
        Self { document, stops, passed: 0 }
    }

    /// Gives the source from the first piece of a unit to the last one.
    #[inline]
    pub(crate) fn whole(&self, unit: usize) -> Option<Span> {
        let pieces = self.document.pieces(&self.document.prose()[unit]);
        Some(Span::new(pieces.first()?.start(), pieces.last()?.end()))
    }

    /// Gives the stretches of a unit, in order; few units have more than four.
    pub(crate) fn stretches(&mut self, unit: usize) -> SmallVec<[Stretch; 4]> {
        let mut found = SmallVec::new();
        let Some(whole) = self.whole(unit) else { return found };
        let pieces = self.document.pieces(&self.document.prose()[unit]);
        let text = self.document.text().as_bytes();
        let (mut start, mut commas, mut piece, mut has_inner_stop) = (whole.start(), 0, 0, false);
        for &stop in self.stops_in(whole) {
            if text[stop + 2] == 0x81 {
                commas += 1;
                continue;
            }
            while pieces[piece].end() <= stop {
                piece += 1;
            }
            let end = stop + "。".len();
            if pieces[piece].start() > stop || goes_on(&text[end..]) {
                has_inner_stop = true;
                continue;
            }
            found.push(Stretch { unit, span: Span::new(start, end), commas, has_inner_stop });
            (start, commas, has_inner_stop) = (end, 0, false);
        }
        if start < whole.end() {
            found.push(Stretch { unit, span: Span::new(start, whole.end()), commas, has_inner_stop });
        }
        found
    }

    /// Gives the stops in a span; mostly it lies behind the last one.
    fn stops_in(&mut self, span: Span) -> &'d [usize] {
        if self.passed.checked_sub(1).is_some_and(|before| self.stops[before] >= span.start()) {
            self.passed = 0;
        }
        let behind = &self.stops[self.passed..];
        self.passed += behind.iter().take_while(|stop| **stop < span.start()).count();
        let inside = &self.stops[self.passed..];
        &inside[..inside.iter().take_while(|stop| **stop < span.end()).count()]
    }

    /// Gives the units in which more than so many `、` stand without a `。` between them, in order; one in brackets or
    /// code counts here.
    pub(crate) fn units_with_commas(&self, most: usize) -> Vec<usize> {
        let text = self.document.text().as_bytes();
        let mut found: Vec<usize> = Vec::new();
        let mut commas = 0;
        for (number, &stop) in self.stops.iter().enumerate() {
            commas = if text[stop + 2] == 0x81 { commas + 1 } else { 0 };
            if commas <= most {
                continue;
            }
            let first = self.stops[number - most];
            let unit = unit_at(self.document, first);
            if self.whole_at(unit).is_some_and(|whole| whole.start() <= first && stop < whole.end())
                && found.last() != Some(&unit)
            {
                found.push(unit);
            }
        }
        found
    }

    fn whole_at(&self, unit: usize) -> Option<Span> {
        (unit < self.document.prose().len()).then(|| self.whole(unit)).flatten()
    }
}

/// Gives the number of the first unit that does not end before a byte; it may be that behind the last.
fn unit_at(document: &Document, byte: usize) -> usize {
    let is_before = |unit: &ProseUnit| document.pieces(unit).last().is_none_or(|last| last.end() <= byte);
    document.prose().partition_point(is_before)
}

/// Tells whether a sentence may go on behind a `。`: with a closing bracket, or with another sign that ends sentences.
fn goes_on(behind: &[u8]) -> bool {
    matches!(
        behind,
        [b')', ..]
            | [0xE3, 0x80, 0x82 | 0x8D | 0x8F | 0x91, ..]
            | [0xEF, 0xBC, 0x81 | 0x89 | 0x9F, ..]
            | [0xE2, 0x80, 0x9D, ..]
    )
}

/// Reads the sentences of stretches, those of a unit once.
pub(crate) struct Reader<'d> {
    document: &'d Document,
    /// The last unit whose sentences were asked for one by one, with them.
    unit: Option<(usize, Vec<Sentence>)>,
}

impl<'d> Reader<'d> {
    /// Makes a reader of a note.
    pub(crate) fn new(document: &'d Document) -> Self {
        Self { document, unit: None }
    }

    /// Gives the unit and the number in it of the sentence whose text holds a byte of the note.
    pub(crate) fn sentence_at(&mut self, byte: usize) -> Option<(usize, usize)> {
        let unit = unit_at(self.document, byte);
        self.document.prose().get(unit)?;
        let sentences = self.of_unit(unit);
        let number = sentences.partition_point(|sentence| sentence.span().end() <= byte);
        let pieces = &sentences.get(number)?.pieces;
        let piece = pieces.get(pieces.partition_point(|piece| piece.end() <= byte))?;
        piece.contains(byte).then_some((unit, number))
    }

    /// Gives all sentences of a unit.
    fn of_unit(&mut self, unit: usize) -> &[Sentence] {
        if self.unit.as_ref().is_none_or(|(read, _)| *read != unit) {
            self.unit = Some((unit, self.document.sentences(&self.document.prose()[unit])));
        }
        let (_, all) = self.unit.as_ref().expect("it was put there just now");
        all
    }

    /// Gives the sentences of a stretch, in order.
    pub(crate) fn sentences(&mut self, stretch: &Stretch) -> Vec<Sentence> {
        let unit = &self.document.prose()[stretch.unit];
        if !stretch.has_inner_stop && !may_hold_several(self.document.slice(stretch.span)) {
            return vec![Sentence { pieces: pieces_in(self.document, unit, stretch.span) }];
        }
        let all = self.of_unit(stretch.unit);
        let from = all.partition_point(|sentence| sentence.span().end() <= stretch.span.start());
        all[from..]
            .iter()
            .take_while(|sentence| sentence.span().start() < stretch.span.end())
            .cloned()
            .collect()
    }
}

/// Tells whether anything but the `。` at its end may end a sentence in a text.
fn may_hold_several(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_end = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
    memchr::memchr3_iter(b'.', b'!', b'?', bytes).any(is_end)
        || memchr::memchr2_iter(b'\n', b'<', bytes).next().is_some()
        || memchr::memchr_iter(0xEF, bytes).any(|at| matches!(bytes[at + 1..], [0xBC, 0x81 | 0x9F, ..]))
}

/// Gives the pieces of a unit inside a span, cut to it.
fn pieces_in(document: &Document, unit: &ProseUnit, span: Span) -> Vec<Span> {
    let pieces = document.pieces(unit);
    let from = pieces.partition_point(|piece| piece.end() <= span.start());
    let inside = pieces[from..].iter().take_while(|piece| piece.start() < span.end());
    let cut = inside.map(|piece| Span::new(piece.start().max(span.start()), piece.end().min(span.end())));
    cut.filter(|piece| !piece.is_empty()).collect()
}

/// Counts the characters of a sentence as it is read: code counts as its text, URLs and images do not count.
pub(crate) fn length(document: &Document, sentence: &Sentence) -> usize {
    let text: usize = sentence.pieces.iter().map(|piece| count(document.slice(*piece))).sum();
    let (Some(first), Some(last)) = (sentence.pieces.first(), sentence.pieces.last()) else { return 0 };
    let (first, last) = (document.slice(*first), document.slice(*last));
    let around = (first.len() - first.trim_start().len()) + (last.len() - last.trim_end().len());
    let gaps = sentence.pieces.windows(2).map(|pair| Span::new(pair[0].end(), pair[1].start()));
    let code: usize = gaps
        .filter(|gap| document.slice(*gap).contains('`'))
        .flat_map(|gap| document.nodes_starting_in(gap))
        .filter(|node| node.kind == NodeKind::Code)
        .map(|node| count(document.slice(node.span).trim_matches(['`', ' '])))
        .sum();
    text.saturating_sub(around) + code
}

/// Counts the characters of a text: all bytes but those inside one, eight at a time.
pub(crate) fn count(text: &str) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let inside = |eight: &[u8; 8]| {
        let bytes = u64::from_le_bytes(*eight);
        bytes >> 7 & !(bytes >> 6) & ONES
    };
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut count = text.len() - inside(&last).count_ones() as usize;
    // Each byte of a sum counts one of eight, and holds as much as a byte does.
    for block in eights.chunks(255) {
        let sums: u64 = block.iter().map(inside).sum();
        let (even, odd) = (sums & 0x00FF_00FF_00FF_00FF, sums >> 8 & 0x00FF_00FF_00FF_00FF);
        count -= (even + odd).wrapping_mul(0x0001_0001_0001_0001) as usize >> 48;
    }
    count
}

/// Tells whether a text has hiragana, as every sentence in Japanese does.
pub(crate) fn has_hiragana(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xE3, bytes).any(|at| match bytes[at + 1] {
        0x81 => true,
        0x82 => bytes[at + 2] <= 0x96,
        _ => false,
    })
}

/// Tells whether a unit quotes somebody else.
pub(crate) fn is_quoted(document: &Document, unit: usize) -> bool {
    document.ancestors(document.prose()[unit].node).any(|id| document.node(id).kind == NodeKind::BlockQuote)
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;
    use proptest::prelude::*;

    use super::*;
    use crate::views::scan::Scan;

    proptest! {
        #[test]
        fn characters_are_counted(text in "[aé列𠮷]{0,5000}") {
            prop_assert_eq!(count(&text), text.chars().count());
        }

        #[test]
        fn stretches_hold_the_sentences_of_their_unit(pieces in prop::collection::vec(prop::sample::select(vec![
            "列", "です。", "、", "「", "」", "と", "！", "a. ", "\n", "- ", "\n\n", "`a。b`", "**", "<br>", "[^1]", "\n\n[^1]: ",
            "| a | b |\n|---|---|\n", "[a](b.md)", "鍵を作り、それを別の場所に長いあいだ保存して",
        ]), 0..40)) {
            let document = Document::parse(pieces.concat(), &ParseOptions::default());
            let stops = Scan::of(document.text()).stops;
            let mut splitter = Splitter::new(&document, &stops);
            let mut reader = Reader::new(&document);
            let (mut found, mut with_two) = (Vec::new(), Vec::new());
            for unit in 0..document.prose().len() {
                for stretch in splitter.stretches(unit) {
                    let commas = document.slice(stretch.span).matches('、').count();
                    prop_assert_eq!(stretch.commas, commas);
                    let mut parts = document.slice(stretch.span).split('。');
                    if parts.any(|part| part.matches('、').count() > 1) {
                        with_two.push(unit);
                    }
                    found.extend(reader.sentences(&stretch));
                }
            }
            let units = splitter.units_with_commas(1);
            prop_assert!(units.is_sorted());
            prop_assert!(with_two.iter().all(|unit| units.contains(unit)), "{:?} of {:?}", with_two, units);
            let all: Vec<Sentence> =
                document.prose().iter().flat_map(|unit| document.sentences(unit)).collect();
            prop_assert_eq!(found, all, "{:?}", document.text());
        }
    }
}
