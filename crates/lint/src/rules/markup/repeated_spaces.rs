use memchr::memmem;
use notesmith_diagnostic::{Edit, Severity, Span, display_width};
use notesmith_parse::{Document, ProseKind};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;
use crate::views::source_lines;

declare_rule! {
    /// Two or more spaces in a row inside running text.
    ///
    /// ## Why
    ///
    /// The page shows one space, and search for the phrase as one reads it finds nothing.
    /// Two spaces behind the end of an English sentence are left alone, and so are those behind the colon of a definition
    /// and what stands in tables and code.
    /// Columns that go on in the line above or below are hints.
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
                && text[end..].starts_with(|c: char| c.is_ascii_uppercase() || "([`*\"'".contains(c));
            if !is_inside || ends_sentence || is_definition(&document.text()[..*start]) {
                continue;
            }
            let span = Span::new(*start, found.piece.start() + end);
            let finding = sink.report(span, format!("{} spaces in a row", end - at));
            if is_column(document, span) {
                finding.help("make it a table, or keep one").at_most(Severity::Hint);
            } else {
                finding.help("keep one").fix("keep one space", vec![Edit::replace(span, " ")]);
            }
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

/// Tells whether a text ends in the colon at the beginning of a line that marks a definition: `:   text`.
fn is_definition(before: &str) -> bool {
    let line = before.strip_suffix(':').map(|rest| rest.trim_end_matches([' ', '\t', '>']));
    line.is_some_and(|rest| rest.is_empty() || rest.ends_with(['\n', '\r']))
}

/// Tells whether what follows the spaces begins where something begins behind spaces in the line above or below.
fn is_column(document: &Document, spaces: Span) -> bool {
    /// Columns are narrow, and long lines must not be costly.
    const WIDEST: usize = 300;
    let index = document.line_index();
    let number = index.line(spaces.start());
    let start = index.line_start(number);
    if spaces.end() - start > WIDEST {
        return false;
    }
    let column = display_width(&document.text()[start..spaces.end()]);
    [number - 1, number + 1].into_iter().any(|line| {
        let text = source_lines::text(document, line);
        has_column(&text[..text.floor_char_boundary(WIDEST)], column)
    })
}

/// Tells whether something begins behind two spaces and more, the indentation left out, at a column of a line.
fn has_column(line: &str, column: usize) -> bool {
    let body = line.trim_start();
    let (mut width, mut spaces) = (line.len() - body.len(), 0);
    for c in body.trim_end().chars() {
        if width >= column {
            return width == column && spaces >= 2 && c != ' ';
        }
        spaces = if c == ' ' { spaces + 1 } else { 0 };
        width += display_width(c.encode_utf8(&mut [0; 4]));
    }
    false
}
