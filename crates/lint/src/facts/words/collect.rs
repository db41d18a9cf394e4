//! Counts the words of one note; words that no rule can object to leave nothing but a number.

use std::hash::Hasher;

use notesmith_diagnostic::Span;
use notesmith_parse::Document;
use notesmith_word_table::WordHash;
use rustc_hash::FxHasher;

use super::file_words::{Class, FileWord, FileWords};
use super::kanji::{self, KanjiUse, kanji_key};
use super::key_index::KeyIndex;
use super::latin::LONGEST;
use super::settle::settle;
use super::tokens::{Sink, Token, split};
use super::variants::Variants;
use crate::facts::joints::{Joints, Piece};
use crate::facts::kana::runs::Letter;

/// A note has about one distinct word in so many bytes, and half as many of two kanji.
const BYTES_FOR_A_WORD: usize = 80;

/// The last byte of `・`.
const DOT: u8 = 0xBB;

/// Collects the words of a note, and where letters of two scripts meet, if `joints` is there to take it.
pub(crate) fn collect(document: &Document, variants: Variants, mut joints: Option<&mut Joints>) -> FileWords {
    let text = document.text();
    let mut counter = Counter::new(text);
    for piece in Piece::all(document) {
        let halves = Halves::of(piece, text.as_bytes());
        let joints = joints.as_deref_mut();
        let (previous, last_katakana) = (Token::none(), Token::none());
        let prose =
            &mut Prose { counter: &mut counter, joints, piece, halves, previous, last_katakana, variants };
        split(piece.text, prose);
    }
    // Words in code are names; HTML and URLs hold the same slips as text.
    for span in document.verbatim() {
        let code = document.slice(*span);
        if !code.starts_with('<') && !code.contains("://") {
            split(code, &mut Code { counter: &mut counter, base: span.start() });
        }
    }
    counter.finish(variants)
}

/// Where a piece ends and begins inside a word, of which other emphasis holds the other half: `**K**oordination`.
#[derive(Clone, Copy)]
struct Halves {
    is_first: bool,
    is_last: bool,
}

impl Halves {
    #[inline]
    fn of(piece: Piece<'_>, note: &[u8]) -> Self {
        let (before, after) = (&note[..piece.base], &note[piece.base + piece.text.len()..]);
        Self {
            is_first: before.ends_with(b"*") && letter_behind_stars(before.iter().rev()),
            is_last: after.starts_with(b"*") && letter_behind_stars(after.iter()),
        }
    }

    /// Whether the first or the last word of a piece is half a word.
    #[inline]
    fn hold(self, piece: &str, word: Token) -> bool {
        self.is_first && word.start == 0 || self.is_last && word.end == piece.len()
    }
}

/// Whether the first byte that is no star is a letter or digit.
fn letter_behind_stars<'n>(mut bytes: impl Iterator<Item = &'n u8>) -> bool {
    bytes.find(|byte| **byte != b'*').is_some_and(u8::is_ascii_alphanumeric)
}

/// The words so far.
struct Counter<'t> {
    text: &'t str,
    /// The numbers of words by their keys.
    index: KeyIndex,
    /// The numbers of words of two kanji by their keys.
    kanji_index: KeyIndex,
    found: FileWords,
    /// The hashes of the words.
    hashes: Vec<WordHash>,
    /// Each use of a word, as in [`FileWords::places`].
    places: Vec<(u32, u32)>,
}

impl<'t> Counter<'t> {
    fn new(text: &'t str) -> Self {
        let words = text.len() / BYTES_FOR_A_WORD;
        Self {
            text,
            index: KeyIndex::with_capacity(words),
            kanji_index: KeyIndex::with_capacity(words / 2),
            found: FileWords {
                words: Vec::with_capacity(words),
                kanji: Vec::with_capacity(words / 2),
                ..FileWords::default()
            },
            hashes: Vec::with_capacity(words),
            places: Vec::with_capacity(words * 4),
        }
    }

    /// Counts a use of the word with this number, at a byte of the note.
    #[inline]
    fn count(&mut self, number: usize, start: usize) {
        self.found.words[number].count += 1;
        self.places.push((number as u32, start as u32));
    }

    /// The number of a word, which is added if it is new; its class is settled when the note is read.
    #[inline]
    fn number(&mut self, class: Class, hash: WordHash, span: Span) -> usize {
        let number = self.index.number(hash.mixed());
        if number == self.found.words.len() {
            self.add(class, hash, span);
        }
        number
    }

    #[inline(never)]
    fn add(&mut self, class: Class, hash: WordHash, span: Span) {
        let key = hash.mixed();
        let text = (span.start() as u32, span.end() as u32);
        self.hashes.push(hash);
        self.found.words.push(FileWord { key, lower_key: key, count: 0, text, class, is_in_code: false });
    }

    /// Notes a word as one that code holds.
    fn code(&mut self, hash: WordHash, span: Span) {
        let number = self.number(Class::Latin, hash, span);
        self.found.words[number].is_in_code = true;
    }

    fn finish(mut self, variants: Variants) -> FileWords {
        let mut hasher = FxHasher::default();
        hasher.write(self.text.as_bytes());
        self.found.text_hash = hasher.finish();
        settle(&mut self.found, &self.hashes, &mut self.places, self.text, variants);
        self.found.words.shrink_to_fit();
        self.found.kanji.shrink_to_fit();
        self.found
    }
}

/// Counts the words of a piece of running text.
struct Prose<'c, 't> {
    counter: &'c mut Counter<'t>,
    joints: Option<&'c mut Joints>,
    piece: Piece<'t>,
    halves: Halves,
    /// The last Latin word.
    previous: Token,
    /// The last katakana word.
    last_katakana: Token,
    variants: Variants,
}

