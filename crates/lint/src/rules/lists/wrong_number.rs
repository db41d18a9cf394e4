use notesmith_diagnostic::Edit;
use notesmith_parse::{ListItem, ListMarker};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Numbers of a list that the page shows otherwise.
    ///
    /// ## Why
    ///
    /// The page counts the items itself from the first number on: of `1.`, `2.`, `4.`, `4.` it makes 1 to 4.
    /// Who reads the source sees other steps than who reads the page, and an item may have been lost.
    /// Lists whose numbers do not count, such as `1.` on each line, are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 1. Stop the server.
    /// 2. Wait.
    /// 4. Change its type.
    /// 4. Start it.
    /// ```
    ///
    /// ```md fixed
    /// 1. Stop the server.
    /// 2. Wait.
    /// 3. Change its type.
    /// 4. Start it.
    /// ```
    ///
    /// ```md good
    /// 1. Stop the server.
    /// 1. Wait.
    /// 1. Start it.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The number becomes the one that the page shows; the page stays as it is.
    /// Where more than one differs, an item may be missing, and there is no fix.
    "lists/wrong-number" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let is_ordered = |item: &&ListItem| matches!(document.lists()[item.list].marker, ListMarker::Ordered(_));
    let mut by_list: Vec<Vec<(&ListItem, u64)>> = vec![Vec::new(); document.lists().len()];
    for item in document.list_items().iter().filter(is_ordered) {
        by_list[item.list].extend(item.number.map(|number| (item, number)));
    }
    for items in by_list.iter().filter(|items| items.len() >= 3) {
        let Some(wrong) = first_wrong(items) else { continue };
        let shown = |at: usize| items[0].1 + at as u64;
        let (item, number) = items[wrong];
        let edits: Vec<_> = items
            .iter()
            .enumerate()
            .filter(|(at, (_, number))| *number != shown(*at))
            .map(|(at, (item, _))| {
                let written = document.slice(item.marker);
                let sign = written.trim_start_matches(|c: char| c.is_ascii_digit());
                Edit::replace(item.marker, format!("{}{sign}", shown(at)))
            })
            .collect();
        let finding = sink
            .report(item.marker, format!("the page shows {} for this {number}", shown(wrong)))
            .help("number the items in order, or add the one that is missing");
        // Where several differ an item may be missing; a longer number would indent its text anew.
        if edits.len() == 1 && edits[0].text.len() == edits[0].span.len() {
            finding.fix("number it as the page does", edits);
        }
    }
}

/// Gives the first item whose number is not what the page shows, if the numbers count and break off but once.
fn first_wrong(items: &[(&ListItem, u64)]) -> Option<usize> {
    let counts_on = |at: &usize| items[*at].1 == items[*at - 1].1.saturating_add(1);
    let is_shown = |at: &usize| items[0].1.checked_add(*at as u64) == Some(items[*at].1);
    let breaks = (1..items.len()).filter(|at| !counts_on(at)).count();
    let mut others = (1..items.len()).filter(|at| !is_shown(at));
    let first = others.next()?;
    let is_alone = others.next().is_none();
    (is_alone || (breaks == 1 && items.len() >= 4 && first > 1)).then_some(first)
}
