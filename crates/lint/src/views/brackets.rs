//! The brackets in running text, paired.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use crate::views::prose_places::{PieceWith, pieces_with};

/// A bracket in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// The character.
    pub(crate) c: char,
    /// Its bytes.
    pub(crate) span: Span,
}

/// What pairing the brackets of a note gave, in order of the units of its text.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Opening and closing brackets that belong together, whatever their width.
    pub(crate) pairs: Vec<(Bracket, Bracket)>,
    /// Brackets that belong to no other.
    pub(crate) alone: Vec<Bracket>,
}

impl Brackets {
    /// Pairs round brackets of both widths, and the Japanese quotation marks 「」『』, within each unit of text;
    /// `places` is where the note has brackets.
    pub(crate) fn collect(document: &Document, places: &[usize]) -> Self {
        let mut found = Self::default();
        let mut open = Vec::new();
        let (mut before, mut next_unit) = (0, 0);
        let pieces: Vec<_> = pieces_with(document, places).collect();
        for unit in pieces.chunk_by(|a, b| a.unit == b.unit) {
            let from = found.alone.len();
            if unit[0].unit > next_unit {
                before = from;
            }
            next_unit = unit[0].unit + 1;
            pair(document, unit, &mut open, &mut found);
            found.alone.append(&mut open);
            found.alone[from..].sort_unstable_by_key(|bracket| bracket.span);
            before = found.join(document, before, from);
        }
        found
    }

    /// Takes out a bracket that stays open at the end of one unit and is closed in the next line: a sentence that was
    /// broken into two items of a list.
    ///
    /// What the unit before left alone starts at `before`, what this one left at `from`, and afterwards at what is
    /// returned.
    fn join(&mut self, document: &Document, before: usize, from: usize) -> usize {
        let (Some(&open), Some(&close)) = (self.alone[before..from].last(), self.alone.get(from)) else {
            return from;
        };
        let line = |bracket: Bracket| document.line_index().line(bracket.span.start());
        let is_pair = is_opening(open.c) && !is_opening(close.c) && kind(open.c) == kind(close.c);
        if is_pair && line(close) == line(open) + 1 {
            self.alone.drain(from - 1..=from);
            return from - 1;
        }
        from
    }
}

/// Pairs the brackets of one unit; those that stay open are left in `open`.
fn pair(document: &Document, unit: &[PieceWith<'_>], open: &mut Vec<Bracket>, found: &mut Brackets) {
    // How many of each kind are open: without one there is nothing to look for.
    let mut counts = [0_usize; 3];
    for PieceWith { piece, places, .. } in unit {
        let text = document.slice(*piece);
        for &place in *places {
            let at = place - piece.start();
            let c = text[at..].chars().next().expect("a bracket stands at each place");
            let bracket = Bracket { c, span: Span::new(place, place + c.len_utf8()) };
            if is_opening(c) {
                counts[kind(c) as usize] += 1;
                open.push(bracket);
                continue;
            }
            if c == ')' && open.last().is_some_and(|last| last.c == '（') && is_label(text, at) {
                continue;
            }
            // Only the nearest bracket of the kind can match; those inside it stay alone.
            if counts[kind(c) as usize] == 0 {
                found.alone.push(bracket);
                continue;
            }
            while let Some(opening) = open.pop() {
                counts[kind(opening.c) as usize] -= 1;
                if kind(opening.c) == kind(c) {
                    found.pairs.push((opening, bracket));
                    break;
                }
                found.alone.push(opening);
            }
        }
    }
}

/// Tells whether the bracket at a place ends a label inside full-width brackets: `（a) 速い、b) 安い）`.
fn is_label(text: &str, at: usize) -> bool {
    let label = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let is_short = (1..=2).contains(&(at - label.len()));
    let stands_alone = label.ends_with(['（', '、', '，', ',', ' ', '・']);
    let closes_later = text[at..].find('）').is_some_and(|close| !text[at..at + close].contains('（'));
    is_short && stands_alone && closes_later
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Round,
    Corner,
    WhiteCorner,
}

fn kind(c: char) -> Kind {
    match c {
        '(' | ')' | '（' | '）' => Kind::Round,
        '「' | '」' => Kind::Corner,
        _ => Kind::WhiteCorner,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（' | '「' | '『')
}
