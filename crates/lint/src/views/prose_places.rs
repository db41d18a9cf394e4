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
    let units = document.prose().iter().enumerate();
    let pieces =
        units.flat_map(|(unit, prose)| document.pieces(prose).iter().map(move |piece| (unit, *piece)));
    let mut rest = places;
    pieces
        .map_while(move |(unit, piece)| {
            while rest.first().is_some_and(|place| *place < piece.start()) {
                rest = &rest[1..];
            }
            let end = rest.iter().take_while(|place| **place < piece.end()).count();
            let inside;
            (inside, rest) = rest.split_at(end);
            (end > 0 || !rest.is_empty()).then_some(PieceWith { unit, piece, places: inside })
        })
        .filter(|found| !found.places.is_empty())
}
