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
    /// Where all items of a note have the same number of spaces, or two of three bullets or numbers, that is its style,
    /// and the findings about these are hints.
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
    let norms = Norms::of(document, &items);
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
        let is_usual = norms.hold_for(document.lists()[list].marker, item.marker.len(), spaces.len());
        let plural = if actual == 1 { "" } else { "s" };
        let finding = sink
            .report(item.marker, format!("{actual} space{plural} behind the list marker, not {wanted}"))
            .help("give all items the same")
            .at_most(if is_usual { Severity::Hint } else { Severity::Error });
        let is_plain = document.slice(spaces).bytes().all(|b| b == b' ') && spaces.len() == actual;
        let is_one_line = document.slice(item.span).trim_end().lines().count() == 1;
        if !is_usual && is_plain && is_one_line && stays_outside(document, item) {
            let text = " ".repeat(wanted);
            finding.fix("correct the spaces", vec![Edit::replace(spaces, text)]);
        }
    }
}

/// The spaces that the items of a note have for the most part, where these are more than one: behind bullets and behind
/// numbers.
struct Norms {
    bullet: Option<usize>,
    number: Option<usize>,
}

impl Norms {
    /// Counts the spaces of all items, each with its list.
    fn of(document: &Document, items: &[(Span, usize)]) -> Self {
        let spaces_of = |wants_bullets: fn(ListMarker) -> bool| {
            let is_wanted = move |list: usize| wants_bullets(document.lists()[list].marker);
            items
                .iter()
                .filter(move |(spaces, list)| !spaces.is_empty() && is_wanted(*list))
                .map(|(spaces, _)| spaces.len())
        };
        let is_bullet = |marker| matches!(marker, ListMarker::Bullet(_));
        let is_number = |marker| matches!(marker, ListMarker::Ordered(_));
        let (bullets, numbers) = (most_of(spaces_of(is_bullet)), most_of(spaces_of(is_number)));
        // An item alone is unlike no other; three spaces are what many programs write.
        let is_style = |most: &Most| most.is_all && (items.len() > 1 || most.spaces == 3);
        let all = most_of(spaces_of(|_| true)).filter(is_style);
        let norm = |most: Option<Most>| most.filter(|most| most.count >= 3).or(all).map(|most| most.spaces);
        Self { bullet: norm(bullets).filter(|n| *n > 1), number: norm(numbers).filter(|n| *n > 1) }
    }

    /// Tells whether an item has the usual spaces, or its text stands where that of bullets does: `10. ` below `-   `.
    fn hold_for(&self, marker: ListMarker, length: usize, spaces: usize) -> bool {
        let own = if matches!(marker, ListMarker::Bullet(_)) { self.bullet } else { self.number };
        own == Some(spaces) || self.bullet.is_some_and(|bullet| length + spaces == 1 + bullet)
    }
}

/// The number of spaces that at least two of three items have.
#[derive(Clone, Copy)]
struct Most {
    spaces: usize,
    count: usize,
    is_all: bool,
}

fn most_of(spaces: impl Iterator<Item = usize>) -> Option<Most> {
    /// Five spaces and more are one, and code behind it.
    const MOST: usize = 4;
    let mut counts = [0_usize; MOST + 2];
    for spaces in spaces {
        counts[spaces.min(MOST + 1)] += 1;
    }
    let total: usize = counts.iter().sum();
    let (spaces, &count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let is_most = count > 0 && 3 * count >= 2 * total;
    (is_most && spaces <= MOST).then_some(Most { spaces, count, is_all: count == total })
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
