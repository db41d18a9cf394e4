//! A heading with its number and its parent.

use notesmith_diagnostic::{Related, Span};

use crate::numbering::Label;

/// A heading as far as numbering is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingFact {
    /// The whole heading.
    pub span: Span,
    /// Its content; what is reported where the heading has no number.
    pub content: Span,
    /// The level, 1 to 6.
    pub level: u8,
    /// The 1-based line.
    pub line: u32,
    /// The heading that it stands under: see [`Self::parent`].
    pub(super) parent: Option<u32>,
    /// Its number; a weak one only counts as a member of a series.
    pub label: Option<Label>,
}

impl HeadingFact {
    /// Gives the heading that it stands under, as an index into [`crate::numbering::Outline::headings`].
    pub fn parent(&self) -> Option<usize> {
        self.parent.map(|parent| parent as usize)
    }

    /// Makes it a place that belongs to a finding in the same note.
    pub(crate) fn related(&self, message: impl Into<String>) -> Related {
        Related { path: None, span: self.span, line: self.line as usize, message: message.into() }
    }
}
