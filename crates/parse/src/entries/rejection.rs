//! Why something that could be an entry is none.

use notesmith_diagnostic::Span;

/// Why something that could be an entry is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A term with a separator and nothing behind or below it.
    NoDefinition,
    /// A bullet without a separator and without children.
    PlainFact,
    /// A sentence with children and without a separator.
    SentenceWithChildren,
    /// A whole sentence stands before the separator.
    SentenceBeforeSeparator,
    /// The text before the separator is empty, a number or quoted code.
    NoTerm,
    /// The bullet holds nothing but images.
    ImageOnly,
    /// The bullet holds nothing but URLs, or the topic nothing else below it.
    UrlOnly,
    /// The bullet has no text of its own.
    NoText,
    /// The bullet is nested deeper than cards go.
    TooDeep,
    /// The heading is context: a number, a chapter, or a heading that only lists follow.
    ContextHeading,
    /// A line of running text.
    Prose,
}

impl Reason {
    /// Says why, as a clause that completes "no card:".
    pub const fn text(self) -> &'static str {
        match self {
            Self::NoDefinition => "nothing defines the term",
            Self::PlainFact => "a fact without a separator",
            Self::SentenceWithChildren => "a sentence, not a term",
            Self::SentenceBeforeSeparator => "a sentence stands before the separator",
            Self::NoTerm => "no term stands before the separator",
            Self::ImageOnly => "only an image",
            Self::UrlOnly => "only a URL",
            Self::NoText => "the bullet has no text",
            Self::TooDeep => "nested too deep",
            Self::ContextHeading => "a heading that gives context",
            Self::Prose => "running text",
        }
    }
}

/// Something that could be an entry and is none.
#[derive(Clone, Copy, Debug)]
pub struct Rejection {
    /// The text that could have held it.
    pub span: Span,
    /// Why it is no entry.
    pub reason: Reason,
}
