//! Splits running text into Latin, katakana and short kanji words and says which of them are no words of the language.
//!
//! A script boundary is a word boundary: `のrunnningを` holds `runnning`.
//! Identifiers, host names, options and ARNs are masked; longer kanji words and hiragana are a tokenizer's matter.

use crate::facts::kana::{Kind, kana_or_mark, suspicion};

/// One word of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// The word as written: ASCII letters and digits, katakana, or kanji.
    pub(crate) text: &'t str,
    /// The byte in the piece where it begins.
    pub(crate) start: usize,
    /// What it is.
    pub(crate) kind: TokenKind,
}

impl Token<'_> {
    /// The byte behind the word.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// ASCII letters and digits.
    Latin,
    /// Latin letters that are part of an identifier, a name of a host, an option, a contraction or a foreign word.
    Masked,
    /// Katakana with the long-vowel mark.
    Katakana,
    /// Kanji, two or three in a row.
    Kanji,
    /// No word, but letters between two marks that may hold a slip.
    Suspicious,
}

/// Calls `found` with each word of a piece of running text, in order, and with letters that may hold a slip.
pub(crate) fn split<'t>(piece: &'t str, found: &mut impl FnMut(Token<'t>)) {
    let bytes = piece.as_bytes();
    let mut suspected = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end;
        let is_suspicious;
        if byte.is_ascii_graphic() {
            let marks;
            (end, marks) = chunk_end(bytes, at);
            split_chunk(piece, at, end, marks, found);
            is_suspicious = suspicion::in_latin(&bytes[at..end], &bytes[end..]);
        } else if byte < 0x80 {
            end = at + 1;
            is_suspicious = byte == b' ' && suspicion::in_space(&bytes[..at], &bytes[end..]);
        } else if byte == 0xE3 {
            let kind = kana_or_mark(bytes[at + 1], bytes[at + 2]);
            end = kana_end(bytes, at, kind);
            is_suspicious = match kind {
                Kind::Hiragana => suspicion::in_hiragana(&bytes[at..end]),
                Kind::Katakana => {
                    found(Token { text: &piece[at..end], start: at, kind: TokenKind::Katakana });
                    suspicion::in_katakana(&bytes[at..end], &bytes[end..])
                }
                Kind::Space => suspicion::in_space(&bytes[..at], &bytes[end..]),
                Kind::Kanji | Kind::Latin | Kind::Mark => false,
            };
        } else if is_kanji(byte) {
            end = kanji_end(bytes, at);
            if (6..=9).contains(&(end - at)) {
                found(Token { text: &piece[at..end], start: at, kind: TokenKind::Kanji });
            }
            is_suspicious = suspicion::in_kanji(&bytes[at..end], &bytes[end..]);
        } else {
            end = at + character_length(byte);
            is_suspicious = false;
        }
        // Of visible ASCII characters the last is the one under suspicion; others may be marks that ended the letters before.
        let first = if byte.is_ascii() { end - 1 } else { at };
        if is_suspicious && first >= suspected {
            let (start, end) = suspicion::surroundings(bytes, first, end);
            found(Token { text: &piece[start..end], start, kind: TokenKind::Suspicious });
            suspected = end;
        }
        at = end;
    }
}

/// Whether a byte begins a kanji between U+4000 and U+9FFF.
fn is_kanji(first: u8) -> bool {
    matches!(first, 0xE4..=0xE9)
}

fn kanji_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while bytes.get(end).is_some_and(|byte| is_kanji(*byte)) {
        end += 3;
    }
    end
}

/// The length of the character that a byte begins, in bytes.
fn character_length(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    }
}

fn run_end(bytes: &[u8], start: usize, belongs: impl Fn(&u8) -> bool) -> usize {
    bytes[start..].iter().position(|byte| !belongs(byte)).map_or(bytes.len(), |length| start + length)
}

/// The end of the letters of one kind that begin at a byte; of marks and spaces only one.
#[inline]
fn kana_end(bytes: &[u8], start: usize, kind: Kind) -> usize {
    let mut end = start + 3;
    if matches!(kind, Kind::Hiragana | Kind::Katakana) {
        while let Some(&[0xE3, second, third]) = bytes.get(end..end + 3)
            && kana_or_mark(second, third) == kind
        {
            end += 3;
        }
    }
    end
}

/// Which marks a run of visible ASCII characters holds, as bits; without some there is nothing to look for.
type Marks = u8;
/// A hyphen, a colon or `@`: the run may be an option, an address or a path.
const MACHINE: Marks = 1;
/// Any other mark: it may join words to an identifier.
const OTHER: Marks = 2;

/// The end of the visible ASCII characters from a byte on, and their marks.
fn chunk_end(bytes: &[u8], start: usize) -> (usize, Marks) {
    let mut marks = 0;
    let mut end = start;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_graphic()) {
        if !byte.is_ascii_alphanumeric() {
            marks |= if matches!(byte, b'-' | b':' | b'@') { MACHINE } else { OTHER };
        }
        end += 1;
    }
    (end, marks)
}

