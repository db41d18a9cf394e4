use notesmith_parse::LineKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// The markers of an unresolved merge conflict.
    ///
    /// ## Why
    ///
    /// Git left two versions of a passage in the file, and both are shown.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// <<<<<<< HEAD
    /// EC2 is a server.
    /// =======
    /// EC2 is a virtual server.
    /// >>>>>>> main
    /// ```
    ///
    /// ```md good
    /// Text.
    /// =======
    ///
    /// > > > > quoted
    /// ```
    "markup/merge-conflict" {
        aliases: [],
        level: Error,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text().as_bytes();
    if !memchr::memchr_iter(b'<', text).any(|at| text[at..].starts_with(b"<<<<<<< ")) {
        return;
    }
    for line in note.lines().iter().filter(|line| line.kind != LineKind::Code) {
        let source = document.slice(line.span);
        if source.starts_with("<<<<<<< ") || source.starts_with(">>>>>>> ") {
            sink.report(line.span, "a marker of a merge conflict")
                .help("keep one of the two versions and remove the markers");
        }
    }
}
