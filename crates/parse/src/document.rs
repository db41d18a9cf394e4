//! The parsed note: flat nodes in pre-order, and the views over them.

use notesmith_diagnostic::{LineIndex, Span};

use crate::anchor::AnchorStyle;
use crate::directive::{self, Directive};
use crate::lower;
use crate::prose::ProseUnit;
use crate::views::{CodeBlock, Heading, Html, Image, Line, LineKind, Link, List, ListItem, Table};

/// The index of a node in [`Document::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The root of every document.
    pub const ROOT: Self = Self(0);

    /// Gives the position in [`Document::nodes`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is; its details are in the view of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The root.
    Document,
    /// YAML front matter with its fences.
    FrontMatter,
    /// A block quote or a GitHub alert.
    BlockQuote,
    /// A list; see [`Document::lists`].
    List,
    /// An item of a list, task items too; see [`Document::list_items`].
    Item,
    /// A code block; see [`Document::code_blocks`].
    CodeBlock,
    /// An HTML block; see [`Document::html`].
    HtmlBlock,
    /// A paragraph.
    Paragraph,
    /// A heading; see [`Document::headings`].
    Heading,
    /// A thematic break.
    ThematicBreak,
    /// The definition of a footnote.
    FootnoteDefinition,
    /// A table; see [`Document::tables`].
    Table,
    /// A row of a table.
    TableRow,
    /// A cell of a table.
    TableCell,
    /// Text.
    Text,
    /// A line ending inside a paragraph.
    SoftBreak,
    /// A hard line break.
    LineBreak,
    /// A code span, back-ticks included.
    Code,
    /// Inline HTML; see [`Document::html`].
    HtmlInline,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck text.
    Strikethrough,
    /// A link, wiki links too; see [`Document::links`].
    Link,
    /// An image; see [`Document::images`].
    Image,
    /// A reference to a footnote.
    FootnoteReference,
    /// Anything that an option may add.
    Other,
}

/// One node of the flat tree.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its source bytes.
    pub span: Span,
    /// Its parent; the root is its own.
    pub parent: NodeId,
    /// The first node in pre-order that is not below this one.
    pub end: NodeId,
}

/// How to read a note.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions {
    /// Whether `[[page|text]]` is a link.
    pub wiki_links: bool,
    /// Whose fragments the headings get.
    pub anchors: AnchorStyle,
}

/// The parse was stopped by the caller's callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseCancelled;

/// One note: its text, its nodes and the views over them.
#[derive(Debug)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) lines: LineIndex,
    pub(crate) nodes: Vec<Node>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) lists: Vec<List>,
    pub(crate) list_items: Vec<ListItem>,
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) code_blocks: Vec<CodeBlock>,
    pub(crate) html: Vec<Html>,
    pub(crate) tables: Vec<Table>,
    pub(crate) prose: Vec<ProseUnit>,
    pub(crate) pieces: Vec<Span>,
    pub(crate) verbatim: Vec<Span>,
    pub(crate) front_matter: Option<Span>,
    pub(crate) directives: Vec<Directive>,
    pub(crate) anchors: AnchorStyle,
}

impl Document {
    /// Gives whose fragments the headings get.
    pub fn anchor_style(&self) -> AnchorStyle {
        self.anchors
    }

    /// Parses a note; total on any string.
    pub fn parse(text: impl Into<String>, options: &ParseOptions) -> Self {
        lower::lower(text.into(), *options).with_directives()
    }

    /// Parses a note unless `cancel` says true, which is asked every few hundred steps.
    ///
    /// # Errors
    /// [`ParseCancelled`] when the callback said true.
    pub fn parse_until(
        text: impl Into<String>,
        options: &ParseOptions,
        cancel: &dyn Fn() -> bool,
    ) -> Result<Self, ParseCancelled> {
        Ok(lower::lower_until(text.into(), *options, cancel)?.with_directives())
    }

    fn with_directives(mut self) -> Self {
        self.directives = directive::collect(&self);
        self
    }

    /// Gives the source text, byte order mark included.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the source text with the index of its lines, and drops the rest.
    pub fn into_source(self) -> (String, LineIndex) {
        (self.text, self.lines)
    }

