use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Two list markers on one line.
    ///
    /// ## Why
    ///
    /// `- 1. Term` is a list in a list: the page shows a bullet and a number, and what hangs below belongs to the bullet.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// - - EC2
    /// - 1. S3
    /// ```
    ///
    /// ```md good
    /// - EC2
    ///   - S3
    /// ```
    "lists/nested-marker" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for pair in document.list_items().windows(2) {
        let (outer, inner) = (&pair[0], &pair[1]);
        let between = Span::new(outer.marker.end(), inner.marker.start());
        let is_inside = outer.span.covers(inner.span) && inner.depth == outer.depth + 1;
        let is_nested = is_inside && document.slice(between).bytes().all(|byte| byte == b' ');
        if is_nested && !sink.only_counts() {
            let span = Span::new(outer.marker.start(), inner.marker.end());
            sink.report(span, format!("two markers `{}` on one line", document.slice(span)))
                .help("keep one of the two");
        }
    }
}
