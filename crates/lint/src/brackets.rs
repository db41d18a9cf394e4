//! The brackets in running text, paired.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, ProseUnit};

/// A bracket in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// The character.
    pub(crate) c: char,
    /// Its bytes.
    pub(crate) span: Span,
}

/// What pairing the brackets of a unit gave.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Opening and closing brackets that belong together, whatever their width.
    pub(crate) pairs: Vec<(Bracket, Bracket)>,
    /// Brackets that belong to no other.
    pub(crate) alone: Vec<Bracket>,
}

/// Pairs round brackets of both widths, and the Japanese quotation marks 「」『』, of one unit of text.
pub(crate) fn pair(document: &Document, unit: &ProseUnit) -> Brackets {
    let mut found = Brackets::default();
    let mut open: Vec<Bracket> = Vec::new();
    // How many of each kind are open: without one there is nothing to look for.
    let mut counts = [0_usize; 3];
    for piece in document.pieces(unit) {
        let text = document.slice(*piece);
        for (at, c) in places(text) {
            let bracket =
                Bracket { c, span: Span::new(piece.start() + at, piece.start() + at + c.len_utf8()) };
            if is_opening(c) {
                counts[kind(c) as usize] += 1;
                open.push(bracket);
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
    found.alone.append(&mut open);
    found.alone.sort_unstable_by_key(|bracket| bracket.span);
    found
}

/// Gives the brackets of a text with their byte offsets; it reads bytes, since nearly all text is something else.
fn places(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(|(at, byte)| {
        let c = match byte {
            b'(' => '(',
            b')' => ')',
            0xE3 | 0xEF => match bytes.get(at..at + 3)? {
                [0xE3, 0x80, 0x8C] => '「',
                [0xE3, 0x80, 0x8D] => '」',
                [0xE3, 0x80, 0x8E] => '『',
                [0xE3, 0x80, 0x8F] => '』',
                [0xEF, 0xBC, 0x88] => '（',
                [0xEF, 0xBC, 0x89] => '）',
                _ => return None,
            },
            _ => return None,
        };
        Some((at, c))
    })
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
