use notesmith_parse::Heading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::source_lines::{self, is_blank, is_blank_text};

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
    /// - `lines-above`: how many blank lines there are above; -1 for any number; a list holds one number for each
    ///   level. Default: 1.
    /// - `lines-below`: how many blank lines there are below; the same. Default: 1.
    /// - `include-front-matter`: whether the front matter is something above the first heading. Default: `false`.
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
    ///
    /// ```toml options
    /// include-front-matter = true
    /// ```
    ///
    /// ```md bad
    /// ---
    /// tags: storage
    /// ---
    /// # Storage
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
    /// How many blank lines there are above; -1 for any number. A list holds one for each level.
    lines_above: Lines,
    /// How many blank lines there are below; -1 for any number. A list holds one for each level.
    lines_below: Lines,
    /// Whether the front matter is something above the first heading.
    include_front_matter: bool,
}

/// A number of blank lines, for all levels or one each.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Lines {
    All(#[schemars(range(min = -1))] i32),
    ByLevel(#[schemars(inner(range(min = -1)))] Vec<i32>),
}

impl Lines {
    /// Gives the number for a level; a list that does not reach so far means 1.
    fn at(&self, level: u8) -> i32 {
        match self {
            Self::All(lines) => *lines,
            Self::ByLevel(lines) => lines.get(usize::from(level) - 1).copied().unwrap_or(1),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { lines_above: Lines::All(1), lines_below: Lines::All(1), include_front_matter: false }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    for heading in note.document().headings() {
        let (first, last) = lines_of(note, heading);
        let (wanted_above, wanted_below) =
            (options.lines_above.at(heading.level), options.lines_below.at(heading.level));
        let above = (1..=wanted_above).take_while(|&n| blank_or_outside(note, options, first, -n)).count();
        let below = (1..=wanted_below).take_while(|&n| blank_or_outside(note, options, last, n)).count();
        for (count, wanted, place) in [(above, wanted_above, "above"), (below, wanted_below, "below")] {
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

fn blank_or_outside(note: &Note<'_>, options: &Options, line: usize, offset: i32) -> bool {
    let document = note.document();
    line.checked_add_signed(offset as isize).is_none_or(|line| {
        if options.include_front_matter {
            is_blank_text(source_lines::text(document, line))
        } else {
            is_blank(document, line)
        }
    })
}
