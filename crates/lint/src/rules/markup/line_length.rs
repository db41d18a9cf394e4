use notesmith_diagnostic::display_width;
use notesmith_parse::{Document, Line, LineKind, Node, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Lines that are longer than configured.
    ///
    /// ## Why
    ///
    /// Long lines are hard to read in a terminal and make diffs coarse.
    /// Widths are counted in columns: full-width characters take two.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// line-length = 20
    /// ```
    ///
    /// ```md bad
    /// This line is longer than twenty columns.
    /// ```
    ///
    /// ```md good
    /// A short line.
    /// https://example.com/a-long-address
    /// ```
    ///
    /// ## Options
    ///
    /// - `line-length`: the columns that a line may have; the last word may go beyond them. Default: 80.
    /// - `heading-line-length`: the columns that a heading may have. Default: those of a line.
    /// - `code-block-line-length`: the columns that a line of code may have. Default: those of a line.
    /// - `code-blocks`: whether code counts. Default: `true`.
    /// - `tables`: whether tables count. Default: `true`.
    /// - `headings`: whether headings count. Default: `true`.
    /// - `stern`: whether the last word counts, too, except where it is alone on its line. Default: `false`.
    /// - `strict`: whether it counts everywhere, and lines with nothing but a link do. Default: `false`.
    ///
    /// ```toml options
    /// line-length = 20
    /// heading-line-length = 40
    /// code-block-line-length = 40
    /// ```
    ///
    /// ````md good
    /// # A heading that is a bit longer
    ///
    /// ```text
    /// This line is longer than twenty.
    /// ```
    /// ````
    ///
    /// ```toml options
    /// line-length = 20
    /// code-blocks = false
    /// tables = false
    /// headings = false
    /// stern = true
    /// strict = false
    /// ```
    ///
    /// ````md bad
    /// # A heading that is a bit longer
    ///
    /// ```text
    /// This line is longer than twenty columns.
    /// ```
    ///
    /// | This row | is longer than twenty columns |
    /// | --- | --- |
    ///
    /// The last word is unbreakable.
    /// ````
    "markup/line-length" {
        aliases: ["MD013"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "markdownlint's options, which users bring along")]
struct Options {
    /// The columns that a line may have.
    line_length: usize,
    /// The columns that a heading may have; those of a line without it.
    heading_line_length: Option<usize>,
    /// The columns that a line of code may have; those of a line without it.
    code_block_line_length: Option<usize>,
    /// Whether code counts.
    code_blocks: bool,
    /// Whether tables count.
    tables: bool,
    /// Whether headings count.
    headings: bool,
    /// Whether the last word of a line counts, too, except where it is alone.
    stern: bool,
    /// Whether the last word counts everywhere, and lines with nothing but a link do.
    strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            line_length: 80,
            heading_line_length: None,
            code_block_line_length: None,
            code_blocks: true,
            tables: true,
            headings: true,
            stern: false,
            strict: false,
        }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let limits = [Some(options.line_length), options.heading_line_length, options.code_block_line_length];
    // No character takes more columns than bytes.
    let shortest = limits.into_iter().flatten().min().unwrap_or(0);
    for line in note.lines().iter().filter(|line| line.kind != LineKind::FrontMatter) {
        let source = document.slice(line.span);
        if source.len() <= shortest {
            continue;
        }
        let Some(limit) = limit_of(document, line, options).filter(|limit| *limit > 0) else { continue };
        let width = display_width(source);
        if width > limit && counts(note, line, source, limit, options) {
            sink.report(line.span, format!("the line is {width} columns wide, not {limit}"))
                .help("break the line");
        }
    }
}

/// Gives the columns that a line may have; `None` where it does not count.
fn limit_of(document: &Document, line: &Line, options: &Options) -> Option<usize> {
    if line.kind == LineKind::Code {
        let limit = options.code_block_line_length.unwrap_or(options.line_length);
        return options.code_blocks.then_some(limit);
    }
    let headings = document.headings();
    let next = headings.partition_point(|heading| heading.span.start() <= line.span.end());
    if next > 0 && headings[next - 1].span.end() > line.span.start() {
        let limit = options.heading_line_length.unwrap_or(options.line_length);
        return options.headings.then_some(limit);
    }
    let tables = document.tables();
    let next = tables.partition_point(|table| table.span.start() <= line.span.end());
    let in_table = next > 0 && tables[next - 1].span.end() > line.span.start();
    (options.tables || !in_table).then_some(options.line_length)
}

/// Tells whether a line that is too wide could be broken: its last word may go beyond the limit, and a line with nothing
/// but a link and a definition may be as long as they are.
fn counts(note: &Note<'_>, line: &Line, source: &str, limit: usize, options: &Options) -> bool {
    let document = note.document();
    let last = source.trim_end_matches(|c: char| !c.is_whitespace());
    if !options.strict && !options.stern && display_width(last) < limit {
        return false;
    }
    let definitions = note.definitions();
    let next = definitions.partition_point(|definition| definition.span.start() <= line.span.end());
    if next > 0 && definitions[next - 1].span.end() > line.span.start() {
        return false;
    }
    let is_one_word = last.chars().all(|c| c.is_whitespace() || matches!(c, '#' | '>'));
    if options.strict {
        return true;
    }
    if options.stern && is_one_word {
        return false;
    }
    let nodes = document.nodes_starting_in(line.span);
    let has_link = nodes.iter().any(|node| matches!(node.kind, NodeKind::Link | NodeKind::Image));
    let is_text =
        |node: &Node| node.kind == NodeKind::Text && document.node(node.parent).kind == NodeKind::Paragraph;
    !has_link || nodes.iter().any(is_text)
}
