//! The answer of an entry as Markdown of its own: dedented, and joined from its pieces.

use std::borrow::Cow;

use notesmith_diagnostic::Span;

use super::entry::{BodyPiece, Entry, PieceRole};
use crate::document::{Document, NodeKind};

/// Stands before text of a paragraph, so that a definition like `- x` or `# x` stays text.
///
/// It is a noncharacter, which no note may hold (Unicode, section 23.7), and the renderer takes it out again.
pub(crate) const GUARD: &str = "\u{FDD0} ";

impl Document {
    /// Gives the entry's term as Markdown of one paragraph, for [`crate::render_html`].
    pub fn term_markdown(&self, entry: &Entry<'_>) -> String {
        let mut markdown = GUARD.to_owned();
        self.push_lines(&mut markdown, entry.term, usize::MAX);
        markdown
    }

    /// Gives the pieces of an answer as Markdown, for [`crate::render_html`].
    pub fn body_markdown(&self, body: &[BodyPiece]) -> String {
        let mut markdown = String::with_capacity(body.iter().map(|piece| piece.span.len() + 8).sum());
        let mut before: Option<&BodyPiece> = None;
        for piece in body {
            match before {
                // Lines of one paragraph, such as `・Term・・・` with its definition on the next ones.
                Some(last) if last.role != PieceRole::Blocks && piece.role != PieceRole::Blocks => {
                    markdown.push_str("<br>\n");
                }
                Some(_) => markdown.push_str("\n\n"),
                None => {}
            }
            if piece.role != PieceRole::Blocks {
                markdown.push_str(if before.is_some() { "" } else { GUARD });
                markdown.push_str(&piece.prefix);
            }
            match piece.role {
                PieceRole::Inline => self.push_lines(&mut markdown, piece.span, usize::MAX),
                PieceRole::Cell => markdown.push_str(&self.without_footnotes(piece.span).replace("\\|", "|")),
                PieceRole::Blocks => self.push_lines(&mut markdown, piece.span, piece.indent),
            }
            before = Some(piece);
        }
        markdown
    }

    /// Gives the source under a span without the marks of footnotes, whose text stands elsewhere in the note.
    fn without_footnotes(&self, span: Span) -> Cow<'_, str> {
        let source = self.slice(span);
        if !source.contains("[^") {
            return Cow::Borrowed(source);
        }
        let mut kept = String::with_capacity(source.len());
        let mut at = span.start();
        let inside = self.nodes_starting_in(span).iter();
        for mark in inside.filter(|node| node.kind == NodeKind::FootnoteReference).map(|node| node.span) {
            if at <= mark.start() && mark.end() <= span.end() {
                kept.push_str(&self.text()[at..mark.start()]);
                at = mark.end();
            }
        }
        kept.push_str(&self.text()[at..span.end()]);
        Cow::Owned(kept)
    }

    /// Adds the source under a span, with at most `indent` columns of indentation and quote marks taken from each
    /// line but the first.
    fn push_lines(&self, markdown: &mut String, span: Span, indent: usize) {
        for (number, line) in self.without_footnotes(span).split_inclusive('\n').enumerate() {
            // HTML takes the lines below it for HTML, which people who put images below each other do not expect.
            if markdown.ends_with(">\n") && opens_with_image(last_line(markdown)) && !line.trim().is_empty() {
                markdown.push('\n');
            }
            if number == 0 {
                markdown.push_str(line);
            } else {
                push_dedented(markdown, line, indent);
            }
        }
    }
}

fn last_line(markdown: &str) -> &str {
    markdown.lines().next_back().unwrap_or("")
}

fn opens_with_image(line: &str) -> bool {
    line.trim_start_matches([' ', '-', '*', '+']).starts_with("<img ")
}

/// Indentation that stays is written as spaces: a tab would reach another column than before.
fn push_dedented(markdown: &mut String, line: &str, indent: usize) {
    let mut column = 0;
    for (at, letter) in line.char_indices() {
        let next = match letter {
            ' ' => column + 1,
            '>' if column < indent => column + 1,
            '\t' => column / 4 * 4 + 4,
            _ => {
                markdown.push_str(&line[at..]);
                return;
            }
        };
        markdown.extend(std::iter::repeat_n(' ', next.saturating_sub(column.max(indent))));
        column = next;
    }
}
