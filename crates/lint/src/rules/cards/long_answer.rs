use std::sync::LazyLock;

use memchr_n::{ByteSet, MemchrN};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// An answer too long to be recalled.
    ///
    /// ## Why
    ///
    /// Nobody recalls 600 characters; the card is failed for ever, or passed without having been known.
    /// Terms inside the answer make cards of their own.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// characters = 10
    /// ```
    ///
    /// ```md bad=1
    /// - 列: 先に入れたものを先に出す入れ物
    /// ```
    ///
    /// ```md good
    /// - 列: 先入れ先出し
    /// ```
    ///
    /// ## Options
    ///
    /// - `characters`: the length of the longest answer, white space not counted.
    ///   Default: 600.
    "cards/long-answer" {
        aliases: [],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The length of the longest answer, white space not counted.
    #[schemars(range(min = 1))]
    characters: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { characters: 600 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let found = note.entries();
    for entry in &found.entries {
        let pieces = || found.body(entry).iter().map(|piece| document.slice(piece.span));
        if !is_longer(pieces(), options.characters) || sink.only_counts() {
            continue;
        }
        let length: usize = pieces().map(count).sum();
        sink.report(entry.term, format!("the answer of `{}` has {length} characters", entry.term_text))
            .help("split it into terms of their own");
    }
}

/// Tells whether the texts have more characters together, white space not counted.
fn is_longer<'t>(texts: impl Iterator<Item = &'t str> + Clone, most: usize) -> bool {
    // Most answers have few bytes, and most of the others few characters even with white space beyond ASCII.
    texts.clone().map(str::len).sum::<usize>() > most
        && exceeds(texts.clone(), most, count_most)
        && exceeds(texts, most, count)
}

/// Tells whether something counts to more in the texts together; what is behind so many is not read, since long
/// answers overlap.
fn exceeds<'t>(texts: impl Iterator<Item = &'t str>, most: usize, count: impl Fn(&str) -> usize) -> bool {
    /// How many bytes are read at once.
    const BLOCK: usize = 2000;
    let mut left = Some(most);
    for mut rest in texts {
        while let (Some(most), false) = (left, rest.is_empty()) {
            let block;
            (block, rest) = rest.split_at(rest.floor_char_boundary(BLOCK));
            left = most.checked_sub(count(block));
        }
    }
    left.is_none()
}

/// Counts the characters but white space; what of it is beyond ASCII is searched for by the bytes that it begins with.
fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let wide = memchr::memmem::find_iter(bytes, "\u{3000}").count();
    let is_wide = |at: &usize| text[*at..].starts_with(char::is_whitespace);
    count_most(text) - wide - memchr::memchr3_iter(0xC2, 0xE1, 0xE2, bytes).filter(is_wide).count()
}

/// Counts the characters but white space of ASCII.
fn count_most(text: &str) -> usize {
    FIRST_BYTES.iter(text.as_bytes()).count()
}

/// The first bytes of characters that are no white space of ASCII.
static FIRST_BYTES: LazyLock<MemchrN> = LazyLock::new(|| {
    let mut bytes = ByteSet::full();
    bytes.remove_range(0x80..=0xBF);
    bytes.remove_range(b'\t'..=b'\r');
    bytes.remove(b' ');
    MemchrN::from_byte_set(bytes)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_but_white_space_are_counted() {
        for text in ["", "列 a\u{3000}b\u{2003}c\u{85}é→\u{1680}\t𠮷\r\n", "…\u{A0}「」"] {
            for text in [text.to_owned(), text.repeat(100)] {
                let solid = text.chars().filter(|letter| !letter.is_whitespace()).count();
                assert_eq!(count(&text), solid, "{text:?}");
                for most in solid.saturating_sub(1)..=solid + 1 {
                    let (before, behind) = text.split_at(text.floor_char_boundary(text.len() / 3));
                    let found = is_longer([before, behind].into_iter(), most);
                    assert_eq!(found, solid > most, "{most} in {text:?}");
                }
            }
        }
    }
}
