use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::title::first_content;

declare_rule! {
    /// More than one title in a note.
    ///
    /// ## Why
    ///
    /// The title is the note's name; the parts of it are headings of the next level.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// # Storage
    ///
    /// # Queues
    /// ```
    ///
    /// ```md good
    /// # Services
    ///
    /// ## Storage
    /// ```
    ///
    /// ## Options
    ///
    /// - `title-level`: the level of a title. Default: 1.
    /// - `front-matter-title`: whether a `title` in the front matter is the title. Default: `true`.
    ///
    /// ```toml options
    /// title-level = 2
    /// front-matter-title = false
    /// ```
    ///
    /// ```md bad
    /// ---
    /// title: Services
    /// ---
    ///
    /// ## Storage
    ///
    /// ## Queues
    /// ```
    "headings/multiple-titles" {
        aliases: ["MD025"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The level of a title.
    #[schemars(range(min = 1, max = 6))]
    title_level: u8,
    /// Whether a `title` in the front matter is the title.
    front_matter_title: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { title_level: 1, front_matter_title: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut titles = document.headings().iter().filter(|heading| heading.level == options.title_level);
    let by_front_matter = options.front_matter_title && note.has_front_matter_title();
    if !by_front_matter {
        // Only what stands at the top is a title.
        let Some(first) = titles.next() else { return };
        if first_content(note) != Some(document.node(first.node).span) {
            return;
        }
    }
    for title in titles {
        sink.report(title.span, "a second title").help("lower its level; the note has a title already");
    }
}
