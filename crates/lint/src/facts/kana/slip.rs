//! A place in Japanese text that is wrong or doubtful.

use notesmith_diagnostic::Span;

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// A particle, a letter or a word stands twice.
    Doubled,
    /// A letter of the wrong script that looks the same.
    LookAlike,
    /// A word of two kanji that is none.
    Miswritten,
    /// A Latin letter that an input method left behind.
    StrayLetter,
    /// Hiragana that are written as they sound.
    ByEar,
    /// Letters of an ending that are out of order, too many or missing.
    Ending,
    /// A space inside a word; right if the joined word is known.
    Split,
}

/// A place that is wrong or doubtful.
#[derive(Clone, Debug)]
pub(crate) struct KanaSlip {
    pub(crate) kind: SlipKind,
    pub(crate) span: Span,
    /// The text under the span.
    pub(crate) text: Box<str>,
    /// What would be right, best first; a fix is sure where there is one.
    pub(crate) right: Vec<String>,
}
