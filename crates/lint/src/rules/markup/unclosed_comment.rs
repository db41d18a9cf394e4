use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A comment that is never closed.
    ///
    /// ## Why
    ///
    /// Everything behind `<!--` up to the end of the note is hidden.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// <!-- to do: write this
    ///
    /// ## Storage
    /// ```
    ///
    /// ```md good
    /// <!-- to do: write this -->
    ///
    /// ## Storage
    /// ```
    "markup/unclosed-comment" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for html in document.html().iter().filter(|html| html.block) {
        let source = document.slice(html.span);
        let Some(open) = source.rfind("<!--") else { continue };
        if !source[open..].contains("-->") {
            let start = html.span.start() + open;
            sink.report(Span::new(start, start + "<!--".len()), "the comment is never closed")
                .help("write `-->` where it should end");
        }
    }
}
