use notesmith_parse::{ListItem, ListMarker};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Items of one list that are indented differently.
    ///
    /// ## Why
    ///
    /// One space more or less and the item may end up in another list, or below another item.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2
    ///  - S3
    /// - EFS
    /// ```
    ///
    /// ```md good
    /// - EC2
    ///   - instances
    /// - S3
    ///
    /// 1. Numbers may be aligned to the right:
    /// 2. …
    /// ```
    "lists/mixed-indent" {
        aliases: ["MD005"],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// What is known of a list from its items so far.
#[derive(Clone, Default)]
struct Seen {
    indent: Option<usize>,
    /// The column in which the first number ends.
    end: usize,
    /// Whether numbers are aligned to the right.
    aligned: bool,
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut lists = vec![Seen::default(); document.lists().len()];
    for item in document.list_items() {
        let indent = item.indent;
        let seen = &mut lists[item.list];
        let expected = *seen.indent.get_or_insert(indent);
        match document.lists()[item.list].marker {
            ListMarker::Bullet(_) if indent != expected => report(item, indent, expected, sink),
            ListMarker::Bullet(_) => {}
            ListMarker::Ordered(_) => {
                let end = indent + item.marker.len();
                if seen.end == 0 {
                    seen.end = end;
                }
                if indent != expected || seen.aligned {
                    if end == seen.end {
                        seen.aligned = true;
                    } else if seen.aligned {
                        report(item, end, seen.end, sink);
                    } else {
                        report(item, indent, expected, sink);
                    }
                }
            }
        }
    }
}

fn report(item: &ListItem, actual: usize, expected: usize, sink: &mut Sink<'_>) {
    sink.report(
        item.marker,
        format!("this item is indented by {actual}, the first of its list by {expected}"),
    )
    .help("indent all items of a list alike");
}
