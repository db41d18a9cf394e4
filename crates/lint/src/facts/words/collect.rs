//! Counts the words of one note; words that no rule can object to leave nothing but a number.

use std::hash::Hasher;

use notesmith_diagnostic::Span;
use notesmith_parse::Document;
use notesmith_word_table::WordHash;
use rustc_hash::{FxHashMap, FxHasher};

use super::kanji::{self, KanjiUse, KanjiWord};
use super::table::Table;
use super::tokens::{Token, TokenKind, split};
use crate::spelling::lower_case_form;
use crate::vocabulary::{Vocabulary, Word};

/// The longest word that is looked at, in bytes.
const LONGEST: usize = 40;
/// The shortest word whose text is kept even if it is known, in bytes.
const LONG: usize = 6;

/// The words of one note.
#[derive(Debug, Default)]
pub(crate) struct FileWords {
    /// The hash of the note's text: identical notes count once.
    pub(crate) text_hash: u64,
    /// Known words: the hash of the written form, and of the lower-case form where that is another one.
    pub(crate) known: Vec<(u32, u32)>,
    /// Latin words of six letters and more in lower case, known or not, one a line.
    pub(crate) long: String,
    /// Latin words that are unknown or written in an unusual case.
    pub(crate) latin: Table,
    /// Katakana words that no dictionary holds.
    pub(crate) katakana: Table,
    /// Two capitalised words with a space or a hyphen between them.
    pub(crate) pairs: Table,
    /// Words of two kanji, in no order.
    pub(crate) kanji: Vec<(KanjiWord, KanjiUse)>,
    /// Unknown words in code and identifiers, without places.
    pub(crate) code: Table,
    /// Words that stand twice with a space between, both under one span.
    pub(crate) repeated: Vec<Span>,
    /// Pieces of running text whose letters may hold a slip.
    pub(crate) suspicious: Vec<Span>,
}

/// The number under which a known word is counted.
pub(crate) fn word_hash(word: &str) -> u32 {
    number(WordHash::of(word.as_bytes()))
}

/// The number of the lower-case form of a Latin word.
fn lower_case_hash(word: &str) -> WordHash {
    word.bytes().fold(WordHash::default(), |hash, byte| hash.with(byte.to_ascii_lowercase()))
}

fn number(hash: WordHash) -> u32 {
    (hash.mixed() >> 32) as u32
}

/// Collects the words of a note.
pub(crate) fn collect(document: &Document) -> FileWords {
    let mut counter = Counter::default();
    for unit in document.prose() {
        for piece in document.pieces(unit) {
            counter.piece(document.slice(*piece), piece.start());
        }
    }
    // Words in code are names; HTML and URLs hold the same slips as text.
    for code in document.verbatim().iter().map(|span| document.slice(*span)) {
        if !code.starts_with('<') && !code.contains("://") {
            split(code, &mut |token| counter.code(token));
        }
    }
    counter.finish(document.text())
}

/// What happens to a distinct word.
enum Slot {
    /// Right as it is: a count.
    Known(u32),
    /// Kept with its places.
    Kept(Vec<u32>),
    /// Neither.
    Ignored,
}

#[derive(Default)]
struct Counter<'t> {
    latin: FxHashMap<&'t str, Slot>,
    katakana: FxHashMap<&'t str, Slot>,
    pairs: FxHashMap<&'t str, Vec<u32>>,
    code: FxHashMap<&'t str, Slot>,
    kanji: FxHashMap<KanjiWord, KanjiUse>,
    repeated: Vec<Span>,
    suspicious: Vec<Span>,
}

impl<'t> Counter<'t> {
    fn piece(&mut self, piece: &'t str, base: usize) {
        let mut previous: Option<Token<'t>> = None;
        let is_suspicious = split(piece, &mut |token| {
            let place = (base + token.start) as u32;
            match token.kind {
                TokenKind::Latin => {
                    note(self.latin.entry(token.text).or_insert_with(|| latin_slot(token.text)), place);
                    if let Some(first) = previous.filter(|first| is_repetition(piece, first, &token)) {
                        self.repeated.push(Span::new(base + first.start, base + token.end()));
                    }
                    if let Some(first) = previous.filter(|first| is_pair(piece, first, &token)) {
                        let place = (base + first.start) as u32;
                        self.pairs.entry(&piece[first.start..token.end()]).or_default().push(place);
                    }
                }
                TokenKind::Katakana => {
                    note(self.katakana.entry(token.text).or_insert_with(|| katakana_slot(token.text)), place);
                }
                TokenKind::Kanji => {
                    if let Some((word, used)) = kanji::read(piece, token.start, token.text, base) {
                        self.kanji.entry(word).or_default().add(&used);
                    }
                }
                TokenKind::Masked => self.code(token),
            }
            previous = (token.kind == TokenKind::Latin).then_some(token);
        });
        if is_suspicious {
            self.suspicious.push(Span::new(base, base + piece.len()));
        }
    }

    fn code(&mut self, token: Token<'t>) {
        if matches!(token.kind, TokenKind::Latin | TokenKind::Masked) {
            self.code.entry(token.text).or_insert_with(|| latin_slot(token.text));
        }
    }

