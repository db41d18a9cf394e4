//! Where a term ends and its definition begins in one line of text.
//!
//! What is code, a link, a URL or HTML is masked by the caller; brackets, resource names, times and `a::b` here.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use memchr_n::MemchrN;

use super::brackets::{Brackets, covered};
use super::phrase::is_japanese;

/// The places of a text where a separator may stand, sorted: `:`, `：`, and `・` and `…` before another one.
///
/// Most lines have none, so a whole note is searched at once.
pub(super) struct Marks {
    places: Vec<usize>,
    /// Where to go on looking.
    next: usize,
}

/// The bytes of the marks that few other characters have: the first one of `:`, `：` and `…`, and the last one of `・`.
static TELLS: LazyLock<MemchrN> = LazyLock::new(|| MemchrN::new(b":\xEF\xE2\xBB"));

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut places = Vec::with_capacity(bytes.len() / 128);
        for at in TELLS.iter(bytes) {
            match bytes[at] {
                b':' => places.push(at),
                0xBB => places
                    .extend(at.checked_sub(2).filter(|dot| bytes[*dot..].starts_with("・・".as_bytes()))),
                _ if bytes[at..].starts_with("：".as_bytes()) => places.push(at),
                _ if bytes[at..].starts_with("……".as_bytes()) => places.push(at),
                _ => {}
            }
        }
        Self { places, next: 0 }
    }

    /// Gives those from a byte on; mostly it lies behind the one before.
    pub(super) fn from(&mut self, start: usize) -> &[usize] {
        if self.next.checked_sub(1).is_some_and(|last| self.places[last] >= start) {
            self.next = self.places.partition_point(|place| *place < start);
        }
        while self.places.get(self.next).is_some_and(|place| *place < start) {
            self.next += 1;
        }
        &self.places[self.next..]
    }
}

/// Finds the separator in `line`; its range covers the mark itself, white space around it left out.
///
/// `masked` are sorted, disjoint byte ranges in which no separator is looked for.
/// The leftmost of `・・`, `……`, `：`, and `:` before white space, the end or Japanese text wins;
/// `:` before ASCII text counts only if the rest holds Japanese.
pub(super) fn find_separator(line: &str, masked: &[Range<usize>]) -> Option<Range<usize>> {
    find_separator_at(line, 0, &Marks::of(line).places, masked)
}

/// Does what [`find_separator`] does for a line that starts at the byte `base` of a text; `marks` are those of the text
/// from there on.
pub(super) fn find_separator_at(
    line: &str,
    base: usize,
    marks: &[usize],
    masked: &[Range<usize>],
) -> Option<Range<usize>> {
    let mut marks = marks.iter().map(|mark| mark - base).take_while(|mark| *mark < line.len()).peekable();
    let mut next_mark = |from: usize| {
        while marks.next_if(|mark| *mark < from).is_some() {}
        marks.peek().copied()
    };
    let mut at = next_mark(0)?;
    let mut brackets = Brackets::of(line, masked);
    let japanese = OnceCell::new();
    let last_japanese = || *japanese.get_or_init(|| last_japanese(line));
    let mut mask_cursor = 0;
    loop {
        if let Some(end) = covered(masked, &mut mask_cursor, at).or_else(|| brackets.end_around(at)) {
            at = next_mark(end)?;
            continue;
        }
        if let Some(found) = separator_at(line, at, &last_japanese) {
            return Some(found);
        }
        let rest = &line[at..];
        let colons = rest.bytes().take_while(|&byte| byte == b':').count();
        let passed = if colons > 1 { colons } else { rest.chars().next().map_or(1, char::len_utf8) };
        at = next_mark(at + passed)?;
    }
}

/// Gives where the last Japanese character of a line begins; 0 if there is none.
fn last_japanese(line: &str) -> usize {
    line.char_indices().rev().find(|&(_, letter)| is_japanese(letter)).map_or(0, |(at, _)| at)
}

/// Tells whether a separator stands at `at`.
fn separator_at(line: &str, at: usize, last_japanese: &dyn Fn() -> usize) -> Option<Range<usize>> {
    let rest = &line[at..];
    let first = rest.chars().next()?;
    let run = |mark: char| rest.chars().take_while(|&letter| letter == mark).count() * mark.len_utf8();
    match first {
        '・' | '…' if run(first) > first.len_utf8() => Some(at..at + run(first)),
        '：' => Some(at..at + first.len_utf8()).filter(|_| !between_digits(line, at, '：')),
        ':' if !rest.starts_with("::") && splits(line, at, last_japanese) => Some(at..at + 1),
        _ => None,
    }
}

/// Tells whether the single ASCII colon at `at` separates.
fn splits(line: &str, at: usize, last_japanese: &dyn Fn() -> usize) -> bool {
    let Some(next) = line[at + 1..].chars().next() else { return true };
    if next.is_ascii_digit() && opens_position(line, at) {
        return false;
    }
    if next.is_whitespace() || is_japanese(next) {
        return true;
    }
    let path = next == '/' || next == '\\';
    last_japanese() > at && !path && !between_digits(line, at, ':') && !is_qualified_name(line, at)
}

