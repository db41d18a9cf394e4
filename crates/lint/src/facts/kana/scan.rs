//! The closer look at the letters of a text that may hold a slip.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use super::kind::Kind;
use super::letters::{Letter, Letters};
use super::slip::KanaSlip;
use super::suspicion::is_suspicious;
use super::{doubled, look_alike, spaces};

/// Collects the slips of a note, in order of their place; `repeated` are the English words that stand twice.
pub(crate) fn collect(document: &Document, repeated: &[Span]) -> Vec<KanaSlip> {
    let mut letters = Letters::default();
    let mut slips: Vec<KanaSlip> =
        repeated.iter().filter_map(|span| doubled::latin(document.slice(*span), *span)).collect();
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            let text = document.slice(*piece);
            if is_suspicious(text) {
                letters.fill(text, piece.start());
                scan(&letters, &mut slips);
            }
        }
    }
    slips.sort_by_key(|slip| slip.span);
    slips
}

fn scan(letters: &Letters, slips: &mut Vec<KanaSlip>) {
    let mut before = Kind::Mark;
    let mut rest = letters.iter().enumerate().peekable();
    while let Some((at, Letter { char, kind })) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let after = next.map_or(Kind::Mark, |next| next.kind);
        let starts_run = before != kind;
        match kind {
            Kind::Hiragana => {
                let next = next.filter(|_| after == Kind::Hiragana);
                if next.is_some_and(|next| doubled::may_be_doubled(char, next.char)) {
                    slips.extend(doubled::particle(letters, at));
                }
                if before == Kind::Katakana {
                    slips.extend(look_alike::hiragana(letters, at));
                }
            }
            Kind::Katakana if starts_run => {
                slips.extend(doubled::katakana(letters, at));
                slips.extend(doubled::long_vowel(letters, at));
                slips.extend(look_alike::katakana(letters, at));
            }
            Kind::Kanji => {
                if before == Kind::Katakana || after == Kind::Katakana {
                    slips.extend(look_alike::kanji(letters, at));
                }
                if starts_run {
                    slips.extend(doubled::kanji(letters, at));
                }
            }
            Kind::Latin if starts_run => slips.extend(spaces::stray_letter(letters, at)),
            Kind::Space => slips.extend(spaces::split_word(letters, at)),
            _ => {}
        }
        before = kind;
    }
}

/// The slips of a text, for tests of what comes before this look.
#[cfg(test)]
pub(super) fn slips_of(text: &str) -> Vec<KanaSlip> {
    let mut letters = Letters::default();
    letters.fill(text, 0);
    let mut slips = Vec::new();
    scan(&letters, &mut slips);
    slips
}
