//! Places that something is said about, so that nothing else is.

use std::collections::BTreeMap;

use notesmith_diagnostic::Span;

use crate::spelling::usages::Place;
use crate::spelling::verdict::{Verdict, VerdictKind};

/// Disjoint places: file and first byte, and the byte behind the last.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<(u32, u32), u32>);

impl Taken {
    /// The places that verdicts speak of; those on joined names only where their rule runs.
    pub(super) fn by<'v>(verdicts: impl Iterator<Item = &'v Verdict>, owns_joined_names: bool) -> Self {
        let mut taken = Self::default();
        let speaks = |verdict: &&Verdict| verdict.kind != VerdictKind::JoinedName || owns_joined_names;
        for verdict in verdicts.filter(speaks) {
            for place in &verdict.places {
                taken.take(*place, verdict.text.len());
            }
        }
        taken
    }

    /// The places that any verdict speaks of.
    pub(crate) fn by_all<'v>(verdicts: impl Iterator<Item = &'v Verdict>) -> Self {
        Self::by(verdicts, true)
    }

    /// Whether a part of a span of a note is taken.
    pub(crate) fn overlaps(&self, file: usize, span: Span) -> bool {
        self.holds(Place { file: file as u32, start: span.start() as u32 }, span.len())
    }

    /// Whether a part of a place of so many bytes is taken.
    pub(super) fn holds(&self, place: Place, length: usize) -> bool {
        let before = self.0.range(..(place.file, place.start + length as u32)).next_back();
        before.is_some_and(|(&(file, _), &end)| file == place.file && end > place.start)
    }

    /// Takes a place of so many bytes; false where a part of it is taken already.
    pub(super) fn take(&mut self, place: Place, length: usize) -> bool {
        let is_free = !self.holds(place, length);
        if is_free {
            self.0.insert((place.file, place.start), place.start + length as u32);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_is_taken_twice() {
        let mut taken = Taken::default();
        let mut take = |file, start, length| taken.take(Place { file, start }, length);
        assert!(take(1, 10, 5));
        assert!(!take(1, 14, 5) && !take(1, 8, 3) && !take(1, 8, 20) && !take(1, 11, 1));
        assert!(take(1, 15, 5) && take(1, 5, 5) && take(2, 10, 5) && take(0, 10, 5));
    }
}
