//! A window of one source line around a finding: notes have lines of 800 characters, terminals have 100 columns.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use notesmith_diagnostic::{LineIndex, Span, display_width};

/// A part of one line with the finding in it, cut at character boundaries, `…` where something was cut.
pub(crate) struct Window {
    text: String,
    /// The finding in the window, in bytes.
    pub(crate) mark: Range<usize>,
    name: String,
    line: usize,
    column: usize,
}

impl Window {
    /// Cuts the window of at most `width` columns out of `text`; a finding over several lines is shown by its first.
    pub(crate) fn new(name: &str, text: &str, lines: &LineIndex, span: Span, width: usize) -> Self {
        let place = lines.position(text, span.start());
        let line = lines.line_range(text, place.line);
        let source = &text[line.clone()];
        let start = span.start().min(line.end) - line.start;
        let end = span.end().clamp(span.start(), line.end) - line.start;
        let (before, marked, after) =
            (&source[..start], &source[start..end.max(start)], &source[end.max(start)..]);
        let marked = head(marked, width * 2 / 3);
        let left = width.saturating_sub(display_width(&marked));
        let after_width = display_width(after).min(left / 2);
        let before = tail(before, left - after_width);
        let after = head(after, left.saturating_sub(display_width(&before)));
        let mark = before.len()..before.len() + marked.len();
        let visible = [before.as_str(), &marked, &after].concat();
        Self { text: visible, mark, name: name.to_owned(), line: place.line - 1, column: place.column - 1 }
    }
}

/// Gives the start of `text` in at most `width` columns; tabs and control characters become spaces.
fn head(text: &str, width: usize) -> String {
    let plain: String = text.chars().map(plain).collect();
    if display_width(&plain) <= width {
        return plain;
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in plain.chars() {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Gives the end of `text` in at most `width` columns.
fn tail(text: &str, width: usize) -> String {
    let plain: String = text.chars().map(plain).collect();
    if display_width(&plain) <= width {
        return plain;
    }
    let mut start = plain.len();
    let mut used = 1;
    for (at, c) in plain.char_indices().rev() {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        start = at;
    }
    format!("…{}", &plain[start..])
}

/// Gives a character that takes its place in one line and cannot steer a terminal.
fn plain(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
        {
            '\u{FFFD}'
        }
        c => c,
    }
}

impl SourceCode for Window {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.text.len()));
        let name = self.name.clone();
        let contents =
            MietteSpanContents::new_named(name, self.text.as_bytes(), whole, self.line, self.column, 1);
        Ok(Box::new(contents))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marked: &str, width: usize, expected: &str) {
        let at = text.find(marked).expect("it is there");
        let span = Span::new(at, at + marked.len());
        let window = Window::new("a.md", text, &LineIndex::new(text), span, width);
        assert_eq!(window.text, expected);
        assert_eq!(&window.text[window.mark.clone()], marked, "the mark in {}", window.text);
        assert!(display_width(&window.text) <= width);
    }

    #[test]
    fn cuts_around_the_finding() {
        check("short Lamnda line", "Lamnda", 40, "short Lamnda line");
        let long = format!("{}Lamnda{}", "あ".repeat(50), "い".repeat(50));
        check(&long, "Lamnda", 20, "…あああLamndaいいい…");
        check("Lamndaいいいいいいいいいい", "Lamnda", 14, "Lamndaいいい…");
        check("一行目\nの Lamnda です\n三行目", "Lamnda", 40, "の Lamnda です");
    }
}
