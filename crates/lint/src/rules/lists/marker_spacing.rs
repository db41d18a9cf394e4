use notesmith_diagnostic::{Edit, Severity, Span};
use notesmith_parse::{Document, ListItem, ListMarker};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::list_layout::{ListLayout, lines_of};
use crate::views::source_lines;

declare_rule! {
    /// More than one space behind a list marker.
    ///
    /// ## Why
    ///
    /// The text of an item sets the indentation of all that belongs to it, so one item with more spaces than the
    /// others takes its children along.
    /// Where all items of a note have the same number of spaces, that is its style, and the findings are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2
    /// -   S3
    /// - EFS
    /// ```
    ///
    /// ```md fixed
    /// - EC2
    /// - S3
    /// - EFS
    /// ```
    ///
    /// ```md good
    /// - EC2
    /// - S3
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are replaced only where nothing else belongs to the item, so that no indentation breaks.
    ///
    /// ## Options
    ///
    /// - `ul-single`, `ul-multi`: the spaces of bullets, where all items are one line and elsewhere. Default: 1.
    /// - `ol-single`, `ol-multi`: the same for numbers. Default: 1.
    ///
    /// ```toml options
    /// ul-single = 3
    /// ul-multi = 3
    /// ol-single = 2
    /// ol-multi = 2
    /// ```
    ///
    /// ```md bad
    /// -   EC2
    /// - S3
    /// ```
    "lists/marker-spacing" {
        aliases: ["MD030"],
        level: Warning,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The spaces of bullets where all items are one line.
    #[schemars(range(min = 1))]
    ul_single: usize,
    /// The spaces of bullets elsewhere.
    #[schemars(range(min = 1))]
    ul_multi: usize,
    /// The spaces of numbers where all items are one line.
    #[schemars(range(min = 1))]
    ol_single: usize,
    /// The spaces of numbers elsewhere.
    #[schemars(range(min = 1))]
    ol_multi: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { ul_single: 1, ul_multi: 1, ol_single: 1, ol_multi: 1 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let spaces = || document.list_items().iter().map(|item| spaces_behind(document.text(), item.marker));
    let is_usual = [options.ul_single, options.ul_multi, options.ol_single, options.ol_multi] == [1; 4];
    // Most notes have nothing else.
    if is_usual && spaces().all(|spaces| spaces.len() <= 1) {
        return;
    }
    let items: Vec<(Span, usize)> =
        spaces().zip(document.list_items()).map(|(spaces, item)| (spaces, item.list)).collect();
    let mut wrong = items.iter().map(|(spaces, _)| spaces.len()).filter(|&len| len > 0);
    let first = wrong.next();
    let is_uniform = first.is_some_and(|first| first > 1 && items.len() > 1 && wrong.all(|len| len == first));
    let layout = ListLayout::new(document);
    for (item, &(spaces, list)) in document.list_items().iter().zip(&items) {
        let (single, multi) = match document.lists()[list].marker {
            ListMarker::Bullet(_) => (options.ul_single, options.ul_multi),
            ListMarker::Ordered(_) => (options.ol_single, options.ol_multi),
        };
        let wanted = if single == multi || layout.is_single(list) { single } else { multi };
        // Five spaces and more are one, and code behind it.
        let actual = if spaces.len() > 4 { 1 } else { spaces.len() };
        if actual == 0 || actual == wanted {
            continue;
        }
        let plural = if actual == 1 { "" } else { "s" };
        let finding = sink
            .report(item.marker, format!("{actual} space{plural} behind the list marker, not {wanted}"))
            .help("give all items the same")
            .at_most(if is_uniform { Severity::Hint } else { Severity::Error });
        let is_plain = document.slice(spaces).bytes().all(|b| b == b' ') && spaces.len() == actual;
        let is_one_line = document.slice(item.span).trim_end().lines().count() == 1;
        if !is_uniform && is_plain && is_one_line && stays_outside(document, item) {
            let text = " ".repeat(wanted);
            finding.fix("correct the spaces", vec![Edit::replace(spaces, text)]);
        }
    }
}

/// Tells whether the next text is not indented below the item, so that it stays outside wherever the item's text starts.
fn stays_outside(document: &Document, item: &ListItem) -> bool {
    let last = lines_of(document, item.span).1;
    let lines = last + 1..=document.line_index().line_count();
    let next = lines.map(|line| source_lines::text(document, line)).find(|line| !line.trim().is_empty());
    next.is_none_or(|next| next.len() - next.trim_start_matches([' ', '\t', '>']).len() <= item.indent)
}

fn spaces_behind(text: &str, marker: Span) -> Span {
    let rest = &text.as_bytes()[marker.end()..];
    let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let is_empty = matches!(rest.get(spaces), None | Some(b'\n' | b'\r'));
    Span::new(marker.end(), marker.end() + if is_empty { 0 } else { spaces })
}
