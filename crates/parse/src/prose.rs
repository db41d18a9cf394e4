//! Running text: what is left of a paragraph, a heading or a cell when code, URLs and HTML are taken out.

use std::ops::Range;

use notesmith_diagnostic::Span;

use crate::document::{Document, NodeId};

/// What holds a unit of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseKind {
    /// A paragraph; inside a list item too.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// One unit of running text; sentences do not cross it.
#[derive(Clone, Debug)]
pub struct ProseUnit {
    /// The paragraph, heading or cell.
    pub node: NodeId,
    /// What holds it.
    pub kind: ProseKind,
    pub(crate) pieces: Range<u32>,
}

/// A sentence: the source spans of its text, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The pieces of text; between two of them stand markup, code, a URL or a line ending.
    pub pieces: Vec<Span>,
}

impl Sentence {
    /// Gives the span from the first to the last byte, markup between the pieces included.
    pub fn span(&self) -> Span {
        let first = self.pieces.first().expect("a sentence has a piece");
        let last = self.pieces.last().expect("a sentence has a piece");
        Span::new(first.start(), last.end())
    }
}

impl Document {
    /// Gives the sentences of a unit: 。, ！ and ？ end one, and `.`, `!` and `?` before white space do; brackets do not.
    pub fn sentences(&self, unit: &ProseUnit) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut current = Vec::new();
        for &piece in self.pieces(unit) {
            let mut start = piece.start();
            let text = self.slice(piece);
            let mut chars = text.char_indices().peekable();
            while let Some((at, c)) = chars.next() {
                let next = chars.peek().map(|&(_, c)| c);
                let ends = match c {
                    '。' | '！' | '？' => {
                        !matches!(next, Some('。' | '！' | '？' | '」' | '』' | '）' | ')'))
                    }
                    '.' | '!' | '?' => next.is_some_and(char::is_whitespace),
                    _ => false,
                };
                if ends {
                    let end = piece.start() + at + c.len_utf8();
                    current.push(Span::new(start, end));
                    sentences.push(Sentence { pieces: std::mem::take(&mut current) });
                    start = end;
                }
            }
            if start < piece.end() {
                current.push(Span::new(start, piece.end()));
            }
        }
        if !current.is_empty() {
            sentences.push(Sentence { pieces: current });
        }
        sentences
    }
}
