use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Line, LineKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Two or more blank lines in a row.
    ///
    /// ## Why
    ///
    /// The page shows one gap whatever their number is.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// Text.
    ///
    ///
    ///
    /// Text.
    /// ```
    ///
    /// ```md fixed
    /// Text.
    ///
    /// Text.
    /// ```
    ///
    /// ```md good
    /// Text.
    ///
    /// Text.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Surplus blank lines outside code are removed; the page stays the same.
    ///
    /// ## Options
    ///
    /// - `maximum`: how many blank lines may follow each other. Default: 1.
    ///
    /// ```toml options
    /// maximum = 2
    /// ```
    ///
    /// ```md good
    /// Text.
    ///
    ///
    /// Text.
    /// ```
    "markup/repeated-blank-lines" {
        aliases: ["MD012"],
        level: Hint,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many blank lines may follow each other.
    #[schemars(range(min = 0))]
    maximum: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { maximum: 1 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let open_blocks: Vec<Span> = document
        .code_blocks()
        .iter()
        .filter(|block| block.fenced && !block.closed)
        .map(|block| until_text(text, block.span))
        .collect();
    let (mut count, mut is_empty_run) = (0, false);
    let is_above = |line: &&Line| {
        line.kind == LineKind::FrontMatter
            || (document.front_matter().is_some() && document.slice(line.span).trim().is_empty())
    };
    for line in note.lines().iter().skip_while(is_above) {
        let first = text.as_bytes()[line.span.range()].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        let is_blank = first.is_none_or(|byte| !byte.is_ascii_graphic())
            && line.kind != LineKind::Code
            && document.slice(line.span).trim_start().is_empty()
            && !is_inside(&open_blocks, line.span.start());
        if !is_blank {
            count = 0;
            continue;
        }
        count += 1;
        // A line of full-width spaces is a paragraph.
        is_empty_run = document.slice(line.span).is_ascii() && (count == 1 || is_empty_run);
        if count <= options.maximum || sink.only_counts() {
            continue;
        }
        let next = document.line_index().line_start(line.number + 1);
        let finding = sink.report(line.span, format!("{count} blank lines in a row")).help("one is enough");
        if line.kind == LineKind::Text && is_empty_run {
            // The empty line behind the last line ending goes together with that ending.
            let start = if next == line.span.end() {
                ending_before(text, line.span.start())
            } else {
                line.span.start()
            };
            finding.fix("remove the blank line", vec![Edit::delete(Span::new(start, next))]);
        }
    }
}

/// Tells whether a place is inside one of the blocks, which are in order.
fn is_inside(blocks: &[Span], at: usize) -> bool {
    let next = blocks.partition_point(|block| block.end() <= at);
    blocks.get(next).is_some_and(|block| block.contains(at))
}

/// Gives a block with the blank lines behind it, which a fence that is never closed holds too.
fn until_text(text: &str, block: Span) -> Span {
    let behind = &text[block.end()..];
    // The end of the note counts as a line.
    let blank = behind.len() - behind.trim_start().len();
    Span::new(block.start(), block.end() + if blank == behind.len() { blank + 1 } else { blank })
}

/// Gives the start of the line ending that ends at `at`.
fn ending_before(text: &str, at: usize) -> usize {
    let before = &text[..at];
    before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r'])).map_or(at, str::len)
}
