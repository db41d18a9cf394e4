//! The runs of `*`, `_` and `~` in running text: marks of emphasis that Markdown took for text.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use crate::views::prose_places::pieces_with;

/// One run of one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MarkRun {
    /// The index of its unit into [`Document::prose`].
    pub(crate) unit: usize,
    /// The piece of text that it stands in.
    pub(crate) piece: Span,
    /// Its bytes.
    pub(crate) span: Span,
}

/// Finds the runs that no backslash stands before, in order.
/// `places` are those of all such marks, text or not.
pub(crate) fn collect(document: &Document, places: &[usize]) -> Vec<MarkRun> {
    let text = document.text().as_bytes();
    let mut runs = Vec::new();
    for found in pieces_with(document, places) {
        let mut end = found.piece.start();
        for &start in found.places {
            if start < end {
                continue;
            }
            let mark = text[start];
            let rest = &text[start..found.piece.end()];
            end = start + rest.iter().take_while(|byte| **byte == mark).count();
            if start == found.piece.start() || text[start - 1] != b'\\' {
                runs.push(MarkRun { unit: found.unit, piece: found.piece, span: Span::new(start, end) });
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use notesmith_parse::ParseOptions;

    use super::*;
    use crate::views::scan::Scan;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse(text, &ParseOptions::default());
        let places = Scan::of(text).marks;
        let found: Vec<_> = collect(&document, &places).iter().map(|run| document.slice(run.span)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn runs_in_text() {
        check("a ** b *_ c ~~~ d", &["**", "*", "_", "~~~"]);
        check("**bold** and `**`", &[]);
        check("a \\** b", &[]);
        check("- a_b\n- c\n\n* * *\n", &["_"]);
    }
}
