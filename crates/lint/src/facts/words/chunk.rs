//! Splits runs of visible ASCII characters into words, and masks those of identifiers, host names, options and ARNs.

use notesmith_word_table::WordHash;

use super::marks::{APOSTROPHE, AT, CAPITAL, COLON, DIGIT, HYPHEN, JOINING, Marks, WORD, mark_of};
use super::tokens::{Sink, Token};

/// A run of visible ASCII characters.
pub(super) struct Chunk<'t> {
    pub(super) text: &'t [u8],
    /// What it holds.
    marks: Marks,
}

impl<'t> Chunk<'t> {
    /// The run from a byte of a text on.
    pub(super) fn at(text: &'t [u8], start: usize) -> Self {
        let mut marks = 0;
        let mut end = start;
        while let Some(&byte) = text.get(end) {
            let mark = mark_of(byte);
            if mark == 0 {
                break;
            }
            marks |= mark;
            end += 1;
        }
        Self { text: &text[start..end], marks }
    }

    fn has(&self, marks: Marks) -> bool {
        self.marks & marks != 0
    }
}

/// The end of the ASCII letters and digits from a byte on, and their hash.
#[inline]
pub(super) fn word_end(text: &[u8], start: usize) -> (usize, WordHash) {
    let mut hash = WordHash::default();
    let mut end = start;
    while let Some(&byte) = text.get(end)
        && mark_of(byte) & WORD != 0
    {
        hash = hash.with(byte);
        end += 1;
    }
    (end, hash)
}

/// Gives the words of a run that begins at the byte `base`; all of them are masked beside a foreign letter.
pub(super) fn split(chunk: &Chunk<'_>, base: usize, is_foreign: bool, sink: &mut impl Sink) {
    if !chunk.has(WORD) {
        return;
    }
    let masked = is_foreign || is_machine_text(chunk);
    let mut at = 0;
    while let Some(&byte) = chunk.text.get(at) {
        if mark_of(byte) & WORD == 0 {
            at += 1;
            continue;
        }
        let (end, hash) = word_end(chunk.text, at);
        let suffix_end = if chunk.has(APOSTROPHE) { contraction_end(chunk.text, end) } else { end };
        let contraction = suffix_end > end && !matches!(chunk.text[end + 1..suffix_end], [b's' | b'S']);
        let word = Token { start: base + at, end: base + end, hash };
        if masked || contraction || chunk.has(JOINING) && is_part_of_identifier(chunk.text, at, end) {
            sink.masked(word);
        } else {
            sink.latin(word);
        }
        at = suffix_end;
    }
}

/// The end of an apostrophe and the letters behind it; the word's own end where there is none.
fn contraction_end(chunk: &[u8], word_end: usize) -> usize {
    if chunk.get(word_end) == Some(&b'\'') {
        let suffix = chunk[word_end + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if suffix > 0 {
            return word_end + 1 + suffix;
        }
    }
    word_end
}

/// Whether the whole run is a URL, an address, an ARN, a path of a type, an option or an assignment.
fn is_machine_text(chunk: &Chunk<'_>) -> bool {
    if !chunk.has(HYPHEN | COLON | AT) {
        return false;
    }
    let text = chunk.text;
    let opened = text.iter().position(|byte| !matches!(byte, b'(' | b'[' | b'"' | b'\'' | b'*' | b'`'));
    let inner = &text[opened.unwrap_or(0)..];
    let has_two = |mark: u8| text.windows(2).any(|pair| pair == [mark; 2]);
    let is_option = || matches!(inner, [b'-', b'-' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    let is_path =
        || has_two(b':') || inner.starts_with(b"arn:") || text.windows(3).any(|three| three == b"://");
    chunk.has(AT)
        || chunk.has(HYPHEN) && (is_option() || has_two(b'-') || is_hyphenated_identifier(chunk))
        || chunk.has(COLON) && is_path()
}

/// `ap-northeast-1`, `x86-64-v2`: hyphens, no capitals, and a digit in a part of its own.
fn is_hyphenated_identifier(chunk: &Chunk<'_>) -> bool {
    chunk.has(DIGIT) && !chunk.has(CAPITAL) && chunk.text.split(|byte| *byte == b'-').count() >= 3
}

/// Whether the marks beside a word make it part of an identifier, a path, a host or a file name.
fn is_part_of_identifier(chunk: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| chunk[at]);
    let after = chunk.get(end).copied();
    let behind = chunk.get(end + 1).copied();
    let earlier = start.checked_sub(2).map(|at| chunk[at]);
    let joins = |mark: Option<u8>| mark.is_some_and(|mark| b"_/\\$#%&~^{}<>=|".contains(&mark));
    let lower = |letter: Option<u8>| {
        letter.is_some_and(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    let dotted = after == Some(b'.') && lower(behind)
        || before == Some(b'.')
            && (chunk[start].is_ascii_lowercase()
                || earlier.is_some_and(|mark| mark.is_ascii_alphanumeric()));
    // `call()`, and `signal(7)` as manuals write it.
    let argument = behind.filter(u8::is_ascii_digit).and_then(|_| chunk.get(end + 2).copied()).or(behind);
    let called = after == Some(b'(') && argument == Some(b')');
    // `s3:GetObject`, but not `Hive:Hadoop`.
    let first_of_run = |end: usize| {
        let start = chunk[..end].iter().rposition(|letter| !letter.is_ascii_alphanumeric());
        chunk.get(start.map_or(0, |at| at + 1)).copied()
    };
    let action = before == Some(b':') && lower(first_of_run(start - 1)) && chunk[start].is_ascii_uppercase()
        || after == Some(b':')
            && lower(Some(chunk[start]))
            && behind.is_some_and(|letter| letter.is_ascii_uppercase());
    joins(before) || joins(after) || dotted || called || action
}
