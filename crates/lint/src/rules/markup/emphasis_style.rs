use notesmith_parse::NodeKind;

use crate::emphasis_marker::{self, Options};
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Both markers of emphasis in one note.
    ///
    /// ## Why
    ///
    /// `*` and `_` mean the same; one way is easier to read.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Some *text* and _text_.
    /// ```
    ///
    /// ```md good
    /// Some *text* and *text*.
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"consistent"`, `"asterisk"` or `"underscore"`. Default: `"consistent"`, the first one.
    ///
    /// ```toml options
    /// style = "underscore"
    /// ```
    ///
    /// ```md bad
    /// Some *text*.
    /// ```
    "markup/emphasis-style" {
        aliases: ["MD049"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    emphasis_marker::check(note, NodeKind::Emphasis, "emphasis", options, sink);
}
