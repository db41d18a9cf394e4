//! Lines that were meant as a table and are shown as text, since the line of dashes is missing, does not fit, or stands
//! apart from its header.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, ProseKind};

/// What keeps the lines from being a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableFlaw {
    /// The line below the header has another number of columns: its own, the header's.
    Columns(usize, usize),
    /// The line below the header holds other signs than `-`, `:` and `|`.
    Signs,
    /// A blank line stands above the line of dashes.
    Apart,
    /// There is no header above the line of dashes.
    NoHeader,
    /// There is no line of dashes.
    NoDashes,
    /// A blank line cuts the rows off from the table above.
    CutOff,
    /// The pipes are full-width.
    WidePipes,
}

/// Lines that are no table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnrenderedTable {
    /// Why.
    pub(crate) flaw: TableFlaw,
    /// The line at fault: that of the dashes, or the first row.
    pub(crate) span: Span,
}

/// Finds them in the paragraphs of a note, which has pipes at these places; at most one in each.
pub(crate) fn collect(document: &Document, pipes: &[usize]) -> Vec<UnrenderedTable> {
    let mut found = Vec::new();
    if pipes.is_empty() {
        return found;
    }
    let mut above: Option<Span> = None;
    for unit in document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph) {
        let span = document.node(unit.node).span;
        let next = pipes.partition_point(|pipe| *pipe < span.start());
        if pipes.get(next).is_some_and(|pipe| *pipe < span.end()) {
            found.extend(read(document, span, above));
        }
        above = Some(span);
    }
    found
}

/// A line of a paragraph with what it looks like.
#[derive(Clone, Copy)]
struct Line<'t> {
    span: Span,
    text: &'t str,
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `| --- | :-: |`.
    Dashes,
    /// The same with other signs: `| ーー | == |`.
    OtherDashes,
    /// Pipes at both ends and inside.
    Row,
    /// The same, some of them full-width.
    WideRow,
    Other,
}

fn read(document: &Document, paragraph: Span, above: Option<Span>) -> Option<UnrenderedTable> {
    let mut at = paragraph.start();
    let mut before: Option<Line<'_>> = None;
    let mut rows = None;
    let mut first_only = None;
    for source in document.slice(paragraph).split_inclusive('\n') {
        let text = source.trim_matches(|c: char| c.is_whitespace() || c == '>');
        let start = at + source.find(text).unwrap_or(0);
        at += source.len();
        let line = Line { span: Span::new(start, start + text.len()), text, shape: shape_of(text) };
        let flaw = match (before, line.shape) {
            (Some(header), Shape::Dashes) if header.text.contains(['|', '｜']) => {
                return Some(UnrenderedTable { flaw: misfit(header.text, text), span: line.span });
            }
            (Some(header), Shape::OtherDashes) if header.text.contains(['|', '｜']) => {
                let wide = text.contains('｜') || header.text.contains('｜');
                return Some(UnrenderedTable {
                    flaw: if wide { TableFlaw::WidePipes } else { TableFlaw::Signs },
                    span: line.span,
                });
            }
            (None, Shape::Dashes) => Some(if is_right_below(document, line.span, above) {
                TableFlaw::Apart
            } else {
                TableFlaw::NoHeader
            }),
            (Some(row), Shape::Row) if row.shape == Shape::Row => Some(TableFlaw::NoDashes),
            (Some(row), Shape::Row | Shape::WideRow) if matches!(row.shape, Shape::Row | Shape::WideRow) => {
                Some(TableFlaw::WidePipes)
            }
            _ => None,
        };
        if rows.is_none() {
            rows = flaw.map(|flaw| match before {
                Some(row) => UnrenderedTable { flaw, span: row.span },
                None => UnrenderedTable { flaw, span: line.span },
            });
        }
        if before.is_none() && line.shape == Shape::Row {
            first_only = Some(line.span);
        }
        before = Some(line);
    }
    let cut_off = first_only.filter(|row| is_below_table(document, *row));
    match (rows, cut_off) {
        (Some(UnrenderedTable { flaw: TableFlaw::NoDashes, .. }) | None, Some(span)) => {
            Some(UnrenderedTable { flaw: TableFlaw::CutOff, span })
        }
        (rows, _) => rows,
    }
}

fn misfit(header: &str, dashes: &str) -> TableFlaw {
    if header.contains('｜') && cells(header) != cells(dashes) {
        TableFlaw::WidePipes
    } else {
        TableFlaw::Columns(cells(dashes), cells(header))
    }
}

/// Counts the cells of a row as it is written.
fn cells(row: &str) -> usize {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    1 + inner.match_indices('|').filter(|(at, _)| !inner[..*at].ends_with('\\')).count()
}

fn shape_of(text: &str) -> Shape {
    let is_pipe = |c: char| matches!(c, '|' | '｜');
    if !text.contains(is_pipe) {
        return Shape::Other;
    }
    let is_dash = |c: char| "-ー－―—–‐−─━=＝_＿".contains(c);
    let only = |extra: &dyn Fn(char) -> bool| {
        text.chars().all(|c| is_pipe(c) || c.is_whitespace() || c == ':' || c == '：' || extra(c))
    };
    if text.contains("--") && !text.contains('｜') && only(&|c| c == '-') && !text.contains('：') {
        // `-- -` in one cell is no line of dashes.
        let gaps = text.split('|').any(|cell| cell.trim().contains(char::is_whitespace));
        return if gaps { Shape::OtherDashes } else { Shape::Dashes };
    }
    if text.chars().filter(|c| is_dash(*c)).count() > 1 && only(&is_dash) {
        return Shape::OtherDashes;
    }
    let closed = text.starts_with(is_pipe) && text.ends_with(is_pipe) && !text.ends_with("\\|");
    let inside = text.chars().filter(|c| is_pipe(*c)).count() > 2;
    match (closed && inside, text.contains('｜')) {
        (true, true) => Shape::WideRow,
        (true, false) => Shape::Row,
        (false, _) => Shape::Other,
    }
}

/// Tells whether the paragraph above ends with a row, and nothing but blank lines stands between.
fn is_right_below(document: &Document, line: Span, above: Option<Span>) -> bool {
    above.is_some_and(|above| {
        let header = document.slice(above).trim_end().lines().next_back().unwrap_or("");
        header.contains('|') && is_blank(document, above.end(), line.start())
    })
}

/// Tells whether nothing but blank lines stands between a table and a row.
fn is_below_table(document: &Document, row: Span) -> bool {
    let tables = document.tables();
    let next = tables.partition_point(|table| table.span.start() < row.start());
    next.checked_sub(1).is_some_and(|at| is_blank(document, tables[at].span.end(), row.start()))
}

fn is_blank(document: &Document, from: usize, to: usize) -> bool {
    from <= to && document.text()[from..to].chars().all(|c| c.is_whitespace() || c == '>')
}
