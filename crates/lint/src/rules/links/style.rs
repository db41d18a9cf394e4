use notesmith_diagnostic::Span;
use notesmith_parse::LinkKind;
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
    /// inline = false
    /// autolink = false
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
    /// - `autolink`: whether `<https://…>` is allowed. Default: `true`.
    /// - `inline`: whether `[text](address)` is. Default: `true`.
    /// - `full`: whether `[text][label]` is. Default: `true`.
    /// - `collapsed`: whether `[label][]` is. Default: `true`.
    /// - `shortcut`: whether `[label]` is. Default: `true`.
    /// - `url-inline`: whether `[https://…](https://…)` is, where `<https://…>` would do. Default: `true`.
    ///
    /// ```toml options
    /// full = false
    /// collapsed = false
    /// shortcut = false
    /// url-inline = false
    /// ```
    ///
    /// ```md bad=4
    /// See [the guide][guide], [guide][], [guide] and [https://example.com](https://example.com).
    ///
    /// [guide]: guide.md
    /// ```
    "links/style" {
        aliases: ["MD054"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "markdownlint's options, which users bring along")]
struct Options {
    /// Whether `<https://…>` is allowed.
    autolink: bool,
    /// Whether `[text](address)` is.
    inline: bool,
    /// Whether `[text][label]` is.
    full: bool,
    /// Whether `[label][]` is.
    collapsed: bool,
    /// Whether `[label]` is.
    shortcut: bool,
    /// Whether `[https://…](https://…)` is, where `<https://…>` would do.
    url_inline: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { autolink: true, inline: true, full: true, collapsed: true, shortcut: true, url_inline: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for link in document.links() {
        let source = document.slice(link.span);
        let is_own_text = link.destination_span.is_some_and(|address| {
            link.content.len() == address.len() && document.slice(link.content) == document.slice(address)
        });
        // With a title there is more between the brackets.
        let is_url = is_own_text
            && source.len() == 2 * link.content.len() + "[]()".len()
            && (link.destination.contains("://") || link.destination.starts_with("mailto:"));
        let forbidden = forbidden(link.kind, source, options);
        let is_doubled = !options.url_inline && options.autolink && link.kind == LinkKind::Inline && is_url;
        report(link.span, forbidden.or(is_doubled.then_some("a link whose text is its address")), sink);
    }
    for image in document.images() {
        report(image.span, forbidden(image.kind, document.slice(image.span), options), sink);
    }
}

fn report(span: Span, what: Option<&str>, sink: &mut Sink<'_>) {
    if let Some(what) = what {
        sink.report(span, what).help("the configuration forbids this way of writing links");
    }
}

/// Names the way of writing, if it is forbidden.
fn forbidden(kind: LinkKind, source: &str, options: &Options) -> Option<&'static str> {
    let (allowed, what) = match kind {
        LinkKind::Angle => (options.autolink, "a URL in angle brackets"),
        LinkKind::Inline => (options.inline || source.ends_with("()"), "a link with its address"),
        LinkKind::Reference if source.ends_with("[]") => (options.collapsed, "a link by its text and `[]`"),
        LinkKind::Reference if source.contains("][") => (options.full, "a link by a label"),
        LinkKind::Reference => (options.shortcut, "a link by its text alone"),
        LinkKind::Bare | LinkKind::Wiki | LinkKind::Html => return None,
    };
    (!allowed).then_some(what)
}
