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
    for entry in &note.entries().entries {
        let pieces = || entry.body.iter().map(|piece| document.slice(piece.span));
        // Answers with few bytes, or with few characters of all kinds, need no closer look.
        if pieces().map(str::len).sum::<usize>() <= options.characters
            || pieces().map(|text| text.chars().count()).sum::<usize>() <= options.characters
        {
            continue;
        }
        let length: usize = pieces().map(|text| text.chars().count() - count_white_space(text)).sum();
        if length > options.characters {
            sink.report(entry.term, format!("the answer of `{}` has {length} characters", entry.term_text))
                .help("split it into terms of their own");
        }
    }
}

/// Counts the characters of white space; those beyond ASCII are searched for by the bytes that they begin with, since
/// long answers overlap and are read often.
fn count_white_space(text: &str) -> usize {
    let bytes = text.as_bytes();
    // Sums of few bytes fit a byte, and compilers count those 16 at a time.
    let is_white = |byte: &u8| u8::from(matches!(byte, b'\t'..=b'\r' | b' '));
    let ascii: usize = bytes.chunks(255).map(|few| usize::from(few.iter().map(is_white).sum::<u8>())).sum();
    let wide = memchr::memmem::find_iter(bytes, "\u{3000}").count();
    let is_wide = |at: &usize| text[*at..].starts_with(char::is_whitespace);
    ascii + wide + memchr::memchr3_iter(0xC2, 0xE1, 0xE2, bytes).filter(is_wide).count()
}
