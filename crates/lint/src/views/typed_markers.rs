//! List markers as people type them, and what stands around a line that has one: whether it was meant as an item.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind};

use crate::views::paragraph_lines::ParagraphLine;
use crate::views::source_lines;

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
        // Most lines start with a letter: only the last kana, general punctuation and full-width signs may be markers.
        let may_be_marker = match line.as_bytes() {
            [b'-' | b'*' | b'+' | b'0'..=b'9' | 0xE2 | 0xEF, ..] => true,
            [0xE3, second, third, ..] => *second == 0x83 && *third >= 0xBB,
            _ => false,
        };
        if !may_be_marker {
            return None;
        }
        let (meant, length) = marker_of(line)?;
        let (marker, rest) = line.split_at(length);
        let body = rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        let gap = &rest[..rest.len() - body.len()];
        (!body.trim().is_empty()).then_some(Self { meant, marker, gap, body })
    }

    /// Gives the number of a marker.
    fn number(&self) -> Option<u32> {
        let digits = self.marker.chars().map_while(|c| match c {
            '０'..='９' => Some(u32::from(c) - u32::from('０')),
            _ => c.to_digit(10),
        });
        matches!(self.meant, Meant::Number(_)).then(|| digits.fold(0, |number, digit| 10 * number + digit))
    }

    /// Tells whether the numbers of two markers follow each other.
    fn is_next_to(&self, other: &Self) -> bool {
        self.number().zip(other.number()).is_some_and(|(a, b)| a.abs_diff(b) == 1)
    }

    /// Tells what an item that starts so proves about a line beside it.
    ///
    /// A typed or full-width bullet before a space belongs to any bullets.
    fn proves(&self, line: &Self) -> Evidence {
        let is_any = matches!(line.meant, Meant::Typed(_))
            || matches!(line.meant, Meant::Bullet(_)) && !line.marker.is_ascii() && !line.gap.is_empty();
        match self.meant {
            Meant::Bullet(own) if is_any => Evidence::List(own),
            Meant::Bullet(own) | Meant::Number(own) if self.meant == line.meant => Evidence::List(own),
            _ => Evidence::None,
        }
    }

    /// Tells whether it is a dash that is none of the keyboard's, which prose has, too.
    pub(crate) fn is_other_dash(&self) -> bool {
        self.marker.starts_with(OTHER_DASHES)
    }

    /// Tells whether Markdown takes the marker for one.
    pub(crate) fn is_marker(&self) -> bool {
        self.marker.is_ascii() && self.gap.starts_with([' ', '\t'])
    }
}

/// Dashes that a keyboard or a word processor puts in place of `-`.
const OTHER_DASHES: [char; 7] = ['–', '—', '―', '−', '‐', '‑', 'ー'];

fn marker_of(line: &str) -> Option<(Meant, usize)> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let bullet = match first {
        '-' | '－' => Some(Meant::Bullet('-')),
        c if OTHER_DASHES.contains(&c) => Some(Meant::Bullet('-')),
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

/// Looks at the lines around a line of a paragraph: the nearest above and below that are indented no deeper.
pub(crate) fn evidence(document: &Document, line: ParagraphLine, start: &Start<'_>) -> Evidence {
    let number = document.line_index().line(line.span.start());
    let own = column(document, number, line.span.start());
    let above = nearest(document, (1..number).rev(), own, start);
    let below = nearest(document, number + 1..=document.line_index().line_count(), own, start);
    let found = match (above, below) {
        (Near { evidence: Evidence::List(c), .. }, Near { evidence: Evidence::List(_), .. }) => {
            Evidence::List(c)
        }
        // A list on one side alone may have ended at a blank line.
        (above, below) => {
            let counts = |near: Near| if near.is_apart { Evidence::None } else { near.evidence };
            counts(above).max(counts(below))
        }
    };
    let parent = document.node(document.node(line.paragraph).parent);
    if line.is_first || parent.kind != NodeKind::Item {
        return found;
    }
    // A line of text in an item that stands as far left as the item's marker.
    let first = document.line_index().line(parent.span.start());
    let item = Start::read(&document.text()[parent.span.start()..line.span.start()]);
    match item.filter(|_| column(document, first, parent.span.start()) == own) {
        Some(item) => found.max(item.proves(start)),
        None => found,
    }
}

/// What the nearest line on one side proves.
#[derive(Clone, Copy)]
struct Near {
    evidence: Evidence,
    /// Whether a blank line stands between.
    is_apart: bool,
}

/// Looks for the nearest line that is indented no deeper, over at most one blank line at a time.
fn nearest(document: &Document, numbers: impl Iterator<Item = usize>, own: usize, start: &Start<'_>) -> Near {
    /// Items with longer texts below them are looked at no further.
    const MOST_LINES: usize = 30;
    let mut near = Near { evidence: Evidence::None, is_apart: false };
    let mut was_blank = false;
    for (distance, number) in numbers.take(MOST_LINES).enumerate() {
        let text = source_lines::text(document, number);
        let body = text.trim_start_matches([' ', '\t', '>']);
        let indent = text.len() - body.len();
        if body.trim().is_empty() {
            if was_blank {
                return near;
            }
            (was_blank, near.is_apart) = (true, true);
            continue;
        }
        was_blank = false;
        if indent > own {
            continue;
        }
        near.evidence = match Start::read(body).filter(|_| indent == own) {
            Some(other) if other.is_marker() => {
                // Numbers that count on belong together, whatever stands between.
                near.is_apart &= !other.is_next_to(start);
                other.proves(start)
            }
            Some(other) if distance == 0 && other.meant == start.meant => Evidence::Run,
            _ => Evidence::None,
        };
        return near;
    }
    near
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
