use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeId, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::title::{first_content, is_content};

declare_rule! {
    /// A note that does not begin with a title.
    ///
    /// ## Why
    ///
    /// Sites and search show the title; without one they show a file name.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Some text.
    ///
    /// # Storage
    /// ```
    ///
    /// ```md good
    /// <!-- A comment may come first. -->
    ///
    /// # Storage
    /// ```
    ///
    /// ## Options
    ///
    /// - `title-level`: the level of a title. Default: 1.
    /// - `allow-preamble`: whether text may come before the title. Default: `false`.
    /// - `front-matter-title`: whether a `title` in the front matter is the title. Default: `true`.
    ///
    /// ```toml options
    /// title-level = 2
    /// allow-preamble = true
    /// front-matter-title = false
    /// ```
    ///
    /// ```md good
    /// Some text.
    ///
    /// ## Storage
    /// ```
    "headings/missing-title" {
        aliases: ["MD041"],
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
    /// Whether text may come before the title.
    allow_preamble: bool,
    /// Whether a `title` in the front matter is the title.
    front_matter_title: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { title_level: 1, allow_preamble: false, front_matter_title: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    if options.front_matter_title && note.has_front_matter_title() {
        return;
    }
    if let Some(first) = first_content(note).filter(|_| !options.allow_preamble) {
        let is_definition = note.definitions().first().is_some_and(|definition| definition.span == first);
        if is_definition {
            return report(document, first, options, sink);
        }
    }
    let root = document.children(NodeId::ROOT);
    for id in root.filter(|&id| is_content(note, id)) {
        let block = document.node(id);
        let level = match block.kind {
            NodeKind::Heading => {
                document.headings().iter().find(|heading| heading.node == id).map(|heading| heading.level)
            }
            NodeKind::HtmlBlock => html_level(document.slice(block.span)),
            _ => None,
        };
        match level {
            Some(level) if level == options.title_level => return,
            None if options.allow_preamble => {}
            _ => return report(document, block.span, options, sink),
        }
    }
}

fn report(document: &Document, block: Span, options: &Options, sink: &mut Sink<'_>) {
    let line = document.line_index().line(block.start());
    let span = document.line_index().line_range(document.text(), line);
    sink.report(
        span.into(),
        format!("the note does not begin with a title of level {}", options.title_level),
    )
    .help("put a title in the first line");
}

/// Gives the level of `<h1>` at the start of a piece of HTML.
fn html_level(html: &str) -> Option<u8> {
    let bytes = html.trim_start().as_bytes();
    let is_heading = bytes.len() > 3
        && bytes[0] == b'<'
        && bytes[1].eq_ignore_ascii_case(&b'h')
        && matches!(bytes[3], b'>' | b' ' | b'\n' | b'\t');
    (is_heading && (b'1'..=b'6').contains(&bytes[2])).then(|| bytes[2] - b'0')
}
