use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeId, NodeKind, ProseKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// A line that looks like a heading and is none.
    ///
    /// ## Why
    ///
    /// A paragraph of nothing but bold text, `■…` or `【…】` is not in the table of contents, and no link leads to it.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// **Storage classes**
    ///
    /// Text.
    ///
    /// ■ Storage
    ///
    /// Text.
    /// ```
    ///
    /// ```md good
    /// ## Storage classes
    ///
    /// **This is a sentence.**
    ///
    /// - **Term**
    /// ```
    ///
    /// ## Options
    ///
    /// - `punctuation`: bold text that ends in one of these is no heading. Default: `".,;:!?。，；：！？"`.
    ///
    /// ```toml options
    /// punctuation = ""
    /// ```
    ///
    /// ```md bad
    /// **This is a sentence.**
    /// ```
    "headings/pseudo-heading" {
        aliases: ["MD036"],
        level: Hint,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Bold text that ends in one of these is no heading.
    punctuation: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { punctuation: ".,;:!?。，；：！？".to_owned() }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for unit in document.prose().iter().filter(|unit| unit.kind == ProseKind::Paragraph) {
        let parent = document.node(unit.node).parent;
        if document.node(parent).kind != NodeKind::Document {
            continue;
        }
        let paragraph = document.node(unit.node).span;
        if let Some(emphasis) = sole_emphasis(document, unit.node) {
            if !document.slice(emphasis).ends_with(|c| options.punctuation.contains(c)) {
                sink.report(paragraph, "emphasis in place of a heading").help("make it a heading");
            }
        } else if is_framed(document.slice(paragraph).trim_end()) {
            sink.report(paragraph, "a line that looks like a heading")
                .alias(None)
                .help("make it a heading, so that it can be found and linked");
        }
    }
}

/// Gives the text of the emphasis that is all of a paragraph.
fn sole_emphasis(document: &Document, paragraph: NodeId) -> Option<Span> {
    let mut children = document.children(paragraph).filter(|&id| {
        let node = document.node(id);
        let is_blank = node.kind == NodeKind::Text && document.slice(node.span).trim().is_empty();
        !is_blank && node.kind != NodeKind::HtmlInline
    });
    let (only, rest) = (children.next()?, children.next());
    if rest.is_some() || !matches!(document.node(only).kind, NodeKind::Emphasis | NodeKind::Strong) {
        return None;
    }
    let below = document.subtree(only);
    (below.len() == 2 && below[1].kind == NodeKind::Text).then(|| below[1].span)
}

/// Tells whether a paragraph is one line with a mark that people use for headings.
fn is_framed(text: &str) -> bool {
    const MARKS: [char; 8] = ['■', '□', '●', '◆', '◇', '▼', '▲', '★'];
    if text.contains(['\n', '\r']) || text.chars().count() > 40 || text.contains('。') {
        return false;
    }
    text.starts_with(MARKS)
        || (text.starts_with('【') && text.ends_with('】') && text.matches('】').count() == 1)
}