    /// Gives the source text under a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        span.text(&self.text)
    }

    /// Gives the index from byte offsets to lines and columns.
    pub fn line_index(&self) -> &LineIndex {
        &self.lines
    }

    /// Gives all nodes in pre-order; the first is the root.
    #[inline]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Gives one node.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// Gives the node and everything below it, in pre-order.
    #[inline]
    pub fn subtree(&self, id: NodeId) -> &[Node] {
        &self.nodes[id.index()..self.node(id).end.index()]
    }

    /// Gives the direct children of a node.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.siblings(NodeId(id.0 + 1), self.node(id).end)
    }

    /// Gives a node and those behind it of the same parent, up to the node `end`.
    pub(crate) fn siblings(&self, from: NodeId, end: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = from;
        std::iter::from_fn(move || {
            let here = next;
            (here < end).then(|| {
                next = self.node(here).end;
                here
            })
        })
    }

    /// Gives the parents of a node, nearest first, the root last.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut here = id;
        std::iter::from_fn(move || {
            let parent = self.node(here).parent;
            (parent != here).then(|| {
                here = parent;
                parent
            })
        })
    }

    /// Gives the headings in order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// Gives the lists in order of their start, outer before inner.
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// Gives the items of all lists in order of their start, outer before inner.
    pub fn list_items(&self) -> &[ListItem] {
        &self.list_items
    }

    /// Gives the links, those in HTML too, in order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Gives the images, those in HTML too, in order.
    pub fn images(&self) -> &[Image] {
        &self.images
    }

    /// Gives the fenced and indented code blocks in order.
    pub fn code_blocks(&self) -> &[CodeBlock] {
        &self.code_blocks
    }

    /// Gives the pieces of raw HTML, comments too, in order.
    pub fn html(&self) -> &[Html] {
        &self.html
    }

    /// Gives the `id`s of all tags and the `name`s of links in HTML, in order: fragments that lead here.
    pub fn html_ids(&self) -> impl Iterator<Item = String> + '_ {
        self.html.iter().flat_map(|html| {
            crate::html::attributes(self.slice(html.span), html.span.start())
                .into_iter()
                .filter(|attribute| {
                    attribute.name.eq_ignore_ascii_case("id")
                        || (attribute.name.eq_ignore_ascii_case("name")
                            && attribute.tag.eq_ignore_ascii_case("a"))
                })
                .map(|attribute| attribute.value)
        })
    }

    /// Gives the nodes that start inside a span, in order.
    pub fn nodes_starting_in(&self, span: Span) -> &[Node] {
        let from = self.nodes.partition_point(|node| node.span.start() < span.start());
        let to = self.nodes.partition_point(|node| node.span.start() < span.end());
        &self.nodes[from.min(to)..to]
    }

    /// Gives the tables in order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Gives the span of the front matter with its fences.
    pub fn front_matter(&self) -> Option<Span> {
        self.front_matter
    }

    /// Gives the comments that steer the linter, in order.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// Gives the units of running text: paragraphs, headings and cells.
    #[inline]
    pub fn prose(&self) -> &[ProseUnit] {
        &self.prose
    }

    /// Gives the source spans of a unit's text, in order: what is not code, markup, URL or HTML.
    /// Escapes and entities stand in them as written.
    #[inline]
    pub fn pieces(&self, unit: &ProseUnit) -> &[Span] {
        &self.pieces[unit.pieces.start as usize..unit.pieces.end as usize]
    }

    /// Gives the spans that are not for prose rules, sorted and disjoint: code, HTML, front matter, bare URLs and
    /// the destinations of links.
    pub fn verbatim(&self) -> &[Span] {
        &self.verbatim
    }

    /// Tells whether a span touches code, HTML, front matter or a URL.
    pub fn is_verbatim(&self, span: Span) -> bool {
        let at = self.verbatim.partition_point(|v| v.end() <= span.start());
        self.verbatim.get(at).is_some_and(|v| v.overlaps(span) || v.contains(span.start()))
    }

    /// Gives every line with what it is part of, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        let blocks = self.block_lines();
        let mut next = 0;
        self.lines.line_ranges(&self.text).enumerate().map(move |(before, range)| {
            let span = Span::from(range);
            let is_past = |block: Span| block.end() <= span.start() && block.end() < self.text.len();
            while blocks.get(next).is_some_and(|(block, _)| is_past(*block)) {
                next += 1;
            }
            let kind = match blocks.get(next) {
                Some((block, kind)) if block.start() <= span.end() && span.start() < block.end() => *kind,
                _ => LineKind::Text,
            };
            Line { number: before + 1, span, kind }
        })
    }

    fn block_lines(&self) -> Vec<(Span, LineKind)> {
        let code = self.code_blocks.iter().map(|block| (block.span, LineKind::Code));
        let html = self.html.iter().filter(|html| html.block).map(|html| (html.span, LineKind::Html));
        let mut blocks: Vec<_> =
            code.chain(html).chain(self.front_matter.map(|span| (span, LineKind::FrontMatter))).collect();
        blocks.sort_by_key(|(span, _)| span.start());
        blocks
    }
}
