//! Counts the words of one note; words that no rule can object to leave nothing but a number.

use std::hash::Hasher;

use notesmith_diagnostic::Span;
use notesmith_parse::Document;
use notesmith_word_table::WordHash;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::kanji::{self, KanjiUse, KanjiWord};
use super::latin::{Judgement, LONGEST, LatinWord};
use super::table::Table;
use super::tokens::{Token, TokenKind, split};
use crate::vocabulary::{Vocabulary, katakana_hash};

/// The shortest word whose text is kept even if it is known, in bytes.
const LONG: usize = 6;

/// The words of one note.
#[derive(Debug, Default)]
pub(crate) struct FileWords {
    /// The hash of the note's text: identical notes count once.
    pub(crate) text_hash: u64,
    /// How often each word is used: its number as written, and the number of its lower-case form where that is another.
    pub(crate) used: Vec<(u32, u32)>,
    /// Latin words of six letters and more in lower case, one a line.
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
    /// Letters that may hold a slip, in order.
    pub(crate) suspicious: Vec<Span>,
}

/// The number under which a word is counted.
pub(crate) fn word_number(word: &str) -> u32 {
    number_of(katakana_hash(word).unwrap_or_else(|| WordHash::of(word.as_bytes())))
}

fn number_of(hash: WordHash) -> u32 {
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
    code: FxHashSet<&'t str>,
    kanji: FxHashMap<KanjiWord, KanjiUse>,
    repeated: Vec<Span>,
    suspicious: Vec<Span>,
}

impl<'t> Counter<'t> {
    fn piece(&mut self, piece: &'t str, base: usize) {
        let mut previous: Option<Token<'t>> = None;
        split(piece, &mut |token| {
            match token.kind {
                TokenKind::Latin => {
                    self.latin
                        .entry(token.text)
                        .or_insert_with(|| latin_slot(token.text))
                        .add(base + token.start);
                    if let Some(first) = previous.filter(|first| is_repetition(piece, first, &token)) {
                        self.repeated.push(Span::new(base + first.start, base + token.end()));
                    }
                    if let Some(first) = previous.filter(|first| is_pair(piece, first, &token)) {
                        let place = (base + first.start) as u32;
                        self.pairs.entry(&piece[first.start..token.end()]).or_default().push(place);
                    }
                }
                TokenKind::Katakana => {
                    let slot = self.katakana.entry(token.text).or_insert_with(|| katakana_slot(token.text));
                    slot.add(base + token.start);
                }
                TokenKind::Kanji => {
                    if let Some((word, used)) = kanji::read(piece, token.start, token.text, base) {
                        self.kanji.entry(word).or_default().add(&used);
                    }
                }
                TokenKind::Masked => self.code(token),
                TokenKind::Suspicious => {
                    self.suspicious.push(Span::new(base + token.start, base + token.end()));
                    return;
                }
            }
            previous = (token.kind == TokenKind::Latin).then_some(token);
        });
    }

    fn code(&mut self, token: Token<'t>) {
        if matches!(token.kind, TokenKind::Latin | TokenKind::Masked)
            && LatinWord::read(token.text).is_some_and(|word| word.judge() == Judgement::Kept)
        {
            self.code.insert(token.text);
        }
    }

    fn finish(self, text: &str) -> FileWords {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let mut words = FileWords {
            text_hash: hasher.finish(),
            pairs: in_order(self.pairs.into_iter().collect()),
            code: in_order(self.code.into_iter().map(|text| (text, Vec::new())).collect()),
            kanji: self.kanji.into_iter().collect(),
            repeated: self.repeated,
            suspicious: self.suspicious,
            ..FileWords::default()
        };
        words.latin = kept(self.latin, &mut |text, count| words.count_latin(text, count));
        words.katakana = kept(self.katakana, &mut |text, count| words.used.push((word_number(text), count)));
        words
    }
}

impl FileWords {
    fn count_latin(&mut self, text: &str, count: u32) {
        let Some(word) = LatinWord::read(text) else { return };
        self.used.push((number_of(word.written), count));
        if word.capitals != 0 {
            self.used.push((number_of(word.lower), count));
        }
        if text.len() >= LONG {
            let start = self.long.len();
            self.long.push_str(text);
            self.long[start..].make_ascii_lowercase();
            self.long.push('\n');
        }
    }
}

impl Slot {
    fn add(&mut self, place: usize) {
        match self {
            Self::Known(count) => *count += 1,
            Self::Kept(places) => places.push(place as u32),
            Self::Ignored => {}
        }
    }
}

fn latin_slot(text: &str) -> Slot {
    match LatinWord::read(text).map_or(Judgement::Ignored, |word| word.judge()) {
        Judgement::Known => Slot::Known(0),
        Judgement::Kept => Slot::Kept(Vec::new()),
        Judgement::Ignored => Slot::Ignored,
    }
}

fn katakana_slot(text: &str) -> Slot {
    // A single letter is no word.
    match katakana_hash(text).filter(|_| text.len() > 3) {
        Some(word) if Vocabulary::shared().has_katakana_hashed(word) => Slot::Known(0),
        Some(_) => Slot::Kept(Vec::new()),
        None => Slot::Ignored,
    }
}

/// The words that are kept, in order; `count` sees each word that counts, in no order.
fn kept(slots: FxHashMap<&str, Slot>, count: &mut dyn FnMut(&str, u32)) -> Table {
    let slots = slots.into_iter();
    let rows = slots.filter_map(|(text, slot)| match slot {
        Slot::Known(uses) => {
            count(text, uses);
            None
        }
        Slot::Kept(places) => {
            count(text, places.len() as u32);
            Some((text, places))
        }
        Slot::Ignored => None,
    });
    in_order(rows.collect())
}

/// Texts and their places as a table, in order of the texts.
fn in_order(mut rows: Vec<(&str, Vec<u32>)>) -> Table {
    rows.sort_unstable();
    let mut table = Table::default();
    for (text, places) in rows {
        table.push(text, &places);
    }
    table
}

/// Whether a word stands twice, whatever the case of the first.
fn is_repetition(piece: &str, first: &Token<'_>, second: &Token<'_>) -> bool {
    first.text.len() == second.text.len()
        && first.end() + 1 == second.start
        && piece.as_bytes()[first.end()] == b' '
        && first.text.eq_ignore_ascii_case(second.text)
        && piece.as_bytes().get(second.end()) != Some(&b'-')
        && !is_machine_text(&piece[..first.start], &piece[second.end()..])
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

/// Whether two words stand side by side as the words of a name do.
fn is_pair(piece: &str, first: &Token<'_>, second: &Token<'_>) -> bool {
    let capital = |token: &Token<'_>| !token.text.as_bytes()[0].is_ascii_lowercase();
    let gap = &piece[first.end()..second.start];
    (gap == " " && capital(second) || gap == "-")
        && capital(first)
        && first.text.len() + second.text.len() < LONGEST
}
