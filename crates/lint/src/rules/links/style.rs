use notesmith_diagnostic::Span;
use notesmith_parse::{Document, LinkKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Links written in a way that the configuration forbids.
    ///
    /// ## Why
    ///
    /// Teams choose between addresses in the text and addresses at the end of the note.
    /// Without configuration every way is allowed.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// forbid = ["inline", "autolink"]
    /// ```
    ///
    /// ```md bad=2
    /// See [the guide](guide.md) and <https://example.com>.
    /// ```
    ///
    /// ```md good
    /// See [the guide][guide].
    ///
    /// [guide]: guide.md
    /// ```
    ///
    /// ## Options
    ///
    /// - `forbid`: any of `"autolink"`, `"inline"`, `"full"`, `"collapsed"` and `"shortcut"`. Default: `[]`.
    "links/style" {
        aliases: ["MD054"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The ways that are forbidden.
    forbid: Vec<Style>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// `<https://…>`
    Autolink,
    /// `[text](address)`
    Inline,
    /// `[text][label]`
    Full,
    /// `[label][]`
    Collapsed,
    /// `[label]`
    Shortcut,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    if options.forbid.is_empty() {
        return;
    }
    let document = note.document();
    let links = document.links().iter().map(|link| (link.kind, link.span));
    let images = document.images().iter().map(|image| (image.kind, image.span));
    for (kind, span) in links.chain(images) {
        if let Some(style) = style_of(document, kind, span).filter(|style| options.forbid.contains(style)) {
            sink.report(span, format!("a link of the style {style:?}").to_lowercase())
                .help("the configuration forbids this way of writing links");
        }
    }
}

fn style_of(document: &Document, kind: LinkKind, span: Span) -> Option<Style> {
    let source = document.slice(span);
    match kind {
        LinkKind::Angle => Some(Style::Autolink),
        LinkKind::Inline => Some(Style::Inline),
        LinkKind::Reference if source.ends_with("[]") => Some(Style::Collapsed),
        LinkKind::Reference if source.contains("][") => Some(Style::Full),
        LinkKind::Reference => Some(Style::Shortcut),
        LinkKind::Bare | LinkKind::Wiki | LinkKind::Html => None,
    }
}
