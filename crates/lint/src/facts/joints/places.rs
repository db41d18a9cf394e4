//! Places where a Japanese letter stands beside a Latin word or a number, with a space between or without.

use notesmith_diagnostic::Span;

/// Those of one note, or of one kind of neighbour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LatinPlaces {
    /// With one space between; each is twice the byte of the space, and one more where the Japanese letter comes first.
    spaced: Vec<u32>,
    /// With nothing between; the same, by the byte of the second letter.
    tight: Vec<u32>,
}

/// One place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatinPlace {
    /// The space, or the empty span where one could stand.
    pub gap: Span,
    /// The same with the letters on both sides.
    pub span: Span,
}

impl LatinPlaces {
    /// Gives how many there are with a space.
    pub fn spaced_count(&self) -> usize {
        self.spaced.len()
    }

    /// Gives how many there are without one.
    pub fn tight_count(&self) -> usize {
        self.tight.len()
    }

    /// Gives those with a space, in order.
    pub fn spaced(&self) -> impl Iterator<Item = LatinPlace> + '_ {
        self.spaced.iter().map(|place| read(*place, 1))
    }

    /// Gives those without one, in order.
    pub fn tight(&self) -> impl Iterator<Item = LatinPlace> + '_ {
        self.tight.iter().map(|place| read(*place, 0))
    }

    pub(super) fn add_spaced(&mut self, at: usize, order: Order) {
        self.spaced.push(write(at, order));
    }

    pub(super) fn add_tight(&mut self, at: usize, order: Order) {
        self.tight.push(write(at, order));
    }

    pub(super) fn shrink(&mut self) {
        self.spaced.shrink_to_fit();
        self.tight.shrink_to_fit();
    }

    /// Keeps the places that a test passes; it gets the byte.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) {
        self.spaced.retain(|place| keep(*place as usize / 2));
        self.tight.retain(|place| keep(*place as usize / 2));
    }
}

/// Which of two letters comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Japanese,
    Latin,
}

fn write(at: usize, order: Order) -> u32 {
    (at as u32) << 1 | u32::from(order == Order::Japanese)
}

fn read(place: u32, gap: usize) -> LatinPlace {
    let at = place as usize / 2;
    let gap = Span::new(at, at + gap);
    // Japanese letters take three bytes.
    let (before, behind) = if place % 2 == 1 { (3, 1) } else { (1, 3) };
    LatinPlace { gap, span: Span::new(gap.start() - before, gap.end() + behind) }
}

/// The places of a note, by what stands beside the Japanese letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LatinSpacing {
    /// Beside words that hold a Latin letter: `EC2`, `10GB`.
    pub words: LatinPlaces,
    /// Beside numbers without letters: `3`, `1,000`.
    pub numbers: LatinPlaces,
}
