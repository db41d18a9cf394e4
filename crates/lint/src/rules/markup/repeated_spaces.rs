use memchr::memmem;
use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::ProseKind;

use crate::note::Note;
use crate::prose_places::{PieceWith, pieces_with};
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

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
    let pairs: Vec<usize> = memmem::find_iter(document.text().as_bytes(), b"  ").collect();
    for PieceWith { unit, piece, .. } in pieces_with(document, &pairs) {
        if document.prose()[unit].kind == ProseKind::Cell {
            continue;
        }
        let text = document.slice(piece);
        let mut from = 0;
        while let Some(at) = next_pair(text.as_bytes(), from) {
            let end = at + text[at..].bytes().take_while(|&b| b == b' ').count();
            from = end;
            let is_inside = at > 0 && end < text.len();
            let ends_sentence = text[..at].ends_with(['.', '!', '?', ':'])
                && end - at == 2
                && text[end..].starts_with(|c: char| c.is_ascii_uppercase());
            if !is_inside || ends_sentence {
                continue;
            }
            let span = Span::new(piece.start() + at, piece.start() + end);
            sink.report(span, format!("{} spaces in a row", end - at))
                .help("keep one")
                .fix("keep one space", vec![Edit::replace(span, " ")]);
        }
    }
}

/// Gives the next place with two spaces.
fn next_pair(text: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(b' ', &text[from..]).map(|at| from + at).find(|at| text.get(at + 1) == Some(&b' '))
}
