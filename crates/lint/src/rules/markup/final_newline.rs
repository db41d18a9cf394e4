use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::source_lines::is_blank;

declare_rule! {
    /// A last line without a line ending.
    ///
    /// ## Why
    ///
    /// Tools that put files together glue it to the next one, and diffs mark it.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Text.∎
    /// ```
    ///
    /// ```md fixed
    /// Text.
    /// ```
    ///
    /// ```md good
    /// Text.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A line ending is added; the page stays the same.
    "markup/final-newline" {
        aliases: ["MD047"],
        level: Hint,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let last = document.line_index().line_count();
    if is_blank(document, last) {
        return;
    }
    let start = document.line_index().line_start(last);
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    sink.report(Span::new(start, text.len()), "the last line has no line ending")
        .help("end the file with a line ending")
        .fix("add a line ending", vec![Edit::replace(Span::at(text.len()), ending)]);
}
