use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A code block whose closing fence is missing.
    ///
    /// ## Why
    ///
    /// The rest of the note, or of the list item, is shown as code: its headings, links and cards are gone.
    ///
    /// ## Examples
    ///
    /// ````md bad
    /// ```sh
    /// ls -l
    ///
    /// ## 次の節
    /// ````
    ///
    /// ````md good
    /// ```sh
    /// ls -l
    /// ```
    ///
    /// ## 次の節
    /// ````
    "markup/unclosed-fence" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for block in document.code_blocks().iter().filter(|block| block.fenced && !block.closed) {
        let fence = document.slice(block.span).lines().next().unwrap_or_default().trim_end();
        let span = Span::new(block.span.start(), block.span.start() + fence.len());
        let last = document.line_index().line(block.span.end());
        sink.report(span, format!("the code block is never closed: all is code up to line {last}"))
            .help("write the closing fence where the code ends");
    }
}
