use notesmith_diagnostic::Edit;
use notesmith_parse::ListMarker;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Bullets of different kinds in one note.
    ///
    /// ## Why
    ///
    /// `-`, `*` and `+` make the same bullet, and a change of kind starts a new list.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2
    ///
    /// * S3
    /// ```
    ///
    /// ```md fixed
    /// - EC2
    ///
    /// - S3
    /// ```
    ///
    /// ```md good
    /// - EC2
    /// - S3
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The bullet is replaced; two lists that only the kind of bullet kept apart become one, which is not safe.
    ///
    /// ## Options
    ///
    /// - `style`: `"consistent"`, `"dash"`, `"asterisk"`, `"plus"` or `"sublist"`, which wants another one at each depth.
    ///   Default: `"consistent"`, the first bullet.
    ///
    /// ```toml options
    /// style = "sublist"
    /// ```
    ///
    /// ```md good
    /// - EC2
    ///   * instances
    /// ```
    "lists/marker-style" {
        aliases: ["MD004"],
        level: Off,
        fix: unsafe_,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Which bullet is right.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// The first one of the note.
    #[default]
    Consistent,
    /// `-`
    Dash,
    /// `*`
    Asterisk,
    /// `+`
    Plus,
    /// Another one at each depth.
    Sublist,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut norm = Norm::new(match options.style {
        Style::Dash => Some('-'),
        Style::Asterisk => Some('*'),
        Style::Plus => Some('+'),
        Style::Consistent | Style::Sublist => None,
    });
    let mut by_depth: Vec<Option<char>> = Vec::new();
    for item in document.list_items() {
        let ListMarker::Bullet(bullet) = document.lists()[item.list].marker else { continue };
        let expected = if options.style == Style::Sublist {
            if by_depth.len() <= item.depth {
                by_depth.resize(item.depth + 1, None);
            }
            let outer = by_depth[item.depth - 1];
            *by_depth[item.depth].get_or_insert(if outer == Some(bullet) {
                next_style(bullet)
            } else {
                bullet
            })
        } else {
            norm.settle(bullet)
        };
        if bullet != expected {
            sink.report(item.marker, format!("the bullet `{bullet}`, not `{expected}`"))
                .help("use one kind of bullet")
                .fix(format!("write `{expected}`"), vec![Edit::replace(item.marker, expected.to_string())]);
        }
    }
}

fn next_style(bullet: char) -> char {
    match bullet {
        '-' => '+',
        '+' => '*',
        _ => '-',
    }
}
