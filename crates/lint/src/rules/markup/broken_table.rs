use notesmith_diagnostic::Severity;
use notesmith_parse::{Document, Table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::source_lines::is_blank;
use crate::views::table_rows::rows;
use crate::views::unrendered_tables::{self, TableFlaw};

declare_rule! {
    /// Tables that do not render as they are written.
    ///
    /// ## Why
    ///
    /// Rows with more cells than the header lose them, and rows with fewer have holes.
    /// A table is shown as text whose line of dashes is missing, does not fit its header or stands apart from it, and
    /// so are rows below a blank line and full-width pipes.
    /// Uneven pipes at the edges, missing blank lines around a table and lines such as `{{rows}}` in a template are hints.
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
    /// ```md bad
    /// | 名前 | 用途 |
    /// | EC2 | サーバ |
    /// ```
    ///
    /// ```md bad
    /// | 名前 | 用途 |
    /// |------|------|
    /// | EC2 | サーバ |
    ///
    /// | S3 | 保管 |
    /// ```
    ///
    /// ```md good
    /// | Name | Use |
    /// |------|-----|
    /// | EC2  | `a\|b` |
    /// ```
    /// ## Options
    ///
    /// - `style`: how the edges of rows are written: `"consistent"` as in the first row of the note, `"per-table"` as in the
    ///   first row of the table, `"leading-and-trailing"`, `"leading-only"`, `"trailing-only"` or
    ///   `"no-leading-or-trailing"`. Default: `"consistent"`.
    ///
    /// ```toml options
    /// style = "no-leading-or-trailing"
    /// ```
    ///
    /// ```md bad=2
    /// | Name | Use |
    /// | ---- | --- |
    /// EC2 | servers
    /// ```
    "markup/broken-table" {
        aliases: ["MD055", "MD056", "MD058"],
        level: Warning,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How the edges of rows are written.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// As in the first row of the note.
    #[default]
    Consistent,
    /// As in the first row of the table.
    #[serde(alias = "per_table")]
    PerTable,
    /// With a pipe on both sides.
    #[serde(alias = "leading_and_trailing")]
    LeadingAndTrailing,
    /// With a pipe on the left.
    #[serde(alias = "leading_only")]
    LeadingOnly,
    /// With a pipe on the right.
    #[serde(alias = "trailing_only")]
    TrailingOnly,
    /// Without pipes on the sides.
    #[serde(alias = "no_leading_or_trailing")]
    NoLeadingOrTrailing,
}

impl Style {
    /// Gives whether a row starts and whether it ends with a pipe, where that is settled.
    fn edges(self) -> Option<(bool, bool)> {
        match self {
            Self::Consistent | Self::PerTable => None,
            Self::LeadingAndTrailing => Some((true, true)),
            Self::LeadingOnly => Some((true, false)),
            Self::TrailingOnly => Some((false, true)),
            Self::NoLeadingOrTrailing => Some((false, false)),
        }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut edges = options.style.edges();
    for table in document.tables() {
        if options.style == Style::PerTable {
            edges = None;
        }
        check_rows(document, table, &mut edges, sink);
    }
    for table in unrendered_tables::collect(document, &note.scan().pipes) {
        let (message, help) = explain(table.flaw);
        sink.report(table.span, message).alias(None).help(help);
    }
}

fn check_rows(document: &Document, table: &Table, edges: &mut Option<(bool, bool)>, sink: &mut Sink<'_>) {
    let rows = rows(document, table);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let columns = first.cells();
    for (index, row) in rows.iter().enumerate() {
        // Further down they part groups of rows.
        if matches!(index, 2 | 3) && is_dashes(row.text) {
            sink.report(row.span, "a second line of dashes is shown as a row")
                .alias(None)
                .help("remove it, or leave a blank line and write a header for another table");
        }
        let here = row.edges();
        let wanted = *edges.get_or_insert(here);
        if here != wanted {
            sink.report(row.span, "the pipes at the edges are not those of other rows")
                .help("write all rows alike")
                .at_most(Severity::Hint);
        }
        let cells = row.cells();
        if cells != columns {
            let (here, wanted) = (counted(cells, "cell"), counted(columns, "column"));
            let help = if row.text.contains('｜') {
                "write `|` for `｜`"
            } else {
                "add the missing cells, or write `\\|` for a pipe inside a cell"
            };
            // Programs fill in the rows of a template.
            let text = row.text.trim_matches(['|', ' ']);
            let is_template = text.starts_with("{{") && text.ends_with("}}");
            sink.report(row.span, format!("{here} in a table of {wanted}"))
                .alias(Some("MD056"))
                .help(help)
                .at_most(if is_template { Severity::Hint } else { Severity::Error });
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

/// Tells whether a row is a line of dashes, at least three in each cell.
fn is_dashes(row: &str) -> bool {
    row.starts_with('|')
        && row.contains("---")
        && row
            .split('|')
            .map(|cell| cell.trim().trim_matches(':'))
            .all(|cell| cell.is_empty() || (cell.len() >= 3 && cell.bytes().all(|byte| byte == b'-')))
}

/// Says what keeps lines from being a table, and what to do.
fn explain(flaw: TableFlaw) -> (String, &'static str) {
    let (what, help) = match flaw {
        TableFlaw::Columns(dashes, header) if dashes != header => {
            let what = format!("{} below a header of {header}", counted(dashes, "column"));
            return (format!("this is no table: {what}"), "give this line as many columns as the header has");
        }
        TableFlaw::Columns(..) => (
            "the line does not fit its header",
            "write nothing but `-`, `:` and `|`, and leave a blank line above the header",
        ),
        TableFlaw::Signs => (
            "the line below its header holds other signs than dashes",
            "write `| --- | --- |`, with ASCII hyphens",
        ),
        TableFlaw::Apart => ("a blank line stands between its header and this line", "remove the blank line"),
        TableFlaw::NoHeader => {
            ("there is no header above this line", "write the names of the columns above it")
        }
        TableFlaw::NoDashes => {
            ("there is no line of dashes below its first row", "write `| --- | --- |` below the first row")
        }
        TableFlaw::CutOff => (
            "a blank line cuts these rows off from the table above",
            "remove the blank line, or write a header of their own",
        ),
        TableFlaw::WidePipes => ("its pipes are full-width", "write `|` for `｜`"),
    };
    (format!("this is no table: {what}"), help)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
