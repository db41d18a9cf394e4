//! comrak's tree copied into the flat [`Document`], once: the only place that knows comrak.
//!
//! The arena is dropped here, since it is neither `Send` nor `Sync`.
//! The walk keeps its own path instead of recursing: notes may nest 100,000 deep.

use comrak::Arena;
use comrak::nodes::{AstNode, ListDelimType, ListType, NodeCodeBlock, NodeList, NodeValue, Sourcepos};
use notesmith_diagnostic::{LineIndex, Span};

use crate::comrak_options::comrak_options;
use crate::document::{Document, Node, NodeId, NodeKind, ParseCancelled, ParseOptions};
use crate::node_kind::{is_block, kind_of};
use crate::position::Positions;
use crate::prose::{ProseKind, ProseUnit};
use crate::views::{CodeBlock, Heading, Html, Image, List, ListItem, ListMarker, Table};
use crate::{link_lowering, views};

/// Parses and lowers a text.
pub(crate) fn lower(text: String, options: ParseOptions) -> Document {
    let arena = Arena::new();
    let source = without_mark(&text);
    let root = comrak::parse_document(&arena, source, &comrak_options(options, source));
    let out = copied(&text, root);
    document(text, options, out)
}

/// Parses and lowers a text unless `cancel` says true.
pub(crate) fn lower_until(
    text: String,
    options: ParseOptions,
    cancel: &dyn Fn() -> bool,
) -> Result<Document, ParseCancelled> {
    let arena = Arena::new();
    let source = without_mark(&text);
    let root = comrak::try_parse_document(&arena, source, &comrak_options(options, source), cancel)
        .map_err(|_| ParseCancelled)?;
    let out = copied(&text, root);
    Ok(document(text, options, out))
}

/// Gives a text without its byte order mark, which comrak would take for text.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// Copies a tree into the views, and indexes the lines of its text.
fn copied<'a>(text: &str, root: &'a AstNode<'a>) -> (LineIndex, Views) {
    let lines = LineIndex::new(text);
    let mut lowering = Lowering::new(text, &lines);
    lowering.walk(root);
    let Lowering { out, .. } = lowering;
    (lines, out)
}

fn document(text: String, options: ParseOptions, (lines, out): (LineIndex, Views)) -> Document {
    Document {
        anchors: options.anchors,
        lines,
        nodes: out.nodes,
        headings: out.headings,
        lists: out.lists,
        list_items: out.list_items,
        links: out.links,
        images: out.images,
        code_blocks: out.code_blocks,
        html: out.html,
        tables: out.tables,
        prose: out.prose,
        pieces: out.pieces,
        verbatim: out.verbatim,
        front_matter: out.front_matter,
        directives: Vec::new(),
        text,
    }
}

/// The vectors of the document to be.
#[derive(Default)]
pub(crate) struct Views {
    pub(crate) nodes: Vec<Node>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) lists: Vec<List>,
    pub(crate) list_items: Vec<ListItem>,
    pub(crate) links: Vec<views::Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) code_blocks: Vec<CodeBlock>,
    pub(crate) html: Vec<Html>,
    pub(crate) tables: Vec<Table>,
    pub(crate) prose: Vec<ProseUnit>,
    pub(crate) pieces: Vec<Span>,
    pub(crate) verbatim: Vec<Span>,
    pub(crate) front_matter: Option<Span>,
}

/// The state of one walk.
struct Lowering<'t> {
    text: &'t str,
    positions: Positions<'t>,
    out: Views,
    /// The open lists, as indices into the lists.
    open_lists: Vec<usize>,
    /// How many links, images or footnotes are open whose text is not prose.
    hidden: usize,
    /// The open heading's rendered text.
    heading_text: Option<String>,
    /// How many images are open; those inside another's text are not rendered as images.
    open_images: usize,
    /// The outermost open image's rendered text.
    alt: Option<String>,
}

impl<'t> Lowering<'t> {
    fn new(text: &'t str, lines: &'t LineIndex) -> Self {
        // Room for what notes mostly hold, since growing costs more than what is left over and never touched; some
        // systems count even that, so there is a bound.
        let count = lines.line_count().min(1 << 14);
        let out = Views {
            nodes: Vec::with_capacity(text.len() / 24 + 4),
            lists: Vec::with_capacity(count / 2),
            list_items: Vec::with_capacity(count),
            images: Vec::with_capacity(count / 4),
            verbatim: Vec::with_capacity(count / 2),
            prose: Vec::with_capacity(count),
            pieces: Vec::with_capacity(2 * count),
            ..Views::default()
        };
        Self {
            text,
            positions: Positions::new(text, lines),
            out,
            open_lists: Vec::new(),
            hidden: 0,
            heading_text: None,
            open_images: 0,
            alt: None,
        }
    }

