use notesmith_parse::Heading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Headings marked in different ways in one note.
    ///
    /// ## Why
    ///
    /// Hashes in front, hashes on both sides and underlines make the same headings; one way is enough.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// # Storage
    ///
    /// ## S3 ##
    ///
    /// EFS
    /// ---
    /// ```
    ///
    /// ```md good
    /// # Storage
    ///
    /// ## S3
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: `"consistent"`, `"atx"`, `"atx-closed"`, `"setext"`, `"setext-with-atx"` or
    ///   `"setext-with-atx-closed"`. Default: `"consistent"`, the style of the first heading.
    ///
    /// ```toml options
    /// style = "setext-with-atx"
    /// ```
    ///
    /// ```md good
    /// Storage
    /// =======
    ///
    /// ### Classes
    /// ```
    "headings/mixed-style" {
        aliases: ["MD003"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How headings are marked.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// As the first heading.
    #[default]
    Consistent,
    /// `# Text`
    Atx,
    /// `# Text #`
    #[serde(alias = "atx_closed")]
    AtxClosed,
    /// Underlined.
    Setext,
    /// Underlined at levels 1 and 2, `### Text` below.
    #[serde(alias = "setext_with_atx")]
    SetextWithAtx,
    /// Underlined at levels 1 and 2, `### Text ###` below.
    #[serde(alias = "setext_with_atx_closed")]
    SetextWithAtxClosed,
}

impl Style {
    fn of(heading: &Heading) -> Self {
        match (heading.setext, heading.closed) {
            (true, _) => Self::Setext,
            (false, true) => Self::AtxClosed,
            (false, false) => Self::Atx,
        }
    }

    /// Gives the style for headings of a level.
    fn at(self, level: u8) -> Self {
        match self {
            Self::SetextWithAtx if level > 2 => Self::Atx,
            Self::SetextWithAtxClosed if level > 2 => Self::AtxClosed,
            Self::SetextWithAtx | Self::SetextWithAtxClosed => Self::Setext,
            style => style,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Setext => "underlined",
            Self::AtxClosed => "with hashes on both sides",
            _ => "with hashes in front",
        }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let mut norm = Norm::configured(options.style);
    for heading in note.document().headings() {
        let style = Style::of(heading);
        let wanted = norm.settle(style).at(heading.level);
        if style != wanted {
            sink.report(heading.span, format!("a heading {}, not {}", style.name(), wanted.name()))
                .help("mark all headings of a note in one way");
        }
    }
}
