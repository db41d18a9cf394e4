use notesmith_diagnostic::display_width;
use notesmith_parse::Document;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::table_rows::{Row, rows};

declare_rule! {
    /// Tables whose cells are laid out in more than one way.
    ///
    /// ## Why
    ///
    /// A table is easy to read as text when its pipes stand below each other, and easy to edit when every cell has one
    /// space on both sides, or none.
    /// Of the layouts that are allowed, the one with the fewest rows against it is the table's own.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// | Name | Use |
    /// | ---- | --- |
    /// | EC2  | servers |
    /// ```
    ///
    /// ```md good
    /// | 名前 | Use     |
    /// | ---- | ------- |
    /// | EC2  | servers |
    ///
    /// | Name | Use |
    /// | --- | --- |
    /// | EC2 | servers |
    ///
    /// |Name|Use|
    /// |---|---|
    /// |EC2|servers|
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"any"`, `"aligned"` with pipes below each other (characters of double width count twice),
    ///   `"compact"` with one space on both sides of a cell, or `"tight"` with none. Default: `"any"`.
    /// - `aligned-delimiter`: whether the line below the header is aligned with it in compact and tight tables.
    ///   Default: `false`.
    ///
    /// ```toml options
    /// style = "compact"
    /// aligned-delimiter = true
    /// ```
    ///
    /// ```md bad
    /// | Name | Use |
    /// | --- | --- |
    /// | EC2 | servers |
    /// ```
    "markup/table-layout" {
        aliases: ["MD060"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The layout of tables.
    style: Style,
    /// Whether the line below the header is aligned with it in compact and tight tables.
    aligned_delimiter: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// Any of the others.
    #[default]
    Any,
    /// Pipes below each other.
    Aligned,
    /// One space on both sides of a cell.
    Compact,
    /// No space beside the pipes.
    Tight,
}

impl Style {
    /// The layouts in the order in which they are preferred.
    const LAYOUTS: [(Self, &str); 3] = [
        (Self::Aligned, "the pipes do not stand below those of the header"),
        (Self::Compact, "not one space on both sides of each cell"),
        (Self::Tight, "spaces beside the pipes"),
    ];

    fn allows(self, layout: Self) -> bool {
        self == Self::Any || self == layout
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for table in document.tables() {
        let rows = rows(document, table);
        // Per layout and row, how many pipes are against it.
        let mut best: Option<(usize, Vec<usize>, &str)> = None;
        for (layout, message) in
            Style::LAYOUTS.into_iter().filter(|(layout, _)| options.style.allows(*layout))
        {
            let wrong = faults(document, &rows, layout, options);
            let total = wrong.iter().sum();
            if best.as_ref().is_none_or(|(least, ..)| total < *least) {
                best = Some((total, wrong, message));
            }
        }
        let Some((_, wrong, message)) = best else { continue };
        for (row, _) in rows.iter().zip(wrong).filter(|(_, faults)| *faults > 0) {
            sink.report(row.span, message).help("lay all rows of a table out in one way");
        }
    }
}

/// Counts for each row the pipes that are against a layout.
fn faults(document: &Document, rows: &[Row<'_>], layout: Style, options: &Options) -> Vec<usize> {
    let is_aligned = layout == Style::Aligned;
    let header = rows.first().map(|row| columns(document, row)).unwrap_or_default();
    let of_row = |(index, row): (usize, &Row<'_>)| {
        let unaligned = || misplaced(&header, &columns(document, row));
        match layout {
            Style::Any | Style::Aligned => unaligned(),
            _ if options.aligned_delimiter && index == 1 => unaligned() + spaces(row, layout),
            _ => spaces(row, layout),
        }
    };
    let skipped = usize::from(is_aligned);
    rows.iter()
        .enumerate()
        .map(|(index, row)| if index < skipped { 0 } else { of_row((index, row)) })
        .collect()
}

/// Gives the columns of a row's pipes as people see them.
fn columns(document: &Document, row: &Row<'_>) -> Vec<usize> {
    let start = document.line_index().line_start(row.line);
    let mut width = display_width(&document.text()[start..row.span.start()]);
    let mut from = 0;
    let mut columns = Vec::new();
    for at in row.dividers() {
        width += display_width(&row.text[from..at]);
        from = at;
        columns.push(width);
    }
    columns
}

/// Counts the pipes that stand below none of the header's, until each of those has found its own.
fn misplaced(header: &[usize], row: &[usize]) -> usize {
    let mut waiting = header.iter().peekable();
    let (mut found, mut wrong) = (0, 0);
    for column in row {
        while waiting.next_if(|expected| *expected < column).is_some() {}
        if waiting.next_if_eq(&column).is_some() {
            found += 1;
        } else if found < header.len() {
            wrong += 1;
        }
    }
    wrong
}

/// Counts the sides of pipes with too many spaces, or too few.
fn spaces(row: &Row<'_>, layout: Style) -> usize {
    let dividers: Vec<usize> = row.dividers().collect();
    let is_wrong = |spaces: usize| if layout == Style::Tight { spaces > 0 } else { spaces != 1 };
    let mut wrong = 0;
    for (index, &at) in dividers.iter().enumerate() {
        let before = &row.text[if index == 0 { 0 } else { dividers[index - 1] + 1 }..at];
        let after = &row.text[at + 1..dividers.get(index + 1).copied().unwrap_or(row.text.len())];
        let is_first = index == 0 && before.is_empty();
        let is_last = index + 1 == dividers.len() && after.is_empty();
        wrong += usize::from(!is_first && is_wrong(before.len() - before.trim_end().len()));
        wrong += usize::from(!is_last && is_wrong(after.len() - after.trim_start().len()));
    }
    wrong
}
