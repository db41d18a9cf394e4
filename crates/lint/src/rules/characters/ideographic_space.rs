use notesmith_diagnostic::{Applicability, Edit, Span};
use notesmith_parse::{Document, LinkKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::odd_characters::{Oddity, runs};

declare_rule! {
    /// Full-width spaces in running text.
    ///
    /// ## Why
    ///
    /// They come from the input method, are hard to see, and phrases that hold one are not found.
    /// Between two Japanese characters they are a style, at the start of a paragraph an indentation; both are left alone.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2:　a virtual server
    /// ```
    ///
    /// ```md fixed
    /// - EC2: a virtual server
    /// ```
    ///
    /// ```md good
    /// - 第一章　概要
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The space and those next to it become one ASCII space.
    /// Behind a URL, whose end the space then is, it is not safe.
    "characters/ideographic-space" {
        aliases: [],
        level: Hint,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let mut seen = 0;
    for run in runs(note.odd_characters(), Oddity::IdeographicSpace) {
        // Spaces of both kinds in turn are one stretch, and one look.
        if run.start() < seen {
            continue;
        }
        let before = text[..run.start()].trim_end_matches(' ');
        let after = text[run.end()..].trim_start_matches([' ', '\u{3000}']);
        let span = Span::new(before.len(), text.len() - after.len());
        seen = span.end();
        let (left, right) = (before.chars().next_back(), after.chars().next());
        let is_edge = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r' | '|' | '>'));
        let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        // `lists/missing-space` and `headings/malformed-marker` report it.
        let is_marker = matches!(left, Some('-' | '*' | '+' | '#')) && before.len() == run.start();
        // Behind the indentation the ASCII space would let what follows become markup.
        let indentation = before.trim_end_matches([' ', '\t']).chars().next_back();
        let indents = left == Some('\t') && is_edge(indentation.filter(|c| *c != '\u{3000}'));
        if indents || is_edge(left) || is_edge(right) || is_marker || !(is_ascii(left) || is_ascii(right)) {
            continue;
        }
        let finding = sink.report(run, "a full-width space").help("write an ASCII space");
        // A URL ends at the ASCII space, so another address is linked.
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let safety = if is_in_url(document, span) || word.contains("://") || word.contains("www.") {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        finding.fix_as(safety, "write one ASCII space", vec![Edit::replace(span, " ")]);
    }
}

/// Tells whether a span touches what GitHub links together with a bare URL: all up to the next ASCII space.
fn is_in_url(document: &Document, span: Span) -> bool {
    let links = document.links();
    let next = links.partition_point(|link| link.span.start() <= span.start());
    let nearest = next.checked_sub(1).map(|at| &links[at]);
    nearest.is_some_and(|link| link.kind == LinkKind::Bare && link.span.end() >= span.start())
}
