use memchr::memmem;
use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::ProseKind;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// Two or more spaces in a row inside running text.
    ///
    /// ## Why
    ///
    /// The page shows one space, and search for the phrase as one reads it finds nothing.
    /// Two spaces behind the end of an English sentence are left alone, and so is what stands in tables and code.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - Lambda:··runs code without·servers
    /// ```
    ///
    /// ```md fixed
    /// - Lambda:·runs code without·servers
    /// ```
    ///
    /// ```md good
    /// One sentence.··Another one.
    ///
    /// - `a··b` is code
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rendered page stays the same: browsers show one space in either case.
    "markup/repeated-spaces" {
        aliases: [],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let starts = runs(document.text());
    for found in pieces_with(document, &starts) {
        if document.prose()[found.unit].kind == ProseKind::Cell {
            continue;
        }
        let text = document.slice(found.piece);
        for start in found.places {
            let at = start - found.piece.start();
            let end = at + text[at..].bytes().take_while(|&b| b == b' ').count();
            let is_inside = at > 0 && end < text.len();
            let ends_sentence = text[..at].ends_with(['.', '!', '?', ':'])
                && end - at == 2
                && text[end..].starts_with(|c: char| c.is_ascii_uppercase());
            if !is_inside || ends_sentence {
                continue;
            }
            let span = Span::new(*start, found.piece.start() + end);
            sink.report(span, format!("{} spaces in a row", end - at))
                .help("keep one")
                .fix("keep one space", vec![Edit::replace(span, " ")]);
        }
    }
}

/// Finds where two spaces and more stand in a row, but at the start of a line.
fn runs(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let pair = memmem::Finder::new("  ");
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = pair.find(&bytes[from..]) {
        let start = from + at;
        from = start + bytes[start..].iter().take_while(|byte| **byte == b' ').count();
        if start > 0 && !matches!(bytes[start - 1], b'\n' | b'\r') {
            found.push(start);
        }
    }
    found
}
