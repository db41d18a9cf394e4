use notesmith_diagnostic::Span;
use notesmith_parse::LineKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A line that stands twice in a row.
    ///
    /// ## Why
    ///
    /// An item, a row of a table or a paragraph that was pasted twice is read twice.
    /// Blank lines between the two do not count; code, HTML and lines of a few letters are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EBS: volumes of a server
    /// - EBS: volumes of a server
    /// ```
    ///
    /// ```md good
    /// - EBS: volumes of a server
    /// - EFS: files of several servers
    /// ```
    "markup/repeated-line" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let mut above: Option<Span> = None;
    for line in note.lines() {
        if line.kind != LineKind::Text {
            above = None;
            continue;
        }
        let source = text[line.span.range()].as_bytes();
        let rest = source.trim_ascii_start();
        let body = rest.trim_ascii_end();
        if body.is_empty() {
            continue;
        }
        let start = line.span.end() - rest.len();
        let span = Span::new(start, start + body.len());
        if let Some(first) = above.replace(span)
            && first.len() == body.len()
            && document.slice(first).as_bytes() == body
            && says_something(document.slice(span))
        {
            let number = document.line_index().line(first.start());
            sink.report(span, "this line stands twice in a row")
                .help(format!("line {number} says the same; remove one of the two"));
        }
    }
}

/// Tells whether a line has at least eight letters and digits and is no heading, HTML or definition.
fn says_something(line: &str) -> bool {
    !line.starts_with(['#', '<', '&', '=', '['])
        && line.chars().filter(|c| c.is_alphanumeric()).take(8).count() == 8
}
