use notesmith_diagnostic::display_width;
use notesmith_parse::LineKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Lines that are longer than configured.
    ///
    /// ## Why
    ///
    /// Long lines are hard to read in a terminal and make diffs coarse.
    /// Widths are counted in columns: full-width characters take two.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// line-length = 20
    /// ```
    ///
    /// ```md bad
    /// This line is longer than twenty columns.
    /// ```
    ///
    /// ```md good
    /// A short line.
    /// https://example.com/a-long-address
    /// ```
    ///
    /// ## Options
    ///
    /// - `line-length`: the columns that a line may have. Default: 80.
    /// - `code-blocks`: whether code counts. Default: `true`.
    ///
    /// ```toml options
    /// line-length = 20
    /// code-blocks = false
    /// ```
    ///
    /// ````md good
    /// ```text
    /// This line is longer than twenty columns.
    /// ```
    /// ````
    "markup/line-length" {
        aliases: ["MD013"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The columns that a line may have.
    #[schemars(range(min = 1))]
    line_length: usize,
    /// Whether code counts.
    code_blocks: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { line_length: 80, code_blocks: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for line in note.lines().iter().filter(|line| options.code_blocks || line.kind != LineKind::Code) {
        let source = document.slice(line.span);
        // A line that cannot be broken is left alone, a long URL for one.
        if source.len() <= options.line_length || !source.trim().contains(char::is_whitespace) {
            continue;
        }
        let width = display_width(source);
        if width > options.line_length {
            sink.report(line.span, format!("the line is {width} columns wide, not {}", options.line_length))
                .help("break the line");
        }
    }
}
