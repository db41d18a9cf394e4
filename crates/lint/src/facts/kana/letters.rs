//! The letters of a text with their scripts, and the slips that places among them make.

use notesmith_diagnostic::Span;

use super::kind::{Kind, kind_of};
use super::slip::{KanaSlip, SlipKind};

/// A letter of a piece.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub(super) char: char,
    pub(super) kind: Kind,
}

/// The letters of a piece.
#[derive(Default)]
pub(super) struct Letters {
    letters: Vec<Letter>,
    /// The byte of the first in the note.
    base: usize,
}

impl Letters {
    /// Every letter with its kind, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Letter> + '_ {
        self.letters.iter().copied()
    }

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

    /// Takes the letters of another text, which begins at the byte `base` of the note.
    pub(super) fn fill(&mut self, text: &str, base: usize) {
        self.base = base;
        self.letters.clear();
        self.letters.reserve(text.len());
        for char in text.chars() {
            self.letters.push(Letter { char, kind: kind_of(char) });
        }
    }
}
