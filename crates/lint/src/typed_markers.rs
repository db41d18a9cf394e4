//! List markers as people type them, and what stands around a line that has one: whether it was meant as an item.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind};

use crate::paragraph_lines::ParagraphLine;
use crate::source_lines;

/// What a marker was meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// `-`, `*` or `+`.
    Bullet(char),
    /// A bullet of its own shape: `・`.
    Typed(char),
    /// A number before `.` or `)`.
    Number(char),
}

/// How a line starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start<'t> {
    /// What the marker was meant as.
    pub(crate) meant: Meant,
    /// The marker as it is written.
    pub(crate) marker: &'t str,
    /// The white space behind it, of any width.
    pub(crate) gap: &'t str,
    /// What follows; not empty.
    pub(crate) body: &'t str,
}

impl<'t> Start<'t> {
    /// Reads the marker at the start of a line without indentation.
    pub(crate) fn read(line: &'t str) -> Option<Self> {
        let first = *line.as_bytes().first()?;
        // Most lines start with a letter.
        if !(matches!(first, b'-' | b'*' | b'+' | b'0'..=b'9') || first >= 0xE2) {
            return None;
        }
        let (meant, length) = marker_of(line)?;
        let (marker, rest) = line.split_at(length);
        let body = rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        let gap = &rest[..rest.len() - body.len()];
        (!body.trim().is_empty()).then_some(Self { meant, marker, gap, body })
    }

    /// Tells what an item that starts so proves about a line beside it; a typed bullet belongs to any bullets.
    fn proves(&self, meant: Meant) -> Evidence {
        match (self.meant, meant) {
            (Meant::Bullet(own), Meant::Typed(_)) => Evidence::List(own),
            (Meant::Bullet(own) | Meant::Number(own), meant) if self.meant == meant => Evidence::List(own),
            _ => Evidence::None,
        }
    }

    /// Tells whether Markdown takes the marker for one.
    pub(crate) fn is_marker(&self) -> bool {
        self.marker.is_ascii() && self.gap.starts_with([' ', '\t'])
    }
}

fn marker_of(line: &str) -> Option<(Meant, usize)> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let bullet = match first {
        '-' | '－' => Some(Meant::Bullet('-')),
        '*' | '＊' => Some(Meant::Bullet('*')),
        '+' | '＋' => Some(Meant::Bullet('+')),
        '・' | '•' | '‣' | '◦' | '･' => Some(Meant::Typed(first)),
        _ => None,
    };
    if let Some(meant) = bullet {
        return Some((meant, first.len_utf8()));
    }
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    if !is_digit(first) {
        return None;
    }
    let (at, delimiter) = chars.take(3).find(|&(_, c)| !is_digit(c))?;
    let meant = match delimiter {
        '.' | '．' => Meant::Number('.'),
        ')' | '）' => Meant::Number(')'),
        _ => return None,
    };
    let length = at + delimiter.len_utf8();
    // `1.5` is a number.
    (!line[length..].starts_with(is_digit)).then_some((meant, length))
}

/// What speaks for a line being an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// It stands alone.
    None,
    /// The line above or below has the same marker, so the page runs them together.
    Run,
    /// It stands in a list, right above one or right below one, whose items have this bullet or delimiter.
    List(char),
}

/// Tells whether a line is the first of an item, so that it has a marker already.
pub(crate) fn is_item(document: &Document, line: ParagraphLine) -> bool {
    let parent = document.node(document.node(line.paragraph).parent);
    let first = parent.span.start()..line.span.start();
    line.is_first && parent.kind == NodeKind::Item && !document.text()[first].contains('\n')
}

/// Looks at the lines around a line of a paragraph.
pub(crate) fn evidence(document: &Document, line: ParagraphLine, start: &Start<'_>) -> Evidence {
    let number = document.line_index().line(line.span.start());
    let own = column(document, number, line.span.start());
    let beside = [number.wrapping_sub(1), number + 1].map(|other| beside(document, other, own, start));
    let nearest = beside[0].max(beside[1]);
    let parent = document.node(document.node(line.paragraph).parent);
    if line.is_first || parent.kind != NodeKind::Item {
        return nearest;
    }
    // A line of text in an item that stands as far left as the item's marker.
    let first = document.line_index().line(parent.span.start());
    let item = Start::read(&document.text()[parent.span.start()..line.span.start()]);
    match item.filter(|_| column(document, first, parent.span.start()) == own) {
        Some(item) => nearest.max(item.proves(start.meant)),
        None => nearest,
    }
}

fn beside(document: &Document, number: usize, own: usize, start: &Start<'_>) -> Evidence {
    let text = source_lines::text(document, number);
    let body = text.trim_start_matches([' ', '\t', '>']);
    if text.len() - body.len() != own {
        return Evidence::None;
    }
    match Start::read(body) {
        Some(other) if other.is_marker() => other.proves(start.meant),
        Some(other) if other.meant == start.meant => Evidence::Run,
        _ => Evidence::None,
    }
}

fn column(document: &Document, line: usize, at: usize) -> usize {
    at - document.line_index().line_start(line)
}

/// Tells whether the author breaks this line or the one above it, so that the page does not run them together.
pub(crate) fn is_broken(document: &Document, line: Span) -> bool {
    let number = document.line_index().line(line.start());
    [number.wrapping_sub(1), number].iter().any(|number| {
        let text = source_lines::text(document, *number);
        text.ends_with("  ")
            || text.ends_with('\\')
            || text.trim_end().ends_with("br>")
            || text.ends_with("/>")
    })
}

/// Tells whether the marker, once written right, starts an item there: in a paragraph only the number 1 does, or one
/// below another item.
pub(crate) fn may_start(document: &Document, line: ParagraphLine, start: &Start<'_>) -> bool {
    if !matches!(start.meant, Meant::Number(_))
        || line.is_first
        || start.marker.starts_with('1') && start.marker.len() == 2
    {
        return true;
    }
    let number = document.line_index().line(line.span.start());
    let above = source_lines::text(document, number - 1).trim_start_matches([' ', '\t', '>']);
    Start::read(above).is_some_and(|above| above.meant == start.meant)
}
