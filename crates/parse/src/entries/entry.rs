//! One entry: a term with its definition, as places in the note.
//!
//! What few readers ask for is worked out when it is asked for: the answer's Markdown, the context, other names.

use std::borrow::Cow;
use std::ops::Range;

use notesmith_diagnostic::Span;

/// How an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryShape {
    /// `- Term: definition`, with or without children.
    Term,
    /// `- Term:` whose definition is what hangs below it.
    List,
    /// A noun phrase without a separator, with children.
    Topic,
    /// A question with children.
    Question,
    /// A heading with a paragraph or a code block.
    Heading,
    /// A line `・Term・・・definition` of a paragraph.
    Line,
    /// A row of a table, where rows are asked for.
    Row,
}

impl EntryShape {
    /// Gives the name that JSON uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::List => "list",
            Self::Topic => "topic",
            Self::Question => "question",
            Self::Heading => "heading",
            Self::Line => "line",
            Self::Row => "row",
        }
    }
}

/// A term with its definition.
#[derive(Clone, Debug)]
pub struct Entry<'d> {
    /// How it is written.
    pub shape: EntryShape,
    /// Everything that belongs to it: the item with its children, or the section, or the lines.
    pub span: Span,
    /// The term as written, white space, enumerators and emphasis around it left out.
    pub term: Span,
    /// The term as plain text in one line; borrowed from the note where it stands there like that.
    pub term_text: Cow<'d, str>,
    /// What stands between term and definition on the term's line.
    pub separator: Option<Span>,
    /// The definition on the term's line and the lines that continue its paragraph.
    pub definition: Option<Span>,
    /// Its answer, as places in [`super::Entries`].
    pub(super) body: Range<u32>,
    /// The innermost heading or bullet that it stands below.
    pub(super) place: Option<Place>,
}

impl Entry<'_> {
    /// Gives both parts of a term such as `ACRONYM(Expansion)`, brackets of either width.
    pub fn aliases(&self) -> Option<[&str; 2]> {
        let rest = self.term_text.strip_suffix([')', '）'])?;
        let (outer, inner) = rest.split_once(['(', '（'])?;
        let (outer, inner) = (outer.trim(), inner.trim());
        (!outer.is_empty() && !inner.is_empty()).then_some([outer, inner])
    }
}

/// A heading or a bullet among those of [`super::Entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(pub(super) u32);

/// A piece of an entry's answer.
#[derive(Clone, Debug)]
pub struct BodyPiece {
    /// Its source, from the first byte of its content to its end.
    pub span: Span,
    /// How many columns of indentation and markers stand before its first line, and so before the others.
    pub indent: usize,
    /// Whether it is text of a paragraph or whole blocks.
    pub role: PieceRole,
    /// What stands before it: opening emphasis that the term shares with the definition, or the name of a cell.
    pub prefix: String,
}

/// What a piece of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceRole {
    /// Text of a paragraph.
    Inline,
    /// Whole blocks.
    Blocks,
    /// A cell of a table: text of a paragraph in which `\|` is `|`.
    Cell,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(term: &str, expected: Option<[&str; 2]>) {
        let entry = Entry {
            shape: EntryShape::Term,
            span: Span::at(0),
            term: Span::at(0),
            term_text: term.into(),
            separator: None,
            definition: None,
            body: 0..0,
            place: None,
        };
        assert_eq!(entry.aliases(), expected, "{term}");
    }

    #[test]
    fn acronyms_have_two_names() {
        check("FIFO(First In, First Out)", Some(["FIFO", "First In, First Out"]));
        check("列（Queue）", Some(["列", "Queue"]));
        check("列(Queue(FIFO))", Some(["列", "Queue(FIFO)"]));
        check("列", None);
        check("(Queue)", None);
        check("列( )", None);
        check("列(Queue)の長さ", None);
    }
}
