use notesmith_diagnostic::{Severity, Span};
use notesmith_parse::{Document, ProseKind, Table};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::source_lines::is_blank;
use crate::table_rows::rows;

declare_rule! {
    /// Tables that do not render as they are written.
    ///
    /// ## Why
    ///
    /// Rows with more cells than the header lose them, rows with fewer have holes, and a table whose second line does not
    /// fit its header is shown as text.
    /// Uneven pipes at the edges and missing blank lines around a table are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// | Name | Use |
    /// |------|-----|
    /// | EC2  | servers | old |
    /// ```
    ///
    /// ```md bad
    /// | Name | Use |
    /// |------|
    /// | EC2  | servers |
    /// ```
    ///
    /// ```md good
    /// | Name | Use |
    /// |------|-----|
    /// | EC2  | `a\|b` |
    /// ```
    "markup/broken-table" {
        aliases: ["MD055", "MD056", "MD058"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut edges = None;
    for table in document.tables() {
        check_rows(document, table, &mut edges, sink);
    }
    if document.text().contains("--") && document.text().contains('|') {
        unrendered(document, sink);
    }
}

fn check_rows(document: &Document, table: &Table, edges: &mut Option<(bool, bool)>, sink: &mut Sink<'_>) {
    let rows = rows(document, table);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let columns = first.cells();
    for row in &rows {
        let here = row.edges();
        let wanted = *edges.get_or_insert(here);
        if here != wanted {
            sink.report(row.span, "the pipes at the edges differ from those of the first row")
                .help("write all rows alike")
                .at_most(Severity::Hint);
        }
        let cells = row.cells();
        if cells != columns {
            sink.report(row.span, format!("{cells} cells in a table of {columns} columns"))
                .alias(Some("MD056"))
                .help("add the missing cells, or write `\\|` for a pipe inside a cell");
        }
    }
    for (row, next, place) in [(first, first.line - 1, "above"), (last, last.line + 1, "below")] {
        if !is_blank(document, next) {
            sink.report(row.span, format!("no blank line {place} the table"))
                .alias(Some("MD058"))
                .help(format!("leave a blank line {place} it"))
                .at_most(Severity::Hint);
        }
    }
}

/// Reports paragraphs that hold the line below a table's header.
fn unrendered(document: &Document, sink: &mut Sink<'_>) {
    for unit in document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph) {
        let span = document.node(unit.node).span;
        let mut header = None;
        let mut at = span.start();
        for line in document.slice(span).split_inclusive('\n') {
            let text = line.trim_matches(|c: char| c.is_whitespace() || c == '>');
            if is_delimiter(text) && header.is_some_and(|header: &str| header.contains('|')) {
                let start = at + line.find(text).unwrap_or(0);
                sink.report(
                    Span::new(start, start + text.len()),
                    "this is no table: the line does not fit its header",
                )
                .alias(None)
                .help("give it as many columns as the header has, and leave a blank line above the header");
                break;
            }
            header = Some(text);
            at += line.len();
        }
    }
}

fn is_delimiter(text: &str) -> bool {
    text.contains('|')
        && text.contains("--")
        && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}
