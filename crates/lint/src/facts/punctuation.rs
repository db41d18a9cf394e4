//! The commas and periods of a note's Japanese text: how many are Japanese, and which are written in other signs.

use notesmith_diagnostic::Span;
use notesmith_parse::Document;

use crate::corpus::Corpus;
use crate::note::Note;
use crate::views::prose_places::pieces_with;
use crate::views::sentences::has_hiragana;
use crate::wording::{is_hiragana, is_kanji, is_katakana};

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Comma,
    Period,
}

/// How commas and periods are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StopStyle {
    /// `、` and `。`.
    Japanese,
    /// `，` and `．`.
    FullWidth,
    /// `,` and `.`, with the space behind them.
    Ascii,
}

/// A comma or a period in Japanese text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) stop: Stop,
    pub(crate) style: StopStyle,
}

/// The commas and periods of a note.
#[derive(Debug, Default)]
pub(crate) struct Punctuation {
    /// How many `、` and `。` there are.
    japanese: [u32; 2],
    /// The others in Japanese text, in order; with some `，` or `．` among them all `、` and `。`, too.
    pub(crate) marks: Box<[Mark]>,
}

/// Collects the commas and periods of a note.
pub(crate) fn collect(note: &Note<'_>) -> Punctuation {
    let document = note.document();
    let text = document.text().as_bytes();
    let scan = note.scan();
    let commas = scan.stops.iter().filter(|stop| text[**stop + 2] == 0x81).count();
    let mut found = Punctuation {
        japanese: [commas as u32, (scan.stops.len() - commas) as u32],
        ..Punctuation::default()
    };
    let is_wide = |at: &&usize| matches!(text[**at..], [0xEF, 0xBC, 0x8C | 0x8E, ..]);
    let wide: Vec<usize> = scan.odd.iter().filter(is_wide).copied().collect();
    if wide.is_empty() && scan.ascii_stops.is_empty() {
        return found;
    }
    let mut marks = Vec::new();
    read(document, &scan.ascii_stops, ascii, &mut marks);
    let before = marks.len();
    read(document, &wide, full_width, &mut marks);
    if marks.len() > before {
        read(document, &scan.stops, japanese, &mut marks);
    }
    marks.sort_unstable_by_key(|mark| mark.span);
    found.marks = marks.into();
    found
}

/// The length of a sign in bytes, and what it is.
type Sign = (usize, Stop, StopStyle);

/// Reads the signs at places in Japanese text.
fn read(document: &Document, places: &[usize], sign: fn(&str, usize) -> Option<Sign>, marks: &mut Vec<Mark>) {
    for found in pieces_with(document, places) {
        let text = document.slice(found.piece);
        if !is_in_japanese(text) {
            continue;
        }
        for &place in found.places {
            let Some((length, stop, style)) = sign(text, place - found.piece.start()) else { continue };
            if is_behind_url(document.text(), place) {
                continue;
            }
            marks.push(Mark { span: Span::new(place, place + length), stop, style });
        }
    }
}

/// Tells whether a text is Japanese: Chinese has hiragana only in what it quotes.
fn is_in_japanese(text: &str) -> bool {
    /// As many kanji and no hiragana make a Chinese sentence, not a label in front of a quotation.
    const CHINESE: usize = 4;
    if !has_hiragana(text) {
        return false;
    }
    let (mut end, mut kanji) = (None, 0);
    for letter in text.chars() {
        match end {
            Some(_) if end == Some(letter) => end = None,
            Some(_) => {}
            None if is_hiragana(letter) => return true,
            None => {
                end = QUOTES.iter().find(|quote| quote.0 == letter).map(|quote| quote.1);
                kanji += usize::from(is_kanji(letter));
            }
        }
    }
    kanji < CHINESE
}

/// What quotations begin and end with.
const QUOTES: [(char, char); 6] =
    [('"', '"'), ('“', '”'), ('「', '」'), ('『', '』'), ('（', '）'), ('(', ')')];

