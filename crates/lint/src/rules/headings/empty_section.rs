use notesmith_parse::Document;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A heading with nothing below it.
    ///
    /// ## Why
    ///
    /// The section was planned and never written, or its text was moved.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## Storage
    ///
    /// ## Queues
    ///
    /// Text.
    /// ```
    ///
    /// ```md good
    /// ## Storage
    ///
    /// ### S3
    ///
    /// Text.
    /// ```
    "headings/empty-section" {
        aliases: [],
        level: Off,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let headings = document.headings();
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1);
        let end = next.map_or(document.text().len(), |next| next.span.start());
        let has_children = next.is_some_and(|next| next.level > heading.level);
        if !has_children && is_empty(document, heading.span.end(), end) {
            sink.report(heading.span, "the section is empty").help("write it, or remove the heading");
        }
    }
}

fn is_empty(document: &Document, from: usize, to: usize) -> bool {
    let between = document.text()[from..to.max(from)].trim();
    between.is_empty()
        || (between.starts_with("<!--") && between.ends_with("-->") && between.matches("-->").count() == 1)
}
