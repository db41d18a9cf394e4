use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::ProseKind;

use crate::note::Note;
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
    let units = document.prose().iter().filter(|unit| unit.kind != ProseKind::Cell);
    for piece in units.flat_map(|unit| document.pieces(unit)) {
        let text = document.slice(*piece);
        if !holds_pair(text.as_bytes()) {
            continue;
        }
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

/// Tells whether two spaces stand side by side; it looks at all bytes, which compilers do 16 at a time.
fn holds_pair(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.iter().skip(1));
    pairs.fold(false, |found, (a, b)| {
        let is_pair = (a ^ b' ') | (b ^ b' ') == 0;
        found | is_pair
    })
}

/// Gives the next place with two spaces.
fn next_pair(text: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(b' ', &text[from..]).map(|at| from + at).find(|at| text.get(at + 1) == Some(&b' '))
}
