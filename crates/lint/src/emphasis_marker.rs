//! The marker of emphasis and of bold text: `*` or `_`, written once or twice.

use notesmith_diagnostic::Span;
use notesmith_parse::{Document, Node, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::sink::Sink;

/// The options of the rules about markers.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Options {
    /// Which way is right.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Style {
    /// As the first one of the note.
    #[default]
    Consistent,
    /// `*`, for bold text `**`
    Asterisk,
    /// `_`, for bold text `__`
    Underscore,
}

/// Reports the nodes of a kind, called `name` in the message, whose marker is not that of the others.
pub(crate) fn check(note: &Note<'_>, kind: NodeKind, name: &str, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut norm = Norm::configured(options.style);
    let of_kind = document.nodes().iter().filter(|node| node.kind == kind);
    for node in of_kind {
        let is_underscore = document.slice(node.span).starts_with('_');
        let used = if is_underscore { Style::Underscore } else { Style::Asterisk };
        let wanted = norm.settle(used);
        if used != wanted && (wanted == Style::Asterisk || !is_inside_word(document, node)) {
            let width = if kind == NodeKind::Strong { 2 } else { 1 };
            let marker = if is_underscore { "_" } else { "*" }.repeat(width);
            let message = format!("{name} with `{marker}`, unlike the rest of the note");
            sink.report(node.span, message.clone()).help("use one marker");
            // Its other end, where that is on another line.
            let index = document.line_index();
            if index.line(node.span.start()) != index.line(node.span.end() - width) {
                let end = Span::new(node.span.end() - width, node.span.end());
                sink.report(end, message).help("use one marker");
            }
        }
    }
}

/// Tells whether a letter stands right before or behind: inside a word only asterisks work.
fn is_inside_word(document: &Document, node: &Node) -> bool {
    let before = document.text()[..node.span.start()].chars().next_back();
    let after = document.text()[node.span.end()..].chars().next();
    [before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '_')
}
