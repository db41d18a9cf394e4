//! One form of a term that another form outnumbers.

use crate::spelling::usages::Place;
use crate::spelling::verdict::times;

/// How often the other form must be used for each time that this one is.
const RATIO: u32 = 3;
/// How often at least.
const LEAST: u32 = 4;
/// The same where nothing is left to doubt.
const STRONG: u32 = 10;

/// A form of a term that the notes, or the configuration, write otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The form as written.
    pub(crate) text: String,
    /// The form that wins.
    pub(crate) right: String,
    /// Why: "ユーザ is used 18 times; ユーザー 161 times in these notes".
    pub(crate) evidence: String,
    pub(crate) strength: Strength,
    /// Where it stands, in order.
    pub(crate) places: Vec<Place>,
}

/// How much speaks for the other form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Most uses.
    Majority,
    /// Nearly all uses, or the configuration.
    Clear,
}

impl Strength {
    /// How much so many uses of the other form say against so many of this one; `None` where they say nothing.
    pub(super) fn of(count: u32, other: u32) -> Option<Self> {
        if other >= STRONG && other >= count * STRONG {
            Some(Self::Clear)
        } else {
            (other >= LEAST && other >= count * RATIO).then_some(Self::Majority)
        }
    }
}

/// Says how often two forms are used.
pub(super) fn evidence(form: &str, count: u32, right: &str, other: u32) -> String {
    format!("{form} is used {}; {right} {} in these notes", times(count), times(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_uses_say_nothing() {
        let of = Strength::of;
        assert_eq!([of(1, 3), of(2, 5), of(10, 29), of(0, 3)], [None; 4]);
        assert_eq!([of(1, 9), of(2, 6), of(10, 99)], [Some(Strength::Majority); 3]);
        assert_eq!([of(1, 10), of(2, 20), of(0, 10)], [Some(Strength::Clear); 3]);
    }
}
