//! What is said about one distinct word.

use super::usages::Place;

/// A word or a name that is wrong, with what would be right and why.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    /// The rule that reports it.
    pub(crate) kind: VerdictKind,
    /// The text as written.
    pub(crate) text: String,
    /// What would be right, best first.
    pub(crate) suggestions: Vec<String>,
    /// Why: "Lambda is used 214 times in these notes".
    pub(crate) evidence: String,
    /// Where it stands, in order.
    pub(crate) places: Vec<Place>,
}

impl Verdict {
    pub(super) fn new((kind, suggestions, evidence): Opinion, text: &str, places: Vec<Place>) -> Self {
        Self { kind, text: text.to_owned(), suggestions, evidence, places }
    }
}

/// Verdicts in order of their text and first place.
pub(super) fn in_order(verdicts: impl Iterator<Item = Verdict>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = verdicts.collect();
    verdicts.sort_by(|a, b| (&a.text, a.places.first()).cmp(&(&b.text, b.places.first())));
    verdicts
}

/// The rule that reports a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum VerdictKind {
    KnownMisspelling,
    NearMiss,
    BrandCase,
    Acronym,
    ServiceName,
    WrongWord,
    Katakana,
    Kanji,
    LowerCaseName,
    JoinedName,
}

/// A verdict without its text and places.
pub(super) type Opinion = (VerdictKind, Vec<String>, String);

/// `once`, `3 times`.
pub(super) fn times(count: u32) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