/// Splits a run of visible ASCII characters.
fn split_chunk<'t>(
    piece: &'t str,
    start: usize,
    end: usize,
    marks: Marks,
    found: &mut impl FnMut(Token<'t>),
) {
    let foreign = touches_foreign_letter(piece.as_bytes(), start, end);
    if marks == 0 {
        let kind = if foreign { TokenKind::Masked } else { TokenKind::Latin };
        found(Token { text: &piece[start..end], start, kind });
        return;
    }
    let bytes = piece.as_bytes();
    let chunk = &bytes[start..end];
    let masked = foreign || marks & MACHINE != 0 && is_machine_text(chunk);
    let mut at = start;
    while at < end {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let word_end = start + run_end(chunk, at - start, u8::is_ascii_alphanumeric);
        let suffix_end = contraction_end(bytes, word_end, end);
        let contraction = suffix_end > word_end && !matches!(bytes[word_end + 1..suffix_end], [b's' | b'S']);
        let hidden = masked || contraction || is_part_of_identifier(chunk, at - start, word_end - start);
        let kind = if hidden { TokenKind::Masked } else { TokenKind::Latin };
        found(Token { text: &piece[at..word_end], start: at, kind });
        at = suffix_end;
    }
}

/// The end of an apostrophe and the letters behind it; the word's own end where there is none.
fn contraction_end(bytes: &[u8], word_end: usize, end: usize) -> usize {
    if word_end < end && bytes[word_end] == b'\'' {
        let suffix = run_end(&bytes[..end], word_end + 1, u8::is_ascii_alphabetic);
        if suffix > word_end + 1 {
            return suffix;
        }
    }
    word_end
}

/// Whether the whole run is a URL, an address, an ARN, a path of a type, an option or an assignment.
fn is_machine_text(chunk: &[u8]) -> bool {
    let opened = chunk.iter().position(|byte| !matches!(byte, b'(' | b'[' | b'"' | b'\'' | b'*' | b'`'));
    let inner = &chunk[opened.unwrap_or(0)..];
    let option = matches!(inner, [b'-', b'-' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    let option_in_run = chunk.windows(2).any(|pair| pair == b"--");
    let address = chunk.contains(&b'@') || chunk.windows(3).any(|three| three == b"://");
    let path = chunk.windows(2).any(|pair| pair == b"::") || inner.starts_with(b"arn:");
    let region = is_hyphenated_identifier(inner);
    option || option_in_run || address || path || region
}

/// `ap-northeast-1`, `x86-64-v2`: hyphens, no capitals, and a digit in a part of its own.
fn is_hyphenated_identifier(chunk: &[u8]) -> bool {
    chunk.contains(&b'-')
        && chunk.iter().any(u8::is_ascii_digit)
        && !chunk.iter().any(u8::is_ascii_uppercase)
        && chunk.split(|byte| *byte == b'-').count() >= 3
}

/// Whether a letter outside ASCII (é, ü, full-width Ａ) stands next to the run, which is then part of its word.
fn touches_foreign_letter(bytes: &[u8], start: usize, end: usize) -> bool {
    // Latin and Greek and Cyrillic letters take two bytes, the full-width ones begin with EF.
    let before = match bytes[..start] {
        [.., 0xEF, b, c] => is_foreign(&[0xEF, b, c]),
        [.., a @ 0xC3..=0xD4, b] => is_foreign(&[a, b]),
        _ => false,
    };
    before
        || match bytes[end..] {
            [0xEF, b, c, ..] => is_foreign(&[0xEF, b, c]),
            [a @ 0xC3..=0xD4, b, ..] => is_foreign(&[a, b]),
            _ => false,
        }
}

fn is_foreign(character: &[u8]) -> bool {
    let letter = std::str::from_utf8(character).ok().and_then(|text| text.chars().next());
    letter.is_some_and(
        |letter| matches!(letter, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{FF10}'..='\u{FF5A}'),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(piece: &str, expected: &[&str]) {
        let mut found = Vec::new();
        split(piece, &mut |token| {
            assert_eq!(&piece[token.start..token.end()], token.text);
            if matches!(token.kind, TokenKind::Latin | TokenKind::Katakana) {
                found.push(token.text);
            }
        });
        assert_eq!(found, expected, "words of {piece:?}");
    }

    #[test]
    fn a_script_boundary_is_a_word_boundary() {
        check("状態のrunnningを見る", &["runnning"]);
        check("AWS Lambda 関数とサーバーをEC2で", &["AWS", "Lambda", "サーバー", "EC2"]);
        check("オン・プレミス", &["オン", "プレミス"]);
        check("", &[]);
    }

    #[test]
    fn identifiers_are_no_words() {
        check("a foo_bar and x/y/z", &["a", "and"]);
        check("see example.com or file.txt. Then more", &["see", "or", "Then", "more"]);
        check("run --all-files with -v now", &["run", "with", "now"]);
        check("AWS::SSM::Association is a type", &["is", "a", "type"]);
        check("arn:aws:s3 and ap-northeast-1", &["and"]);
        check("mail me@host now", &["mail", "now"]);
        check("s3:GetObject but Hive:Hadoop", &["but", "Hive", "Hadoop"]);
        check("&nbsp;b $HOME {name} call()", &["b"]);
    }

    #[test]
    fn contractions_and_foreign_words_are_left_out() {
        check("don't use Amazon's café über naïve", &["use", "Amazon"]);
        check("日本語ＡＰＩtext", &[]);
    }

    #[test]
    fn punctuation_ends_a_word() {
        check("(Lambda), \"S3\"; EC2. End", &["Lambda", "S3", "EC2", "End"]);
        check("Cross-Region read-only", &["Cross", "Region", "read", "only"]);
    }
}