    fn walk<'a>(&mut self, root: &'a AstNode<'a>) {
        let mut here = root;
        let mut parent = NodeId::ROOT;
        loop {
            let mut id = NodeId(self.out.nodes.len() as u32);
            let mut kind = self.enter(here, id, parent);
            if let Some(child) = here.first_child() {
                parent = id;
                here = child;
                continue;
            }
            loop {
                self.leave(here, id, kind);
                if let Some(next) = here.next_sibling() {
                    here = next;
                    break;
                }
                let Some(above) = here.parent() else { return };
                here = above;
                id = parent;
                let end = NodeId(self.out.nodes.len() as u32);
                let left = &mut self.out.nodes[id.index()];
                left.end = end;
                parent = left.parent;
                kind = left.kind;
            }
        }
    }

    /// Adds a node and what its view tells; gives its kind.
    fn enter<'a>(&mut self, node: &'a AstNode<'a>, id: NodeId, parent: NodeId) -> NodeKind {
        let ast = node.data.borrow();
        let kind = kind_of(&ast.value);
        let span = if is_block(kind) {
            self.positions.span(ast.sourcepos)
        } else {
            self.positions.inline_span(ast.sourcepos, kind)
        };
        // The end is that of a node without children.
        self.out.nodes.push(Node { kind, span, parent, end: NodeId(id.0 + 1) });
        match &ast.value {
            NodeValue::FrontMatter(_) => {
                self.out.front_matter = Some(span);
                self.out.verbatim.push(span);
            }
            NodeValue::List(list) => self.enter_list(id, span, list),
            NodeValue::Item(_) => self.enter_item(id, span, ast.sourcepos, None),
            NodeValue::TaskItem(task) => {
                self.enter_item(id, span, ast.sourcepos, Some(task.symbol.is_some()));
            }
            NodeValue::Paragraph => {
                self.enter_paragraph(node, span, ast.sourcepos, ast.sourcepos.end.line);
                self.enter_prose(id, ProseKind::Paragraph);
            }
            NodeValue::TableCell => {
                self.positions.enter_cell(span);
                self.enter_prose(id, ProseKind::Cell);
            }
            NodeValue::Heading(heading) => {
                if heading.setext {
                    self.enter_paragraph(node, span, ast.sourcepos, ast.sourcepos.end.line - 1);
                }
                self.heading_text = Some(String::with_capacity(span.len()));
                self.enter_prose(id, ProseKind::Heading);
            }
            NodeValue::CodeBlock(code) => self.enter_code(id, span, code),
            NodeValue::Document => self.out.nodes[id.index()].span = Span::new(0, self.text.len()),
            NodeValue::HtmlBlock(_) => self.enter_html(id, span, true),
            NodeValue::HtmlInline(_) => self.enter_html(id, span, false),
            NodeValue::Table(table) => {
                self.out.tables.push(Table { node: id, span, columns: table.num_columns });
            }
            NodeValue::Text(literal) => self.enter_text(literal, span),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.enter_break(ast.sourcepos),
            NodeValue::Code(code) => {
                self.collect(&code.literal);
                self.out.verbatim.push(span);
            }
            NodeValue::Link(_) | NodeValue::WikiLink(_) if link_lowering::is_url(span.text(self.text)) => {
                self.hidden += 1;
            }
            NodeValue::Image(_) => {
                self.hidden += 1;
                self.open_images += 1;
                if self.open_images == 1 {
                    self.alt = Some(String::new());
                }
            }
            _ => {}
        }
        kind
    }

    #[inline]
    fn leave<'a>(&mut self, node: &'a AstNode<'a>, id: NodeId, kind: NodeKind) {
        match kind {
            NodeKind::List => {
                self.open_lists.pop();
            }
            NodeKind::Paragraph => {
                self.positions.leave_paragraph();
                self.leave_prose();
            }
            NodeKind::TableCell | NodeKind::Heading | NodeKind::Link | NodeKind::Image => {
                self.leave_content(node, id);
            }
            _ => {}
        }
    }

    fn leave_content<'a>(&mut self, node: &'a AstNode<'a>, id: NodeId) {
        let span = self.out.nodes[id.index()].span;
        let ast = node.data.borrow();
        match &ast.value {
            NodeValue::TableCell => {
                self.positions.leave_cell();
                self.leave_prose();
            }
            NodeValue::Heading(heading) => {
                self.positions.leave_paragraph();
                self.leave_prose();
                let content = self.content_of(id);
                self.out.headings.push(Heading {
                    node: id,
                    span,
                    content,
                    level: heading.level,
                    setext: heading.setext,
                    closed: heading.closed,
                    text: self.heading_text.take().unwrap_or_default(),
                });
            }
            NodeValue::Link(link) => {
                if link_lowering::is_url(span.text(self.text)) {
                    self.hidden -= 1;
                }
                if self.open_images == 0 {
                    let content = self.content_of(id);
                    link_lowering::push_link(&mut self.out, self.text, id, content, &link.url);
                }
            }
            NodeValue::WikiLink(link) if self.open_images == 0 => {
                link_lowering::push_wiki_link(&mut self.out, id, span, &link.url);
            }
            NodeValue::Image(link) => {
                self.hidden -= 1;
                self.open_images -= 1;
                if self.open_images == 0 {
                    let content = self.content_of(id);
                    let alt = self.alt.take();
                    link_lowering::push_image(&mut self.out, self.text, id, content, &link.url, alt);
                }
            }
            _ => {}
        }
    }

    fn enter_paragraph<'a>(&mut self, node: &'a AstNode<'a>, span: Span, place: Sourcepos, last_line: usize) {
        // Definitions may open it, and breaks stand in its links.
        if place.start.line < last_line || self.text.as_bytes().get(span.start()) == Some(&b'[') {
            let counted_to =
                node.last_child().map_or(last_line, |last| last.data.borrow().sourcepos.end.line);
            self.positions.enter_paragraph(span, place.start, counted_to, last_line);
        }
    }

    fn enter_list(&mut self, node: NodeId, span: Span, list: &NodeList) {
        let marker = match list.list_type {
            ListType::Bullet => ListMarker::Bullet(char::from(list.bullet_char)),
            ListType::Ordered if list.delimiter == ListDelimType::Paren => ListMarker::Ordered(')'),
            ListType::Ordered => ListMarker::Ordered('.'),
        };
        self.open_lists.push(self.out.lists.len());
        self.out.lists.push(List { node, span, marker, tight: list.tight });
    }

    fn enter_item(&mut self, node: NodeId, span: Span, place: Sourcepos, task: Option<bool>) {
        let source = span.text(self.text);
        let digits = source.bytes().take_while(u8::is_ascii_digit).count();
        let marker_len = (digits + 1).min(source.len());
        self.out.list_items.push(ListItem {
            node,
            list: self.open_lists.last().copied().expect("an item stands in a list"),
            span,
            marker: Span::new(span.start(), self.text.floor_char_boundary(span.start() + marker_len)),
            indent: span.start() - self.positions.line_start(place.start.line),
            number: if digits == 0 { None } else { source[..digits].parse().ok() },
            task,
            depth: self.open_lists.len(),
        });
    }

    /// Makes a span hold its first line; comrak gives none for a fence in a list that is left open before blank lines.
    fn with_first_line(&self, span: Span) -> Span {
        let rest = &self.text.as_bytes()[span.start()..];
        let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        Span::new(span.start(), span.end().max(span.start() + line))
    }

    fn enter_code(&mut self, node: NodeId, span: Span, code: &NodeCodeBlock) {
        let (fenced, closed, info) = (code.fenced, code.closed, code.info.clone());
        let span = if fenced { self.with_first_line(span) } else { span };
        self.out.nodes[node.index()].span = span;
        self.out.code_blocks.push(CodeBlock { node, span, fenced, info, closed });
        self.out.verbatim.push(span);
    }

    fn enter_html(&mut self, node: NodeId, span: Span, block: bool) {
        self.out.html.push(Html { node, span, block });
        self.out.verbatim.push(span);
        link_lowering::push_html_links(&mut self.out, self.text, node, span);
    }

    fn enter_text(&mut self, literal: &str, span: Span) {
        self.collect(literal);
        if self.hidden == 0 && !span.is_empty() {
            self.out.pieces.push(span);
        }
    }

    fn enter_break(&mut self, place: Sourcepos) {
        self.positions.pass_break(place.start);
        self.collect(" ");
    }

    fn collect(&mut self, literal: &str) {
        if let Some(alt) = &mut self.alt {
            alt.push_str(literal);
        } else if let Some(text) = &mut self.heading_text {
            text.push_str(literal);
        }
    }

    fn enter_prose(&mut self, node: NodeId, kind: ProseKind) {
        let start = self.out.pieces.len() as u32;
        self.out.prose.push(ProseUnit { node, kind, pieces: start..start });
    }

    fn leave_prose(&mut self) {
        let unit = self.out.prose.last_mut().expect("prose was entered");
        unit.pieces.end = self.out.pieces.len() as u32;
        if unit.pieces.is_empty() {
            self.out.prose.pop();
        }
    }

    /// Gives the span from the first to the last child of a node that is being left.
    fn content_of(&self, id: NodeId) -> Span {
        let span = self.out.nodes[id.index()].span;
        let first = id.index() + 1;
        if first >= self.out.nodes.len() {
            return Span::at(span.end());
        }
        let mut last = first;
        while self.out.nodes[last].end.index() < self.out.nodes.len() {
            last = self.out.nodes[last].end.index();
        }
        Span::new(self.out.nodes[first].span.start(), self.out.nodes[last].span.end())
    }
}
