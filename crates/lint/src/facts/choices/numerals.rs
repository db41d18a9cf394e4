//! Numbers with their counters: `一つ` or `1つ`, `1か月` or `1ヶ月`.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use super::choice::{Choice, Matter};

/// The kanji of 1 to 9.
const KANJI: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The ways to write か in a counter.
const KE: [(char, &str); 6] =
    [('か', "か"), ('ヶ', "ヶ"), ('ヵ', "ヵ"), ('カ', "カ"), ('ケ', "ケ"), ('箇', "箇")];

/// What か counts.
const COUNTED: [char; 6] = ['月', '所', '国', '年', '条', '村'];

/// Gives the kanji of a number from 1 to 9.
pub(crate) fn kanji_of(number: usize) -> char {
    KANJI[(number - 1) % KANJI.len()]
}

/// Adds numbers before `つ`.
pub(super) fn counters(document: &Document, found: &mut Vec<Choice>) {
    each_piece(document, |text, base| {
        for (at, _) in text.match_indices('つ') {
            let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
            let Some(digit) = before.chars().next_back() else { continue };
            let rest = &before[..before.len() - digit.len_utf8()];
            let kanji = KANJI.iter().position(|kanji| *kanji == digit);
            let (way, number) = match (kanji, digit.to_digit(10)) {
                // 一つ一つ means each of them.
                (Some(index), _) if before.len() == at && !is_idiom(rest, &text[at..]) => ("一", index + 1),
                (None, Some(number @ 1..=9)) => ("1", number as usize),
                _ => continue,
            };
            let is_longer = rest.ends_with(|c: char| {
                c.is_ascii_alphanumeric() || ".,-_".contains(c) || "十百千".contains(c) || KANJI.contains(&c)
            });
            if !is_longer {
                let span = Span::new(base + rest.len(), base + at);
                found.push(Choice { matter: Matter::Counter, way, span, number });
            }
        }
    });
}

/// Tells whether `一つ` stands twice; the texts are what stands before 一 and from つ on.
fn is_idiom(before: &str, behind: &str) -> bool {
    before.ends_with("一つ") || behind.starts_with("つ一つ")
}

/// Adds か and its like between a number and what is counted.
pub(super) fn large_ke(document: &Document, found: &mut Vec<Choice>) {
    each_piece(document, |text, base| {
        for (letter, way) in KE {
            for (at, _) in text.match_indices(letter) {
                let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
                let is_number = before.ends_with(|c: char| {
                    c.is_ascii_digit()
                        || ('０'..='９').contains(&c)
                        || KANJI.contains(&c)
                        || "十数".contains(c)
                });
                let end = at + letter.len_utf8();
                if is_number && text[end..].starts_with(COUNTED) {
                    let span = Span::new(base + at, base + end);
                    found.push(Choice { matter: Matter::LargeKe, way, span, number: 0 });
                }
            }
        }
    });
    found.sort_by_key(|choice| choice.span.start());
}

fn each_piece(document: &Document, mut look: impl FnMut(&str, usize)) {
    for piece in document.prose().iter().flat_map(|unit| document.pieces(unit)) {
        look(document.slice(*piece), piece.start());
    }
}