/// Tells whether the colon at `at` stands before a port or a line with the separator behind it, as in
/// `localhost:8080: x` and `file.txt:10:5: x`.
fn opens_position(line: &str, at: usize) -> bool {
    /// How far to look: hostile lines hold a colon in every other place.
    const REACH: usize = 24;
    let rest = &line.as_bytes()[at + 1..line.len().min(at + 1 + REACH)];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b':').count();
    let position = &rest[..digits];
    line[..at].ends_with(|letter: char| letter.is_ascii_alphanumeric())
        && position.first().is_some_and(u8::is_ascii_digit)
        && (position.ends_with(b":") || line[at + 1 + digits..].starts_with('：'))
        && !position.windows(2).any(|pair| pair == b"::")
}

/// Tells whether the colon at `at` joins a name, such as `arn:aws:s3`, `aws:RequestTag` or `s3:GetObject`.
fn is_qualified_name(line: &str, at: usize) -> bool {
    /// How many bytes to look back: hostile lines hold a colon in every other place.
    const REACH: usize = 64;
    let from = line.floor_char_boundary(at.saturating_sub(REACH));
    let word_before = line[from..at].rsplit(char::is_whitespace).next().unwrap_or("");
    if word_before.contains("arn:") || word_before.ends_with("arn") {
        return true;
    }
    let in_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let qualifier = word_before.rsplit(|letter| !in_name(letter)).next().unwrap_or("");
    let lower = !qualifier.is_empty() && !qualifier.contains(|letter: char| letter.is_ascii_uppercase());
    let opens_line = from == 0 && line[..at].trim_start() == qualifier;
    let name = line[at + 1..].split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or("");
    let humps = name.chars().filter(char::is_ascii_uppercase).count();
    lower
        && !name.is_empty()
        && (!opens_line || humps > 1 && name.contains(|letter: char| letter.is_ascii_lowercase()))
}

/// Tells whether a colon is part of a time or a ratio.
fn between_digits(line: &str, at: usize, colon: char) -> bool {
    line[..at].ends_with(|letter: char| letter.is_numeric())
        && line[at + colon.len_utf8()..].starts_with(|letter: char| letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The expected line marks the separator by ‖ on both sides.
    #[track_caller]
    fn check(expected: &str) {
        let line = expected.replace('‖', "");
        let marked = find_separator(&line, &[])
            .map(|found| format!("{}‖{}‖{}", &line[..found.start], &line[found.clone()], &line[found.end..]));
        assert_eq!(marked.as_deref().unwrap_or(&line), expected);
    }

    #[test]
    fn colons_separate() {
        check("キュー‖:‖ 先入れ先出しの列");
        check("キュー‖:‖");
        check("キュー‖:‖先入れ先出し");
        check("Queue‖:‖FIFO の列");
        check("キュー‖：‖先入れ先出し");
        check("Queue ‖:‖ first in, first out");
        check("版‖:‖ 1:2");
    }

    #[test]
    fn dots_separate() {
        check("キュー‖・・・‖先入れ先出し");
        check("キュー‖・・‖列: 一種");
        check("キュー‖……‖先入れ先出し");
        check("A・B の違い‖:‖ 順序");
    }

    #[test]
    fn what_only_looks_like_one_does_not() {
        check("Module::function");
        check("Module::function‖:‖ 関数の名前");
        check("10:00 に始まる");
        check("10：00 に始まる");
        check("host:8080");
        check("localhost:8080‖:‖ 開発");
        check("file.txt:10‖:‖ エラー");
        check("file.txt:10:5‖：‖エラー");
        check("A‖:‖1:2 の比");
        check("arn:aws:s3:::bucket の名前");
        check("https://example.com/ を見る");
        check("C:\\temp に置く");
        check("key:value");
        check("条件には aws:RequestTag を使う");
        check("s3:GetObject を許す");
        check("cfn-init‖:‖EC2 の設定");
        check("\"a: b\" という書式‖:‖ 説明");
    }

    #[test]
    fn brackets_hide() {
        check("書式(例: x)‖:‖ 説明");
        check("書式（例：x）‖：‖説明");
        check("書式(例: x）‖:‖ 説明");
        check("「a: b」と書く");
        check("(開いたまま‖:‖ 説明");
        check("f(g(x: 1), y: 2)‖:‖ 呼び出し");
        check("閉じる)だけ‖:‖ 説明");
        check("10:00 の回(予備: 11:00)‖:‖ 説明");
    }

    proptest! {
        #[test]
        fn marks_are_found(text in "[a:：・…ー会環→？]{0,20}") {
            let is_mark = |at: &usize| {
                let rest = &text[*at..];
                rest.starts_with([':', '：']) || rest.starts_with("・・") || rest.starts_with("……")
            };
            let expected: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(is_mark).collect();
            prop_assert_eq!(Marks::of(&text).places, expected, "{:?}", text);
        }
    }

    #[test]
    fn masks_hide() {
        let line = "`a: b` の意味: 例";
        assert_eq!(find_separator(line, &[0..6, 6..6]), Some(16..17));
    }
}
