use notesmith_diagnostic::{Edit, Span};

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Bold text whose asterisks stay visible.
    ///
    /// ## Why
    ///
    /// Markdown closes `**` behind punctuation only where white space or punctuation follows, so in Japanese
    /// `**太字。**続き` shows its asterisks (CommonMark issue 650).
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - **鍵を守る。**続きの文
    /// ```
    ///
    /// ```md fixed
    /// - **鍵を守る。** 続きの文
    /// ```
    ///
    /// ```md good
    /// - **鍵を守る**。続きの文と 2**3 と 4**5
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A space is put outside the asterisks; that is not safe, since the space is shown.
    "markup/unrendered-emphasis" {
        aliases: [],
        level: Warning,
        fix: unsafe_,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            let text = document.slice(*piece);
            if !text.contains("**") {
                continue;
            }
            let mut from = 0;
            while let Some((open, close)) = next_pair(text, from) {
                from = close + 2;
                let Some(side) = blocked_side(text, open, close) else { continue };
                let span = Span::new(piece.start() + open, piece.start() + close + 2);
                let at = if side == Side::Closing { span.end() } else { span.start() };
                sink.report(span, "the asterisks are shown: this is no bold text")
                    .help("put a space or punctuation outside the asterisks, or take the punctuation out of the bold text")
                    .fix("put a space outside the asterisks", vec![Edit::replace(Span::at(at), " ")]);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
}

/// Finds the next two `**` with text between.
fn next_pair(text: &str, from: usize) -> Option<(usize, usize)> {
    let open = from + text[from..].find("**")?;
    let close = open + 2 + text[open + 2..].find("**")?;
    Some((open, close))
}

/// Tells which side keeps the pair from being bold, because of punctuation inside and a letter outside.
fn blocked_side(text: &str, open: usize, close: usize) -> Option<Side> {
    let inner = &text[open + 2..close];
    let (first, last) = (inner.chars().next()?, inner.chars().next_back()?);
    if first.is_whitespace() || last.is_whitespace() {
        return None;
    }
    let before = text[..open].chars().next_back();
    let after = text[close + 2..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if !last.is_alphanumeric() && is_letter(after) {
        Some(Side::Closing)
    } else if !first.is_alphanumeric() && is_letter(before) {
        Some(Side::Opening)
    } else {
        None
    }
}
