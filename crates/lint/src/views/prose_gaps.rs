//! Spaces inside running text, with what stands on both sides, for rules about spaces between Japanese words and signs.

use memchr::memchr;
use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::Document;

use crate::note::Note;
use crate::sink::Sink;

/// One or more spaces in a row inside a piece of running text.
pub(crate) struct Gap<'d> {
    /// The spaces.
    pub(crate) span: Span,
    /// The piece up to them; not empty.
    pub(crate) before: &'d str,
    /// The piece behind them; not empty.
    pub(crate) behind: &'d str,
}

/// Gives the gaps in a note's running text, in order.
///
/// Left out are spaces at the edges of a piece, which stand beside markup, those beside a mark of emphasis that is text,
/// since without them it may be emphasis, and those behind signs that begin a piece, which may end an address before it.
pub(crate) fn gaps(document: &Document) -> impl Iterator<Item = Gap<'_>> {
    let pieces = document.prose().iter().flat_map(|unit| document.pieces(unit));
    pieces.flat_map(|&piece| {
        let text = document.slice(piece);
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + memchr(b' ', &text.as_bytes()[from..])?;
            let behind = text[start..].trim_start_matches(' ');
            from = text.len() - behind.len();
            Some((start, from))
        })
        .filter(|(start, end)| {
            let (before, behind) = (&text[..*start], &text[*end..]);
            let marks = ['*', '_', '~'];
            let is_sign = before.bytes().all(|byte| byte.is_ascii_punctuation());
            !is_sign && !behind.is_empty() && !before.ends_with(marks) && !behind.starts_with(marks)
        })
        .map(move |(start, end)| Gap {
            span: Span::new(piece.start() + start, piece.start() + end),
            before: &text[..start],
            behind: &text[end..],
        })
    })
}

/// Reports an ASCII space behind a sign that ends a sentence, where a full-width one belongs.
pub(crate) fn report_ascii_space_behind(note: &Note<'_>, sign: char, sink: &mut Sink<'_>) {
    for gap in gaps(note.document()).filter(|gap| gap.before.ends_with(sign)) {
        let finding = sink.report(gap.span, format!("an ASCII space behind {sign}"));
        if gap.behind.starts_with(|letter: char| letter.is_ascii()) {
            finding.help("write none, or a full-width one");
        } else {
            let edits = vec![Edit::replace(gap.span, "\u{3000}")];
            finding.help("write a full-width one").fix("write a full-width space", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::parse(text, &ParseOptions::default());
        let found: Vec<_> = gaps(&document).map(|gap| (gap.before, gap.behind)).collect();
        assert_eq!(found, expected, "gaps of {text:?}");
    }

    #[test]
    fn gaps_have_text_on_both_sides() {
        check("列 行  欄\n", &[("列", "行  欄"), ("列 行", "欄")]);
        check("- 列 `a b` 行 **欄 ** \n", &[]);
        check("https://a.jp. （鍵\n", &[]);
        check("あ `a` 行 欄 ~", &[(" 行", "欄 ~")]);
        check("列\n", &[]);
    }
}
