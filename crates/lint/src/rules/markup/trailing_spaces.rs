use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Document, LineKind, Node, NodeKind};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::list_layout::lines_of;
use crate::views::source_lines::CodeLines;

declare_rule! {
    /// Spaces at the end of a line that nobody sees.
    ///
    /// ## Why
    ///
    /// They make diffs noisy, and two of them at the end of a line inside a paragraph are a line break that no reader
    /// of the source can see.
    /// Exactly two are left alone, since they may be meant as a line break.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2: a virtual server·
    /// - S3: object storage
    /// ```
    ///
    /// ```md fixed
    /// - EC2: a virtual server
    /// - S3: object storage
    /// ```
    ///
    /// ```md good
    /// A line break is meant here··
    /// and it stays.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are removed; the rendered page stays the same, since line breaks are kept.
    ///
    /// ## Options
    ///
    /// - `br-spaces`: how many spaces make a line break that is left alone; 0 or 1 allows none. Default: 2.
    /// - `strict`: whether a line break is left alone only where it has an effect. Default: `false`.
    /// - `code-blocks`: whether code counts. Default: `false`.
    /// - `list-item-empty-lines`: whether blank lines between the paragraphs of a list item are left alone.
    ///   Default: `false`.
    ///
    /// ```toml options
    /// br-spaces = 0
    /// ```
    ///
    /// ```md bad
    /// A line break is meant here··
    /// but it is not allowed.
    /// ```
    ///
    /// ```toml options
    /// strict = true
    /// ```
    ///
    /// ```md bad
    /// Nothing follows, so nothing breaks.··
    /// ```
    ///
    /// ```toml options
    /// code-blocks = true
    /// list-item-empty-lines = true
    /// ```
    ///
    /// ```md bad
    /// - S3 stores objects.
    /// ·
    ///   It stores them in buckets.
    ///
    /// Code:
    ///
    ///     code·
    /// ```
    "markup/trailing-spaces" {
        aliases: ["MD009"],
        level: Warning,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many spaces make a line break that is left alone; 0 or 1 allows none.
    br_spaces: usize,
    /// Whether a line break is left alone only where it has an effect.
    strict: bool,
    /// Whether code counts.
    code_blocks: bool,
    /// Whether blank lines inside lists are left alone.
    list_item_empty_lines: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { br_spaces: 2, strict: false, code_blocks: false, list_item_empty_lines: false }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let code = document.code_blocks().iter().filter(|_| !options.code_blocks);
    let code = CodeLines::of(document, code);
    let gaps = if options.list_item_empty_lines { gaps_in_items(document) } else { FxHashSet::default() };
    for line in note.lines().iter().filter(|line| line.kind != LineKind::FrontMatter) {
        let last = document.text().as_bytes()[line.span.range()].last();
        if last.is_none_or(u8::is_ascii_graphic) {
            continue;
        }
        let text = document.slice(line.span);
        if !text.ends_with(char::is_whitespace) {
            continue;
        }
        let trimmed = text.trim_end();
        if code.contain(line.number) || gaps.contains(&line.number) {
            continue;
        }
        let spaces = Span::new(line.span.start() + trimmed.len(), line.span.end());
        let count = document.slice(spaces).chars().count();
        let is_break = options.br_spaces >= 2 && count == options.br_spaces;
        if !is_break || (options.strict && !breaks(document, line.span)) {
            report(document, options, spaces, sink);
        }
    }
}

fn report(document: &Document, options: &Options, spaces: Span, sink: &mut Sink<'_>) {
    let count = document.slice(spaces).chars().count();
    let plural = if count == 1 { "" } else { "s" };
    let finding = sink
        .report(spaces, format!("{count} space{plural} at the end of the line"))
        .help("remove the spaces, or end the line with a backslash to break it");
    // In code they are code, full-width ones show before the next line, and below an empty item readers differ on what
    // they keep in the item.
    let is_content = document.is_verbatim(spaces) || !document.slice(spaces).is_ascii();
    if is_content || follows_empty_item(document.text(), spaces.start()) {
        return;
    }
    // Three spaces and more break the line as well; the break stays.
    let keeps_break = options.br_spaces >= 2 && count != options.br_spaces && breaks(document, spaces);
    let kept = if keeps_break { " ".repeat(options.br_spaces) } else { String::new() };
    finding.fix("remove the spaces", vec![Edit::replace(spaces, kept)]);
}

/// Tells whether a hard line break of the rendered page starts in these bytes.
fn breaks(document: &Document, span: Span) -> bool {
    let ending = Span::new(span.start(), span.end() + 1);
    document.nodes_starting_in(ending).iter().any(|node| node.kind == NodeKind::LineBreak)
}

/// Gives the blank lines between the blocks of list items, those that only a nested list follows left out.
fn gaps_in_items(document: &Document) -> FxHashSet<usize> {
    let index = document.line_index();
    let mut gaps = FxHashSet::default();
    for item in document.list_items() {
        let children: Vec<&Node> = document.children(item.node).map(|id| document.node(id)).collect();
        let last = children.iter().rposition(|child| child.kind == NodeKind::Paragraph).unwrap_or(0);
        for pair in children[..(last + 1).min(children.len())].windows(2) {
            gaps.extend(lines_of(document, pair[0].span).1 + 1..index.line(pair[1].span.start()));
        }
    }
    gaps
}

/// Tells whether a place is the start of a line, and the line before a list marker and nothing else.
fn follows_empty_item(text: &str, start: usize) -> bool {
    if !text[..start].ends_with(['\n', '\r']) {
        return false;
    }
    let before = text[..start].lines().next_back().unwrap_or("").trim();
    match before.strip_suffix(['.', ')']) {
        Some(number) => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
        None => matches!(before, "-" | "*" | "+"),
    }
}
