//! The typed views of a [`crate::Document`]: plain data, all spans in bytes of the source.

use notesmith_diagnostic::Span;

use crate::document::NodeId;

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its node.
    pub node: NodeId,
    /// The whole heading, markers included.
    pub span: Span,
    /// Its inline content, markers and closing hashes left out; empty for an empty heading.
    pub content: Span,
    /// The level, 1 to 6.
    pub level: u8,
    /// Whether it is underlined (setext) instead of marked by hashes (ATX).
    pub setext: bool,
    /// Whether an ATX heading is closed by hashes.
    pub closed: bool,
    /// The text as rendered: without markup, escapes resolved, images left out.
    pub text: String,
}

/// What marks the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListMarker {
    /// `-`, `*` or `+`.
    Bullet(char),
    /// A number before `.` or `)`.
    Ordered(char),
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// Its node.
    pub node: NodeId,
    /// The whole list.
    pub span: Span,
    /// What marks its items.
    pub marker: ListMarker,
    /// Whether its items are rendered without paragraphs.
    pub tight: bool,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// Its node.
    pub node: NodeId,
    /// The list that it is in, as an index into [`crate::Document::lists`].
    pub list: usize,
    /// The whole item with its children.
    pub span: Span,
    /// The marker alone: `-` or `12.`.
    pub marker: Span,
    /// How many bytes stand before the marker on its line.
    pub indent: usize,
    /// The number of an ordered item, as written.
    pub number: Option<u64>,
    /// The state of a task item: whether it is checked.
    pub task: Option<bool>,
    /// How many lists it is in, itself counted: 1 for an outermost item.
    pub depth: usize,
}

/// How a link or an image is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](destination)`.
    Inline,
    /// `[text][label]`, `[label][]` or `[label]`.
    Reference,
    /// `<https://…>`.
    Angle,
    /// A URL in running text.
    Bare,
    /// `[[page]]`.
    Wiki,
    /// `<a href>` or `<img src>` in HTML.
    Html,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its node; for a link in HTML the HTML's.
    pub node: NodeId,
    /// The whole link; of a bare URL what GitHub makes a link, which may run into Japanese text.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
    /// The destination as CommonMark gives it: escapes and entities resolved; of a bare URL up to where it really
    /// ends (see [`crate::bare_url_end`]).
    pub destination: String,
    /// Where the destination stands, brackets left out; `None` for a reference, whose definition holds it.
    pub destination_span: Option<Span>,
    /// The text between the brackets; empty for a URL.
    pub content: Span,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its node; for an image in HTML the HTML's.
    pub node: NodeId,
    /// The whole image.
    pub span: Span,
    /// How it is written.
    pub kind: LinkKind,
    /// The destination as CommonMark gives it: escapes and entities resolved.
    pub destination: String,
    /// Where the destination stands, brackets left out; `None` for a reference.
    pub destination_span: Option<Span>,
    /// The alternative text as rendered; `None` for HTML without `alt`.
    pub alt: Option<String>,
}

/// A code block.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    /// Its node.
    pub node: NodeId,
    /// The whole block, fences included.
    pub span: Span,
    /// Whether it is fenced; else it is indented.
    pub fenced: bool,
    /// The info string of a fenced block, escapes resolved.
    pub info: String,
    /// Whether a fenced block has its closing fence; true for indented ones.
    pub closed: bool,
}

/// A piece of raw HTML.
#[derive(Clone, Debug)]
pub struct Html {
    /// Its node.
    pub node: NodeId,
    /// The whole piece.
    pub span: Span,
    /// Whether it is a block; else it stands inside a paragraph.
    pub block: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its node; rows and cells are below it.
    pub node: NodeId,
    /// The whole table.
    pub span: Span,
    /// The number of columns that its header has.
    pub columns: usize,
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Markdown.
    Text,
    /// A code block, fences included.
    Code,
    /// A block of HTML.
    Html,
    /// Front matter.
    FrontMatter,
}

/// One line of the source.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The 1-based number.
    pub number: usize,
    /// Its bytes without the line ending.
    pub span: Span,
    /// What it is part of.
    pub kind: LineKind,
}
