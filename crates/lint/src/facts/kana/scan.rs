//! The closer look at the letters of a text that may hold a slip.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use super::kind::{Kind, kind_of};
use super::suspicion::is_suspicious;
use super::{doubled, look_alike, spaces};

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// A particle, a letter or a word stands twice.
    Doubled,
    /// A letter of the wrong script that looks the same.
    LookAlike,
    /// A Latin letter that an input method left behind.
    StrayLetter,
    /// A space inside a word; right if the joined word is known.
    Split,
}

/// A place that is wrong or doubtful.
#[derive(Clone, Debug)]
pub(crate) struct KanaSlip {
    pub(crate) kind: SlipKind,
    pub(crate) span: Span,
    /// The text under the span.
    pub(crate) text: Box<str>,
    /// What would be right, best first; a fix is sure where there is one.
    pub(crate) right: Vec<String>,
}

/// A letter of a piece.
#[derive(Clone, Copy)]
struct Letter {
    char: char,
    kind: Kind,
}

/// The letters of a piece.
#[derive(Default)]
pub(super) struct Letters {
    letters: Vec<Letter>,
    /// The byte of the first in the note.
    base: usize,
}

impl Letters {
    /// The character at a place, `None` outside.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.char)
    }

    /// The characters between two places.
    pub(super) fn chars(&self, start: usize, end: usize) -> impl Iterator<Item = char> + Clone {
        self.letters[start..end].iter().map(|letter| letter.char)
    }

    /// The kind at a place, `Mark` outside.
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.letters.get(at).map_or(Kind::Mark, |letter| letter.kind)
    }

    /// The kind before a place.
    pub(super) fn before(&self, at: usize) -> Kind {
        at.checked_sub(1).map_or(Kind::Mark, |at| self.kind(at))
    }

    /// Whether a letter carries meaning: kanji, katakana, Latin.
    pub(super) fn is_content(kind: Kind) -> bool {
        matches!(kind, Kind::Kanji | Kind::Katakana | Kind::Latin)
    }

    /// The end of the run of one kind that begins or goes on at a place.
    pub(super) fn run_end(&self, at: usize) -> usize {
        let kind = self.letters[at].kind;
        let length = self.letters[at..].iter().position(|other| other.kind != kind);
        length.map_or(self.letters.len(), |length| at + length)
    }

    /// The start of the run of one kind that holds a place.
    pub(super) fn run_start(&self, at: usize) -> usize {
        let kind = self.letters[at].kind;
        self.letters[..at].iter().rposition(|other| other.kind != kind).map_or(0, |before| before + 1)
    }

    /// The text between two places.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars(start, end).collect()
    }

    /// Makes a slip of the text between two places.
    pub(super) fn slip(&self, kind: SlipKind, start: usize, end: usize, right: Vec<String>) -> KanaSlip {
        let text = self.text(start, end);
        let first = self.base + self.chars(0, start).map(char::len_utf8).sum::<usize>();
        KanaSlip { kind, span: Span::new(first, first + text.len()), text: text.into(), right }
    }

    fn fill(&mut self, text: &str, base: usize) {
        self.base = base;
        self.letters.clear();
        self.letters.reserve(text.len());
        for char in text.chars() {
            self.letters.push(Letter { char, kind: kind_of(char) });
        }
    }
}

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
    let all = &letters.letters[..];
    for (at, &Letter { char, kind }) in all.iter().enumerate() {
        let next = all.get(at + 1);
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
