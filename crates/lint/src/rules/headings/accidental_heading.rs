use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::front_matter::{Flaw, flaw_of};

declare_rule! {
    /// A line of text that the dashes below it make a heading.
    ///
    /// ## Why
    ///
    /// `---` right under text is no rule: it underlines the text, which becomes a heading of level 2, and `=` one of
    /// level 1.
    /// In a note whose headings begin with `#` that is hardly meant.
    /// A note that underlines its headings is left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # 列
    ///
    /// 注意: 順番は保証されない
    /// ---
    /// ```
    ///
    /// ```md good
    /// # 列
    ///
    /// 注意: 順番は保証されない
    ///
    /// ---
    /// ```
    ///
    /// ```md good
    /// 列
    /// ===
    ///
    /// 順番
    /// ----
    /// ```
    "headings/accidental-heading" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let (underlined, marked): (Vec<_>, Vec<_>) =
        document.headings().iter().partition(|heading| heading.setext);
    if marked.len() < underlined.len() {
        return;
    }
    if underlined.is_empty() {
        return;
    }
    let conflict = document.text().find("<<<<<<< ");
    let front_matter = match flaw_of(document) {
        Some(Flaw::TooLow { matter, .. }) => Some(matter),
        _ => None,
    };
    for heading in underlined {
        let underline = document.slice(heading.span).lines().next_back().unwrap_or_default();
        // The middle of a merge conflict, which `markup/merge-conflict` reports.
        if underline == "=======" && conflict.is_some_and(|at| at < heading.span.end()) {
            continue;
        }
        // Front matter below blank lines, which `markup/broken-front-matter` reports.
        if front_matter.is_some_and(|matter| matter.covers(heading.span)) {
            continue;
        }
        let signs = underline.trim_start_matches([' ', '\t', '>']);
        let end = heading.span.end();
        sink.report(Span::new(end - signs.len(), end), "this line makes a heading of the text above it")
            .help("put a blank line above it, or write the heading with `#`");
    }
}
