use notesmith_parse::ListItem;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// List items with nothing in them.
    ///
    /// ## Why
    ///
    /// The page shows a bullet without a text: something was lost, or never written.
    /// A list of nothing but empty items is a form to be filled in, and left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EBS: volumes of a server
    /// -
    /// - EFS: shared files
    /// ```
    ///
    /// ```md good
    /// - EBS
    ///   - volumes of a server
    ///
    /// Notes of the day:
    ///
    /// -
    /// -
    /// ```
    "lists/empty-item" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let is_empty = |item: &&ListItem| document.children(item.node).next().is_none();
    let empty: Vec<&ListItem> = document.list_items().iter().filter(is_empty).collect();
    if empty.is_empty() {
        return;
    }
    let mut filled = vec![false; document.lists().len()];
    for item in document.list_items().iter().filter(|item| !is_empty(item)) {
        filled[item.list] = true;
    }
    for item in empty.into_iter().filter(|item| filled[item.list]) {
        sink.report(item.marker, "the list item is empty").help("write its text, or remove it");
    }
}
