use notesmith_diagnostic::Edit;
use notesmith_parse::{Document, ListItem, ListMarker, NodeId};
use rustc_hash::FxHashMap;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::list_layout::lines_of;

declare_rule! {
    /// A marker of another kind that splits a list.
    ///
    /// ## Why
    ///
    /// `*` among `-`, or `2)` between `1.` and `3.`, begins a new list: what was meant as one is three on the page, with
    /// gaps between them.
    /// A list that begins behind a blank line is left alone, since the other marker may be there to part the two.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EBS
    /// * EFS
    /// - FSx
    /// ```
    ///
    /// ```md fixed
    /// - EBS
    /// - EFS
    /// - FSx
    /// ```
    ///
    /// ```md bad
    /// 1. Stop the server.
    /// 2) Wait.
    /// 3. Start it.
    /// ```
    ///
    /// ```md fixed
    /// 1. Stop the server.
    /// 2. Wait.
    /// 3. Start it.
    /// ```
    ///
    /// ```md good
    /// - EBS
    ///   * for one server
    /// - EFS
    ///
    /// * FSx
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The marker becomes that of the items around it, which makes one list of three; that is not safe.
    "lists/split-list" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

/// A list with what tells whether it goes on another one.
#[derive(Clone, Copy)]
struct Part {
    list: usize,
    marker: ListMarker,
    /// The 1-based lines of its first and its last item.
    lines: (usize, usize),
    items: usize,
    /// The numbers of its first and its last item.
    numbers: (Option<u64>, Option<u64>),
}

impl Part {
    /// Tells whether this list begins right below another one with a marker of another kind.
    fn is_right_below(&self, above: &Self) -> bool {
        let is_other = match (above.marker, self.marker) {
            (ListMarker::Bullet(a), ListMarker::Bullet(b))
            | (ListMarker::Ordered(a), ListMarker::Ordered(b)) => a != b,
            _ => false,
        };
        is_other && self.lines.0 == above.lines.1 + 1
    }

    /// Tells whether this list counts on from another one.
    fn counts_on(&self, above: &Self) -> bool {
        let (last, first) = (above.numbers.1, self.numbers.0);
        matches!(self.marker, ListMarker::Ordered(_))
            && last.zip(first).is_some_and(|(last, first)| first > 1 && last.checked_add(1) == Some(first))
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    if !has_several_signs(document) {
        return;
    }
    let mut parts: FxHashMap<NodeId, Vec<Part>> = FxHashMap::default();
    let mut parents: Vec<NodeId> = Vec::new();
    for part in parts_of(document) {
        let parent = document.node(document.lists()[part.list].node).parent;
        parts.entry(parent).or_insert_with(|| {
            parents.push(parent);
            Vec::new()
        });
        parts.entry(parent).or_default().push(part);
    }
    for parent in parents {
        let siblings = &parts[&parent];
        let mut was_reported = false;
        for (at, part) in siblings.iter().enumerate().skip(1) {
            let above = siblings[at - 1];
            // What follows a list that was reported goes on the one before that.
            if std::mem::take(&mut was_reported) {
                continue;
            }
            let below = siblings.get(at + 1).filter(|below| below.is_right_below(part));
            let is_inside = below
                .is_some_and(|below| below.marker == above.marker && part.items < above.items + below.items);
            if part.is_right_below(&above) && (is_inside || part.counts_on(&above)) {
                report(document, part, &above, sink);
                was_reported = true;
            }
        }
    }
}

/// Tells whether some bullets, or the signs behind some numbers, differ; in most notes none do.
fn has_several_signs(document: &Document) -> bool {
    let (mut bullet, mut ordered) = (None, None);
    document.lists().iter().any(|list| match list.marker {
        ListMarker::Bullet(sign) => *bullet.get_or_insert(sign) != sign,
        ListMarker::Ordered(sign) => *ordered.get_or_insert(sign) != sign,
    })
}

/// Gives the lists in order of their first items.
fn parts_of(document: &Document) -> Vec<Part> {
    let mut parts: Vec<Option<Part>> = vec![None; document.lists().len()];
    for item in document.list_items() {
        let list = &document.lists()[item.list];
        let lines = lines_of(document, item.span);
        let part = parts[item.list].get_or_insert(Part {
            list: item.list,
            marker: list.marker,
            lines,
            items: 0,
            numbers: (item.number, None),
        });
        part.items += 1;
        part.lines.1 = lines.1;
        part.numbers.1 = item.number;
    }
    parts.into_iter().flatten().collect()
}

fn report(document: &Document, part: &Part, above: &Part, sink: &mut Sink<'_>) {
    let span = document.lists()[part.list].span;
    let all = document.list_items();
    let from = all.partition_point(|item| item.span.start() < span.start());
    let inside = all[from..].iter().take_while(|item| item.span.start() < span.end());
    let items: Vec<&ListItem> = inside.filter(|item| item.list == part.list).collect();
    let sign = match above.marker {
        ListMarker::Bullet(sign) | ListMarker::Ordered(sign) => sign,
    };
    let right = |item: &ListItem| match item.number {
        Some(_) => format!("{}{sign}", document.slice(item.marker).trim_end_matches(['.', ')'])),
        None => sign.to_string(),
    };
    let Some(first) = items.first() else { return };
    let written = document.slice(first.marker);
    sink.report(first.marker, format!("`{written}` begins another list: the items above have `{sign}`"))
        .help(format!("write `{}`", right(first)))
        .fix(
            "write the marker of the items above",
            items.iter().map(|item| Edit::replace(item.marker, right(item))).collect(),
        );
}
