use notesmith_parse::{Document, Heading};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::numbering::Label;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Two headings with the same text under one parent.
    ///
    /// ## Why
    ///
    /// One of the two was copied and not renamed, or the two belong together.
    /// A link reaches the first one only.
    /// Headings that are nothing but a number belong to headings/duplicate-number.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # Storage
    ///
    /// ## S3
    ///
    /// ## EFS
    ///
    /// ## S3
    /// ```
    ///
    /// ```md good
    /// # Storage
    ///
    /// ## Memo
    ///
    /// # Queues
    ///
    /// ## Memo
    /// ```
    ///
    /// ## Options
    ///
    /// - `siblings-only`: whether equal headings under different parents are fine. Default: `true`.
    ///
    /// ```toml options
    /// siblings-only = false
    /// ```
    ///
    /// ```md bad
    /// # Storage
    ///
    /// ## Memo
    ///
    /// # Queues
    ///
    /// ## Memo
    /// ```
    "headings/duplicate-text" {
        aliases: ["MD024"],
        level: Warning,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Whether equal headings under different parents are fine.
    siblings_only: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { siblings_only: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    if are_few_and_distinct(document) {
        return;
    }
    // Of each level how many parents came before; equal texts under the same one are siblings.
    let mut parents = [0_usize; 7];
    let mut first: FxHashMap<(u8, usize, &str), usize> = FxHashMap::default();
    for heading in document.headings() {
        let level = usize::from(heading.level);
        for deeper in &mut parents[level + 1..] {
            *deeper += 1;
        }
        let text = document.slice(heading.content).trim();
        let key = if options.siblings_only { (heading.level, parents[level], text) } else { (0, 0, text) };
        match first.get(&key) {
            Some(_) if Label::is_whole(text) => {}
            Some(&earlier) => {
                let earlier = document.line_index().line(earlier);
                sink.report(heading.span, format!("the heading \"{}\" comes twice", heading.text.trim()))
                    .help(format!("line {earlier} has it too; rename one, or put the sections together"));
            }
            None => {
                first.insert(key, heading.span.start());
            }
        }
    }
}

/// Tells whether the headings are so few that a look at each pair shows that no two of them are alike.
fn are_few_and_distinct(document: &Document) -> bool {
    const FEW: usize = 16;
    let headings = document.headings();
    let text = |heading: &Heading| document.slice(heading.content).trim();
    headings.len() <= FEW
        && (1..headings.len()).all(|at| {
            let own = text(&headings[at]);
            headings[..at].iter().all(|other| text(other) != own)
        })
}
