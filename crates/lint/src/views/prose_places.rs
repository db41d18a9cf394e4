//! The pieces of running text that hold some of a note's characters, for rules about characters that few pieces hold.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, ProseUnit};

/// A piece of running text with the places in it that were asked for.
pub(crate) struct PieceWith<'p> {
    /// The index into [`Document::prose`].
    pub(crate) unit: usize,
    /// The piece.
    pub(crate) piece: Span,
    /// Byte offsets into the note, sorted; at least one.
    pub(crate) places: &'p [usize],
}

/// Gives the pieces that hold some of the sorted byte offsets, in order.
pub(crate) fn pieces_with<'p>(
    document: &'p Document,
    places: &'p [usize],
) -> impl Iterator<Item = PieceWith<'p>> {
    Pieces { document, unit: 0, piece: 0, rest: places }
}

/// A walk through the pieces of a note, which skips those before the next place.
struct Pieces<'p> {
    document: &'p Document,
    /// The index of the unit into [`Document::prose`], and that of the piece within it.
    unit: usize,
    piece: usize,
    /// The places that are ahead.
    rest: &'p [usize],
}

impl Pieces<'_> {
    /// Tells whether all pieces of a unit lie before a place.
    fn is_before(&self, unit: &ProseUnit, place: usize) -> bool {
        self.document.pieces(unit).last().is_none_or(|last| last.end() <= place)
    }

    /// Gives the first unit behind the current one that does not lie before a place; mostly it is the next one, or one
    /// far away.
    fn unit_behind(&self, place: usize) -> usize {
        let units = self.document.prose();
        let is_before = |unit: &ProseUnit| self.is_before(unit, place);
        let (mut from, mut step) = (self.unit + 1, 1);
        while units.get(from + step - 1).is_some_and(is_before) {
            from += step;
            step *= 2;
        }
        let until = units.len().min(from + step - 1);
        from + units[from.min(until)..until].partition_point(is_before)
    }
}

impl<'p> Iterator for Pieces<'p> {
    type Item = PieceWith<'p>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let place = *self.rest.first()?;
            let unit = self.document.prose().get(self.unit)?;
            let pieces = self.document.pieces(unit);
            if self.piece == pieces.len() || self.is_before(unit, place) {
                (self.unit, self.piece) = (self.unit_behind(place), 0);
                continue;
            }
            let piece = pieces[self.piece];
            if place < piece.start() {
                self.rest = &self.rest[1..];
                continue;
            }
            self.piece += 1;
            if place < piece.end() {
                let inside = self.rest.iter().take_while(|place| **place < piece.end()).count();
                let places;
                (places, self.rest) = self.rest.split_at(inside);
                return Some(PieceWith { unit: self.unit, piece, places });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_are_those_that_hold_places(pieces in prop::collection::vec(prop::sample::select(vec![
            "text ", "列", "- ", "\n", "\n\n", "`a`", "*", "**b**", "| a | b |\n|---|---|\n", "# ", "[a](b)", "![a](b)",
        ]), 0..60), distance in 1..40usize) {
            let document = Document::parse(pieces.concat(), &ParseOptions::default());
            let places: Vec<usize> = (0..document.text().len()).step_by(distance).collect();
            let mut expected = Vec::new();
            for (index, unit) in document.prose().iter().enumerate() {
                for piece in document.pieces(unit) {
                    let inside = places.iter().copied().filter(|place| piece.contains(*place)).collect::<Vec<_>>();
                    if !inside.is_empty() {
                        expected.push((index, *piece, inside));
                    }
                }
            }
            let found: Vec<_> =
                pieces_with(&document, &places).map(|with| (with.unit, with.piece, with.places.to_vec())).collect();
            prop_assert_eq!(found, expected, "{:?}", document.text());
        }
    }
}
