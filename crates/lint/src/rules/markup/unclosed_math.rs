use notesmith_diagnostic::Span;
use notesmith_parse::LineKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// A formula whose closing `$$` is missing.
    ///
    /// ## Why
    ///
    /// The page shows the signs of the formula as text, and what follows may become a part of it.
    /// Only a `$$` at the start of a line opens a formula, and the next heading ends the search.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// $$
    /// E = mc^2
    ///
    /// ## 次の節
    /// ```
    ///
    /// ```md good
    /// $$
    /// E = mc^2
    /// $$
    ///
    /// ## 次の節
    /// ```
    "markup/unclosed-math" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    if !note.scan().dollars.windows(2).any(|pair| pair[0] + 1 == pair[1]) {
        return;
    }
    let mut headings = document.headings().iter().map(|heading| heading.span.start()).peekable();
    let mut open: Option<Span> = None;
    for line in note.lines().iter().filter(|line| line.kind == LineKind::Text) {
        if headings.next_if(|heading| *heading <= line.span.end()).is_some() {
            report(open.take(), sink);
            continue;
        }
        let source = document.slice(line.span);
        let body = source.trim_start_matches([' ', '\t', '>']);
        let start = line.span.start() + source.len() - body.len();
        let signs = body.match_indices("$$").filter(|(at, _)| {
            !body[..*at].ends_with('\\') && !document.is_verbatim(Span::new(start + at, start + at + 2))
        });
        let is_odd = signs.count() % 2 == 1;
        match open {
            Some(_) if is_odd => open = None,
            None if is_odd && body.starts_with("$$") => open = Some(Span::new(start, start + 2)),
            _ => {}
        }
    }
    report(open, sink);
}

fn report(open: Option<Span>, sink: &mut Sink<'_>) {
    if let Some(span) = open {
        sink.report(span, "the formula is never closed").help("write `$$` on a line below the formula");
    }
}
