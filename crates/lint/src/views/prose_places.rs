//! The pieces of running text that hold some of a note's characters, for rules about characters that few pieces hold.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

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

impl<'p> Iterator for Pieces<'p> {
    type Item = PieceWith<'p>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let place = *self.rest.first()?;
            let pieces = self.document.pieces(self.document.prose().get(self.unit)?);
            if pieces.last().is_none_or(|last| last.end() <= place) || self.piece == pieces.len() {
                (self.unit, self.piece) = (self.unit + 1, 0);
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
