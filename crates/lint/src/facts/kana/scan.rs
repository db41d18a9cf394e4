//! The pass over the letters.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use super::{doubled, look_alike, spaces};
use crate::facts::words::is_katakana;

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

/// The script of a letter, as far as slips depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Hiragana,
    Katakana,
    Kanji,
    /// Latin letters and digits.
    Latin,
    Space,
    /// Punctuation and the rest.
    Mark,
}

/// The letters of a piece with their kinds and their bytes in the note.
pub(super) struct Letters {
    pub(super) chars: Vec<char>,
    pub(super) kinds: Vec<Kind>,
    starts: Vec<u32>,
}

impl Letters {
    /// The kind at a place, `Mark` outside.
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.kinds.get(at).copied().unwrap_or(Kind::Mark)
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
        let kind = self.kinds[at];
        self.kinds[at..]
            .iter()
            .position(|other| *other != kind)
            .map_or(self.kinds.len(), |length| at + length)
    }

    /// The start of the run of one kind that holds a place.
    pub(super) fn run_start(&self, at: usize) -> usize {
        let kind = self.kinds[at];
        self.kinds[..at].iter().rposition(|other| *other != kind).map_or(0, |before| before + 1)
    }

    /// The text between two places.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    /// Makes a slip of the text between two places.
    pub(super) fn slip(&self, kind: SlipKind, start: usize, end: usize, right: Vec<String>) -> KanaSlip {
        let text = self.text(start, end);
        let first = self.starts[start] as usize;
        KanaSlip { kind, span: Span::new(first, first + text.len()), text: text.into(), right }
    }

    fn fill(&mut self, text: &str, base: usize) {
        self.chars.clear();
        self.kinds.clear();
        self.starts.clear();
        for (at, letter) in text.char_indices() {
            self.chars.push(letter);
            self.kinds.push(kind_of(letter));
            self.starts.push((base + at) as u32);
        }
    }
}

fn kind_of(letter: char) -> Kind {
    match letter {
        ' ' | '\u{3000}' => Kind::Space,
        '\u{3041}'..='\u{3096}' => Kind::Hiragana,
        letter if is_katakana(letter) => Kind::Katakana,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' => Kind::Kanji,
        letter if letter.is_ascii_alphanumeric() => Kind::Latin,
        _ => Kind::Mark,
    }
}

/// Collects the slips of a note, in order of their place.
pub(crate) fn collect(document: &Document) -> Vec<KanaSlip> {
    let mut letters = Letters { chars: Vec::new(), kinds: Vec::new(), starts: Vec::new() };
    let mut slips = Vec::new();
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            let text = document.slice(*piece);
            if text.is_ascii() {
                doubled::latin(text, piece.start(), &mut slips);
            } else {
                doubled::latin(text, piece.start(), &mut slips);
                letters.fill(text, piece.start());
                scan(&letters, &mut slips);
            }
        }
    }
    slips.sort_by_key(|slip| slip.span);
    slips
}

fn scan(letters: &Letters, slips: &mut Vec<KanaSlip>) {
    for at in 0..letters.chars.len() {
        let kind = letters.kinds[at];
        let starts_run = letters.before(at) != kind;
        match kind {
            Kind::Hiragana => {
                slips.extend(doubled::particle(letters, at));
                slips.extend(look_alike::hiragana(letters, at));
            }
            Kind::Katakana if starts_run => {
                slips.extend(doubled::katakana(letters, at));
                slips.extend(doubled::long_vowel(letters, at));
                slips.extend(look_alike::katakana(letters, at));
            }
            Kind::Kanji => {
                slips.extend(look_alike::kanji(letters, at));
                if starts_run {
                    slips.extend(doubled::kanji(letters, at));
                }
            }
            Kind::Latin if starts_run => slips.extend(spaces::stray_letter(letters, at)),
            Kind::Space => slips.extend(spaces::split_word(letters, at)),
            _ => {}
        }
    }
}
