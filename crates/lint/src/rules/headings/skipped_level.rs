use notesmith_diagnostic::{Edit, Severity, Span};
use notesmith_parse::Heading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// A heading more than one level below the one before it.
    ///
    /// ## Why
    ///
    /// Tables of contents and screen readers show a hole where a level is missing.
    /// A step that a note takes three times and more, and more often than the one of one level, is its style, as in the
    /// histories of many programs: such findings are hints.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # Storage
    ///
    /// ### S3
    /// ```
    ///
    /// ```md fixed
    /// # Storage
    ///
    /// ## S3
    /// ```
    ///
    /// ```md good
    /// # Storage
    ///
    /// ## S3
    ///
    /// ### Classes
    ///
    /// ## EFS
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The heading is raised to the level that is missing; that is not safe, since the headings below it keep theirs.
    ///
    /// ## Options
    ///
    /// - `front-matter-title`: whether a `title` in the front matter counts as a heading of level 1. Default: `true`.
    ///
    /// ```toml options
    /// front-matter-title = false
    /// ```
    ///
    /// ```md good
    /// ---
    /// title: Storage
    /// ---
    ///
    /// ### S3
    /// ```
    "headings/skipped-level" {
        aliases: ["MD001"],
        level: Warning,
        fix: unsafe_,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Whether a `title` in the front matter counts as a heading of level 1.
    front_matter_title: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { front_matter_title: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut previous = if options.front_matter_title && note.has_front_matter_title() { 1 } else { 6 };
    let mut steps = None;
    for heading in document.headings() {
        if heading.level > previous + 1 {
            let expected = previous + 1;
            let steps = steps.get_or_insert_with(|| Steps::of(document.headings()));
            let is_style = steps.are_style(previous, heading.level);
            let finding = sink
                .report(
                    heading.span,
                    format!("a heading of level {} follows one of level {previous}", heading.level),
                )
                .help(format!("make it level {expected}, or add the level between"))
                .at_most(if is_style { Severity::Hint } else { Severity::Error });
            if !heading.setext {
                let start = heading.span.start();
                let surplus = Span::new(start, start + usize::from(heading.level - expected));
                finding.fix(format!("make it level {expected}"), vec![Edit::delete(surplus)]);
            }
        }
        previous = heading.level;
    }
}

/// How often a heading of one level follows one of another.
struct Steps([[usize; 7]; 7]);

impl Steps {
    fn of(headings: &[Heading]) -> Self {
        let mut counts = [[0; 7]; 7];
        for pair in headings.windows(2) {
            counts[usize::from(pair[0].level)][usize::from(pair[1].level)] += 1;
        }
        Self(counts)
    }

    /// Tells whether the note takes this step as others take one of one level.
    fn are_style(&self, from: u8, to: u8) -> bool {
        self.0.get(usize::from(from)).is_some_and(|counts| {
            let count = counts[usize::from(to)];
            count >= 3 && count > counts[usize::from(from) + 1]
        })
    }
}
