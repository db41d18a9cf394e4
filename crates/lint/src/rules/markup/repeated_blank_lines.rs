use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::LineKind;
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
    // A fence that is never closed holds the blank lines at the end of the note.
    let is_open = document.code_blocks().last().is_some_and(|block| block.fenced && !block.closed);
    let end = if is_open { text.trim_end().len() } else { text.len() + 1 };
    let mut count = 0;
    for line in document.lines().filter(|line| line.kind != LineKind::FrontMatter) {
        let is_blank = line.kind != LineKind::Code
            && line.span.start() < end
            && document.slice(line.span).trim().is_empty();
        count = if is_blank { count + 1 } else { 0 };
        if count <= options.maximum {
            continue;
        }
        let next = document.line_index().line_start(line.number + 1);
        let finding = sink.report(line.span, format!("{count} blank lines in a row")).help("one is enough");
        // A line of full-width spaces is a paragraph.
        if line.kind == LineKind::Text && document.slice(line.span).is_ascii() {
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

/// Gives the start of the line ending that ends at `at`.
fn ending_before(text: &str, at: usize) -> usize {
    let before = &text[..at];
    before.strip_suffix("\r\n").or_else(|| before.strip_suffix('\n')).map_or(at, str::len)
}
