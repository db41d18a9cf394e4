//! What the extractor gives: entries, and for everything else why it is none.

use std::sync::Arc;

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
pub struct Entry {
    /// How it is written.
    pub shape: EntryShape,
    /// Everything that belongs to it: the item with its children, or the section, or the lines.
    pub span: Span,
    /// The term as written, white space, enumerators and emphasis around it left out.
    pub term: Span,
    /// The term as plain text in one line.
    pub term_text: String,
    /// What stands between term and definition on the term's line.
    pub separator: Option<Span>,
    /// The definition on the term's line and the lines that continue its paragraph.
    pub definition: Option<Span>,
    /// The pieces of source that make the answer, in order.
    pub body: Vec<BodyPiece>,
    /// Headings and ancestor bullets from the outside in, as plain text; neighbours share it.
    pub context: Arc<[String]>,
    /// Of `ACRONYM(Expansion)` both parts.
    pub aliases: Vec<String>,
}

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
    /// Its first line's text.
    pub span: Span,
    /// Why it is no entry.
    pub reason: Reason,
}

/// All that a note holds, both lists in source order.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// The terms with their definitions.
    pub entries: Vec<Entry>,
    /// What could be an entry and is none.
    pub rejected: Vec<Rejection>,
}
