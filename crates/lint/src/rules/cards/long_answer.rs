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
        // Answers with few bytes, or with few characters of all kinds, need no closer look.
        if pieces().map(str::len).sum::<usize>() <= options.characters {
            continue;
        }
        let characters: usize = pieces().map(count_characters).sum();
        if characters <= options.characters {
            continue;
        }
        let length = characters - pieces().map(count_white_space).sum::<usize>();
        if length > options.characters {
            sink.report(entry.term, format!("the answer of `{}` has {length} characters", entry.term_text))
                .help("split it into terms of their own");
        }
    }
}

/// Counts the bytes that something is true of; long answers overlap and are read often.
fn count_bytes(text: &str, is: impl Fn(u8) -> bool) -> usize {
    // Sums of few bytes fit a byte, and compilers count those 16 at a time.
    const FEW: usize = 240;
    let few = text.as_bytes().chunks(FEW);
    few.map(|few| usize::from(few.iter().map(|byte| u8::from(is(*byte))).sum::<u8>())).sum()
}

fn count_characters(text: &str) -> usize {
    count_bytes(text, |byte| !matches!(byte, 0x80..=0xBF))
}

/// Counts the characters of white space; those beyond ASCII are searched for by the bytes that they begin with.
fn count_white_space(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = count_bytes(text, |byte| matches!(byte, b'\t'..=b'\r' | b' '));
    let wide = memchr::memmem::find_iter(bytes, "\u{3000}").count();
    let is_wide = |at: &usize| text[*at..].starts_with(char::is_whitespace);
    ascii + wide + memchr::memchr3_iter(0xC2, 0xE1, 0xE2, bytes).filter(is_wide).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_white_space_are_counted() {
        for text in ["", "列 a\u{3000}b\u{2003}c\u{85}é→\u{1680}\t𠮷\r\n", "…\u{A0}「」"] {
            for text in [text.to_owned(), text.repeat(100)] {
                assert_eq!(count_characters(&text), text.chars().count(), "{text:?}");
                let white = text.chars().filter(|letter| letter.is_whitespace()).count();
                assert_eq!(count_white_space(&text), white, "{text:?}");
            }
        }
    }
}
