use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Headings without a text.
    ///
    /// ## Why
    ///
    /// A `##` alone makes an empty heading: the page has a gap there, and its outline an entry without a name.
    /// It is what remains where the text was lost, or never written.
    /// Among lines of `#` right below each other, the comments of a program, it is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## Storage
    ///
    /// ##
    ///
    /// - EBS: volumes of a server.
    /// ```
    ///
    /// ```md good
    /// ## Storage
    ///
    /// ## 2.
    /// ```
    "headings/missing-text" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for heading in note.document().headings().iter().filter(|heading| heading.content.is_empty()) {
        sink.report(heading.span, "the heading has no text")
            .help("write one, or remove the marker")
            .at_most(note.severity_of(heading));
    }
}
