use notesmith_diagnostic::{Edit, Severity, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Spaces inside emphasis markers, which are shown then.
    ///
    /// ## Why
    ///
    /// `** text **` is not bold: the page shows the asterisks.
    /// Single asterisks with spaces may be a multiplication, so they are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// Some ** bold ** text.
    /// ```
    ///
    /// ```md fixed
    /// Some **bold** text.
    /// ```
    ///
    /// ```md good
    /// Some **bold** text, 2 * 3 and snake_case.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are removed where both sides have them, or the text is Japanese, so that the text becomes what it was meant to be.
    "markup/emphasis-spacing" {
        aliases: ["MD037"],
        level: Warning,
        fix: safe,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for piece in note.mark_runs().chunk_by(|a, b| a.piece == b.piece) {
        let (base, text) = (piece[0].piece.start(), document.slice(piece[0].piece));
        let runs = piece.iter().map(|run| {
            let (start, end) = (run.span.start() - base, run.span.end() - base);
            Run { start, marker: &text[start..end] }
        });
        let is_mark = |run: &Run<'_>| {
            !run.marker.starts_with('~')
                && !is_operator(&text[..run.start], &text[run.start + run.marker.len()..])
        };
        let runs: Vec<_> = runs.filter(is_mark).collect();
        if runs.len() > 1 {
            for marker in ["***", "**", "*", "___", "__", "_"] {
                check_marker(text, &runs, base, marker, sink);
            }
        }
    }
}

fn check_marker(text: &str, runs: &[Run<'_>], base: usize, marker: &str, sink: &mut Sink<'_>) {
    let places: Vec<usize> = runs.iter().filter(|run| run.marker == marker).map(|run| run.start).collect();
    for pair in places.chunks_exact(2) {
        let (open, close) = (pair[0] + marker.len(), pair[1]);
        let inner = &text[open..close];
        let (left, right) = (inner.len() - inner.trim_start().len(), inner.len() - inner.trim_end().len());
        if inner.trim().is_empty() || (left == 0 && right == 0) {
            continue;
        }
        for (length, start) in [(left, open), (right, close - right)] {
            if length == 0 {
                continue;
            }
            let span = Span::new(base + start, base + start + length);
            let finding = sink
                .report(span, format!("a space inside `{marker}`, which is shown then"))
                .help("remove the space");
            // One space alone may stand between two words; both sides must be meant as emphasis, which in Japanese text
            // they surely are.
            if marker.len() > 1 && (left > 0 && right > 0 || marker == "**" && !inner.is_ascii()) {
                finding.fix("remove the space", vec![Edit::delete(span)]);
            } else {
                finding.at_most(Severity::Hint);
            }
        }
    }
}

/// A run of one sign.
struct Run<'t> {
    start: usize,
    marker: &'t str,
}

/// Tells whether a sign stands between two operands: `2 ** 3`, `x * y`.
fn is_operator(before: &str, after: &str) -> bool {
    let mut left = before.trim_end().chars().rev();
    let mut right = after.trim_start().chars();
    let is_operand = |nearest: Option<char>, next: Option<char>| {
        let is_name = |c: char| c.is_ascii_alphabetic() && !next.is_some_and(char::is_alphanumeric);
        nearest.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | ')') || is_name(c))
    };
    is_operand(left.next(), left.next()) && is_operand(right.next(), right.next())
}
