use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{Definition, Document, NodeId, NodeKind, normal_label};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::references::{meant, slips, undefined, used_labels};

declare_rule! {
    /// Definitions of links that nothing uses.
    ///
    /// ## Why
    ///
    /// They are left over from links that were removed, or their label is misspelt where it is used.
    /// A label that is defined twice has only its first definition.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// See [the guide][guide].
    ///
    /// [guide]: https://example.com/guide
    /// [pricing]: https://example.com/pricing
    /// ```
    ///
    /// ```md fixed
    /// See [the guide][guide].
    ///
    /// [guide]: https://example.com/guide
    /// ```
    ///
    /// ```md good
    /// See [the guide].
    ///
    /// [the guide]: https://example.com/guide
    /// [//]: # (A comment)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The definition is removed; it is not shown, so the page stays the same.
    ///
    /// ## Options
    ///
    /// - `ignored-definitions`: labels that nothing needs to use. Default: `["//"]`.
    ///
    /// ```toml options
    /// ignored-definitions = ["pricing"]
    /// ```
    ///
    /// ```md good
    /// [pricing]: https://example.com/pricing
    /// ```
    "links/unused-definition" {
        aliases: ["MD053"],
        level: Hint,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Labels that nothing needs to use.
    ignored_definitions: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { ignored_definitions: vec!["//".to_owned()] }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let definitions = note.definitions();
    if definitions.is_empty() {
        return;
    }
    let document = note.document();
    let used = used_labels(document);
    let blocks: Vec<_> = document.children(NodeId::ROOT).map(|id| document.node(id)).collect();
    let mut seen = FxHashSet::default();
    let mut near: Option<FxHashSet<String>> = None;
    for definition in definitions {
        if options.ignored_definitions.contains(&definition.label) {
            continue;
        }
        let label = definition.label.as_str();
        let message = if !seen.insert(label) {
            format!("the label `{label}` is defined twice")
        } else if used.contains(label) {
            continue;
        } else {
            format!("nothing uses the label `{label}`")
        };
        let finding = sink.report(definition.span, message).help("remove it, or correct the label");
        // Between two lists, or two blocks of indented code, it keeps them apart.
        let above = blocks.partition_point(|block| block.span.start() < definition.span.start());
        // A link with a slip in its label may need it.
        let is_meant = near.get_or_insert_with(|| nearly_used(document, definitions)).contains(label);
        let separates = above > 0 && matches!(blocks[above - 1].kind, NodeKind::List | NodeKind::CodeBlock);
        if let Some(lines) = whole_lines(document, definition.span).filter(|_| !separates && !is_meant) {
            finding.fix("remove the definition", vec![Edit::delete(lines)]);
        }
    }
}

/// Gives the labels of which an undefined one is a slip.
fn nearly_used(document: &Document, definitions: &[Definition]) -> FxHashSet<String> {
    let references = undefined(document, definitions);
    let labels = references.iter().map(|reference| normal_label(document.slice(reference.label)));
    let full =
        labels.filter_map(|label| meant(&label, definitions)).map(|definition| definition.label.clone());
    let slips = slips(document, definitions).into_iter().map(|(_, label)| label.to_owned());
    slips.chain(full).collect()
}

/// Gives the lines of a definition with their ending, if nothing else stands on them, indentation included: inside a
/// list the blank lines around it have a meaning.
fn whole_lines(document: &Document, span: Span) -> Option<Span> {
    let index = document.line_index();
    let first = index.line_start(index.line(span.start()));
    let end = index.line_start(index.line(span.end().saturating_sub(1)) + 1);
    let text = document.text();
    let is_alone = first == span.start() && text[span.end()..end].trim().is_empty();
    is_alone.then(|| Span::new(first, end))
}
