use notesmith_parse::Heading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::source_lines::is_blank;

declare_rule! {
    /// Headings without blank lines around them.
    ///
    /// ## Why
    ///
    /// Some renderers do not see a heading that stands directly below text.
    ///
    /// ## Examples
    ///
    /// ```md bad=3
    /// # Storage
    /// Text.
    /// ## S3
    /// Text.
    /// ```
    ///
    /// ```md good
    /// # Storage
    ///
    /// Text.
    /// ```
    ///
    /// ## Options
    ///
    /// - `lines-above`: how many blank lines there are above; -1 for any number. Default: 1.
    /// - `lines-below`: how many blank lines there are below; -1 for any number. Default: 1.
    ///
    /// ```toml options
    /// lines-above = 2
    /// lines-below = -1
    /// ```
    ///
    /// ```md bad
    /// Text.
    ///
    /// # Storage
    /// Text.
    /// ```
    "headings/missing-blank-lines" {
        aliases: ["MD022"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many blank lines there are above; -1 for any number.
    lines_above: i32,
    /// How many blank lines there are below; -1 for any number.
    lines_below: i32,
}

impl Default for Options {
    fn default() -> Self {
        Self { lines_above: 1, lines_below: 1 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    for heading in note.document().headings() {
        let (first, last) = lines_of(note, heading);
        let above = (1..=options.lines_above).take_while(|&n| blank_or_outside(note, first, -n)).count();
        let below = (1..=options.lines_below).take_while(|&n| blank_or_outside(note, last, n)).count();
        for (count, wanted, place) in
            [(above, options.lines_above, "above"), (below, options.lines_below, "below")]
        {
            if wanted >= 0 && usize::try_from(wanted) != Ok(count) {
                let plural = if wanted == 1 { "" } else { "s" };
                sink.report(heading.span, format!("{count} blank lines {place} the heading"))
                    .help(format!("leave {wanted} blank line{plural} {place} it"));
            }
        }
    }
}

/// Gives the first and the last line of a heading.
fn lines_of(note: &Note<'_>, heading: &Heading) -> (usize, usize) {
    let index = note.document().line_index();
    let last = heading.span.end().saturating_sub(1).max(heading.span.start());
    (index.line(heading.span.start()), index.line(last))
}

fn blank_or_outside(note: &Note<'_>, line: usize, offset: i32) -> bool {
    line.checked_add_signed(offset as isize).is_none_or(|line| is_blank(note.document(), line))
}