impl Prose<'_, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.piece.base + start, self.piece.base + end)
    }

    /// Looks at two words with a space or a hyphen between them.
    #[inline(never)]
    fn beside(&mut self, first: Token, second: Token) {
        let span = self.span(first.start, second.end);
        if is_repetition(self.piece.text, first, second) {
            self.counter.found.repeated.push(span);
        }
        if is_pair(self.piece.text.as_bytes(), first, second) {
            let text = &self.piece.text.as_bytes()[first.end..second.end];
            let hash = text.iter().fold(first.hash, |hash, byte| hash.with(*byte));
            let number = self.counter.number(Class::Pair, hash, span);
            self.counter.count(number, span.start());
        }
    }

    /// Looks at two katakana words with one character between them.
    #[inline(never)]
    fn dotted(&mut self, first: Token, second: Token) {
        let is_dot = |text: &str| text.starts_with('・');
        let (before, after) = (&self.piece.text[..first.start], &self.piece.text[second.end..]);
        let is_name = is_dot(&self.piece.text[first.end..]) && !before.ends_with('・') && !is_dot(after);
        if is_name && self.variants == Variants::Kept {
            let span = self.span(first.start, second.end);
            let hash = WordHash::of(&self.piece.text.as_bytes()[first.start..second.end]);
            let number = self.counter.number(Class::Variant, hash, span);
            self.counter.count(number, span.start());
        }
    }
}

impl Sink for Prose<'_, '_> {
    fn latin(&mut self, word: Token) {
        let text = self.piece.text.as_bytes();
        if self.halves.hold(self.piece.text, word) {
            return;
        }
        // Nothing is said about single letters and about numbers.
        if word.end > word.start + 1 && !text[word.start].is_ascii_digit() {
            let span = self.span(word.start, word.end);
            let number = self.counter.number(Class::Latin, word.hash, span);
            self.counter.count(number, span.start());
        }
        let first = std::mem::replace(&mut self.previous, word);
        if first.end + 1 == word.start && matches!(text[first.end], b' ' | b'-') {
            self.beside(first, word);
        }
    }

    fn masked(&mut self, word: Token) {
        let span = self.span(word.start, word.end);
        self.counter.code(word.hash, span);
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it has one caller, which is the loop over all words")]
    fn katakana(&mut self, word: Token) {
        // A single letter is no word.
        if word.end > word.start + 3 {
            let span = self.span(word.start, word.end);
            let number = self.counter.number(Class::Katakana, word.hash, span);
            self.counter.count(number, span.start());
            let last = std::mem::replace(&mut self.last_katakana, word);
            // Of what may stand between two words, few characters end with this byte.
            if last.end + '・'.len_utf8() == word.start && self.piece.text.as_bytes()[last.end + 2] == DOT {
                self.dotted(last, word);
            }
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as with katakana")]
    fn kanji(&mut self, start: usize, end: usize, after: Letter) {
        if let Some((word, follower)) = kanji::read(self.piece.text.as_bytes(), start, end, after) {
            let number = self.counter.kanji_index.number(kanji_key(word));
            let kanji = &mut self.counter.found.kanji;
            if number == kanji.len() {
                kanji.push(KanjiUse::new(word));
            }
            kanji[number].add(follower, self.piece.base + start);
        }
    }

    #[inline]
    fn meeting(&mut self, at: usize) {
        if let Some(joints) = &mut self.joints {
            joints.meet(self.piece, at);
        }
    }

    fn suspicious(&mut self, start: usize, end: usize) {
        let span = self.span(start, end);
        self.counter.found.suspicious.push(span);
    }
}

/// Notes the unknown words of code that begins at the byte `base`.
struct Code<'c, 't> {
    counter: &'c mut Counter<'t>,
    base: usize,
}

impl Sink for Code<'_, '_> {
    fn latin(&mut self, word: Token) {
        self.counter.code(word.hash, Span::new(self.base + word.start, self.base + word.end));
    }

    fn masked(&mut self, word: Token) {
        self.latin(word);
    }
}

/// Whether a word stands twice, whatever the case of the first; one character stands between.
fn is_repetition(piece: &str, first: Token, second: Token) -> bool {
    let bytes = piece.as_bytes();
    first.end - first.start == second.end - second.start
        && bytes[first.end] == b' '
        && bytes[first.start..first.end].eq_ignore_ascii_case(&bytes[second.start..second.end])
        && bytes.get(second.end) != Some(&b'-')
        && !is_machine_text(&piece[..first.start], &piece[second.end..])
}

/// Whether words stand between the columns of a listing, in quotation marks of their own, or behind an option:
/// `1 root root 0`, `"man man"`, `-t overlay overlay`.
fn is_machine_text(before: &str, after: &str) -> bool {
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let in_columns = digit(before.trim_end_matches(' ').chars().next_back())
        && digit(after.trim_start_matches(' ').chars().next());
    let quoted = before.ends_with(['"', '\'']) && after.starts_with(['"', '\'']);
    let option = before.trim_end_matches(' ').rsplit(' ').next();
    let behind_option = option.is_some_and(|option| option.len() > 1 && option.starts_with('-'));
    in_columns || quoted || behind_option
}

/// Whether two words with a space or a hyphen between them stand side by side as the words of a name do.
fn is_pair(piece: &[u8], first: Token, second: Token) -> bool {
    let capital = |word: Token| !piece[word.start].is_ascii_lowercase();
    let gap = piece[first.end];
    // `Claude-Code-Build` is one name.
    let is_longer = || {
        let before = first.start.checked_sub(1).map(|before| piece[before]);
        before == Some(b'-') || piece.get(second.end) == Some(&b'-')
    };
    (gap == b' ' && capital(second) || gap == b'-' && !is_longer())
        && capital(first)
        && second.end - first.start <= LONGEST
}