    fn finish(self, text: &str) -> FileWords {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let mut words = FileWords {
            text_hash: hasher.finish(),
            repeated: self.repeated,
            suspicious: self.suspicious,
            ..FileWords::default()
        };
        words.kanji = self.kanji.into_iter().collect();
        words.latin = settle(self.latin, |text, count| {
            let (written, lower) = (word_hash(text), number(lower_case_hash(text)));
            words.known.push((written, count));
            if lower != written {
                words.known.push((lower, count));
            }
            if text.len() >= LONG {
                let start = words.long.len();
                words.long.push_str(text);
                words.long[start..].make_ascii_lowercase();
                words.long.push('\n');
            }
        });
        words.katakana = settle(self.katakana, |text, count| words.known.push((word_hash(text), count)));
        words.code = settle(self.code, |_, _| {});
        let mut pairs: Vec<_> = self.pairs.into_iter().collect();
        pairs.sort_unstable();
        for (text, places) in pairs {
            words.pairs.push(text, &places);
        }
        words
    }
}

fn note(slot: &mut Slot, place: u32) {
    match slot {
        Slot::Known(count) => *count += 1,
        Slot::Kept(places) => places.push(place),
        Slot::Ignored => {}
    }
}

/// The words that are kept, in order; `count` sees each word that counts, in no order.
fn settle(slots: FxHashMap<&str, Slot>, mut count: impl FnMut(&str, u32)) -> Table {
    let mut rows = Vec::new();
    for (text, slot) in slots.into_iter().collect::<Vec<_>>() {
        match slot {
            Slot::Known(uses) => count(text, uses),
            Slot::Kept(places) => {
                count(text, places.len() as u32);
                rows.push((text, places));
            }
            Slot::Ignored => {}
        }
    }
    rows.sort_unstable();
    let mut kept = Table::default();
    for (text, places) in rows {
        kept.push(text, &places);
    }
    kept
}

/// Whether a word stands twice, whatever the case of the first.
fn is_repetition(piece: &str, first: &Token<'_>, second: &Token<'_>) -> bool {
    first.text.len() == second.text.len()
        && first.end() + 1 == second.start
        && piece.as_bytes()[first.end()] == b' '
        && first.text.eq_ignore_ascii_case(second.text)
        && piece.as_bytes().get(second.end()) != Some(&b'-')
}

/// Whether two words stand side by side as the words of a name do.
fn is_pair(piece: &str, first: &Token<'_>, second: &Token<'_>) -> bool {
    let capital = |token: &Token<'_>| !token.text.as_bytes()[0].is_ascii_lowercase();
    let gap = &piece[first.end()..second.start];
    (gap == " " && capital(second) || gap == "-")
        && capital(first)
        && first.text.len() + second.text.len() < LONGEST
}

fn latin_slot(text: &str) -> Slot {
    let bytes = text.as_bytes();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if letters < 2 || bytes.len() > LONGEST || !bytes[0].is_ascii_alphabetic() {
        return Slot::Ignored;
    }
    let lower = lower_case_hash(text);
    match Vocabulary::shared().word_hashed(lower) {
        Some(word) if is_usual_case(text, lower, letters, word) => {
            if is_lower_case_name(text, word) {
                Slot::Kept(Vec::new())
            } else {
                Slot::Known(0)
            }
        }
        None if letters < bytes.len() => Slot::Ignored,
        _ => Slot::Kept(Vec::new()),
    }
}

/// Whether a word in lower case has an owner who writes it otherwise.
fn is_lower_case_name(text: &str, word: Word) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_uppercase()) && lower_case_form(text, word).is_some()
}

/// Whether nothing is to be said about the letter case of a known word; `letters` of its bytes are letters.
fn is_usual_case(text: &str, lower: WordHash, letters: usize, word: Word) -> bool {
    let capitals = capitals_of(text);
    match (capitals.count_ones() as usize, capitals & 1) {
        (0, _) => true,
        // Any first letter may be a capital.
        (1, 1) => word.capitals().is_none_or(|settled| settled >> 1 == 0) && !is_joined_name(lower),
        (upper, _) if upper == letters => !may_be_acronym(text, word),
        _ => word.capitals() == Some(capitals) && !is_joined_name(lower),
    }
}

/// Which letters of a word are capitals, the lowest bit for the first.
fn capitals_of(text: &str) -> u64 {
    text.bytes().enumerate().fold(0, |bits, (at, byte)| bits | u64::from(byte.is_ascii_uppercase()) << at)
}

/// Whether a word joins a name that has a hyphen: `XRay`.
fn is_joined_name(lower: WordHash) -> bool {
    Vocabulary::shared().name_hashed(lower).is_some_and(|name| name.text().contains('-'))
}

/// Whether an English word in capitals may be a slip of an acronym: `AIM` for `AMI`.
fn may_be_acronym(text: &str, word: Word) -> bool {
    let name = word.is_abbreviation() || word.is_service() || word.is_brand() || word.is_software();
    (3..=5).contains(&text.len()) && !name
}

fn katakana_slot(text: &str) -> Slot {
    if text.len() <= 3 {
        Slot::Ignored
    } else if Vocabulary::shared().has_katakana(text) {
        Slot::Known(0)
    } else {
        Slot::Kept(Vec::new())
    }
}