/// Tells whether a URL may stand before a place in its line: what follows a bare one may be part of it.
pub(crate) fn is_behind_url(text: &str, place: usize) -> bool {
    /// Longer ones are rare.
    const REACH: usize = 300;
    let before = &text[text.ceil_char_boundary(place.saturating_sub(REACH))..place];
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.contains("://") || line.contains("www.") || line.contains('@')
}

fn japanese(text: &str, at: usize) -> Option<Sign> {
    let stop = if text[at..].starts_with('、') { Stop::Comma } else { Stop::Period };
    // `一、` may be a number.
    let is_behind_text = text[..at].chars().rev().nth(1).is_some();
    is_behind_text.then_some(("、".len(), stop, StopStyle::Japanese))
}

/// Reads `，` or `．`; in a number, behind one or in a name it is none.
fn full_width(text: &str, at: usize) -> Option<Sign> {
    let (before, rest) = text.split_at(at);
    let stop = if rest.starts_with('，') { Stop::Comma } else { Stop::Period };
    let length = "，".len();
    let is_stop =
        before.chars().next_back().is_some_and(|letter| is_japanese(letter) || "）」』".contains(letter))
            && !rest[length..].starts_with(|letter: char| letter.is_numeric() || "，．、。".contains(letter));
    (is_stop && before.chars().nth(1).is_some()).then_some((length, stop, StopStyle::FullWidth))
}

/// Reads `,` or `.` behind a Japanese letter, with the space behind it.
fn ascii(text: &str, at: usize) -> Option<Sign> {
    let (before, rest) = text.split_at(at);
    let line = before.rsplit('\n').next().unwrap_or(before);
    let last = line.chars().next_back().filter(|letter| is_japanese(*letter))?;
    // English that names something in Japanese; names have capitals.
    let is_english = |word: &&str| word.len() > 1 && word.as_bytes()[0].is_ascii_lowercase();
    if text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(is_english).nth(1).is_some() {
        return None;
    }
    let behind = rest[1..].trim_start_matches(' ');
    let spaces = rest.len() - 1 - behind.len();
    let next = behind.chars().next();
    // `例.` and `ア.` are labels.
    let is_label = line.trim_start().chars().nth(3).is_none();
    if rest.starts_with('.') {
        let ends = next.is_none() || spaces == 1 && next.is_some_and(is_japanese) && is_hiragana(last);
        return (ends && !is_label && line.contains(is_hiragana)).then_some((
            1 + spaces,
            Stop::Period,
            StopStyle::Ascii,
        ));
    }
    // Lists with Latin words keep their commas.
    let is_behind_latin = |comma: (usize, &str)| text[..comma.0].ends_with(|letter: char| letter.is_ascii());
    let goes_on = next.is_some_and(|next| is_japanese(next) || spaces > 0 && next.is_ascii_alphanumeric());
    let is_list = text.match_indices(',').any(is_behind_latin);
    (goes_on && spaces < 2 && !is_list && !is_label).then_some((1 + spaces, Stop::Comma, StopStyle::Ascii))
}

fn is_japanese(letter: char) -> bool {
    is_hiragana(letter) || is_kanji(letter) || is_katakana(letter)
}

/// Counts the Japanese, full-width and ASCII signs for a stop in all notes.
pub(crate) fn count(corpus: &Corpus, stop: Stop) -> [usize; 3] {
    let mut counts = [0; 3];
    for file in corpus.files() {
        counts[0] += file.punctuation.japanese[stop as usize] as usize;
        for mark in file.punctuation.marks.iter().filter(|mark| mark.stop == stop) {
            match mark.style {
                StopStyle::Japanese => {}
                StopStyle::FullWidth => counts[1] += 1,
                StopStyle::Ascii => counts[2] += 1,
            }
        }
    }
    counts
}
