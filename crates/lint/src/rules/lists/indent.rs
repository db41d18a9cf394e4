use notesmith_parse::{Document, ListMarker, NodeId, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Nested bullets that are not indented by a fixed number of spaces.
    ///
    /// ## Why
    ///
    /// Some renderers want a certain indentation for nested lists.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2
    ///    - instances
    /// ```
    ///
    /// ```md good
    /// - EC2
    ///   - instances
    /// ```
    ///
    /// ## Options
    ///
    /// - `indent`: the spaces of one level. Default: 2.
    /// - `start-indented`: whether the first level is indented, too. Default: `false`.
    /// - `start-indent`: the spaces of the first level then. Default: 2.
    ///
    /// ```toml options
    /// indent = 4
    /// start-indented = true
    /// start-indent = 2
    /// ```
    ///
    /// ```md bad
    /// - EC2
    /// ```
    "lists/indent" {
        aliases: ["MD007"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The spaces of one level.
    #[schemars(range(min = 0))]
    indent: usize,
    /// Whether the first level is indented, too.
    start_indented: bool,
    /// The spaces of the first level then.
    start_indent: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { indent: 2, start_indented: false, start_indent: 2 }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let lists = Nesting::collect(document);
    for item in document.list_items() {
        let Some(nesting) = lists.by_list[item.list] else { continue };
        let base = if options.start_indented { options.start_indent } else { 0 };
        let expected = base + nesting.depth * options.indent + if nesting.in_footnote { 4 } else { 0 };
        let indent = item.indent;
        let actual =
            indent - if nesting.in_quote { quote_prefix(document, item.marker.start(), indent) } else { 0 };
        if actual != expected {
            sink.report(item.marker, format!("indented by {actual}, not {expected}"))
                .help("indent nested items by a fixed number of spaces");
        }
    }
}

/// Where a list of bullets stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How many lists of bullets it is in.
    depth: usize,
    in_quote: bool,
    in_footnote: bool,
}

/// The places of all lists; `None` for numbered ones and what is inside them.
struct Nesting {
    by_list: Vec<Option<Place>>,
}

impl Nesting {
    fn collect(document: &Document) -> Self {
        let mut by_node: rustc_hash::FxHashMap<NodeId, Option<Place>> = rustc_hash::FxHashMap::default();
        let mut by_list = Vec::with_capacity(document.lists().len());
        for list in document.lists() {
            let mut place = Some(Place::default());
            for parent in document.ancestors(list.node) {
                match document.node(parent).kind {
                    NodeKind::List => {
                        let outer = by_node.get(&parent).copied().flatten();
                        place = outer.map(|outer| Place {
                            depth: if place.is_some_and(|place| place.in_quote) {
                                0
                            } else {
                                outer.depth + 1
                            },
                            in_quote: outer.in_quote || place.is_some_and(|place| place.in_quote),
                            in_footnote: outer.in_footnote,
                        });
                        break;
                    }
                    NodeKind::BlockQuote => place = place.map(|place| Place { in_quote: true, ..place }),
                    NodeKind::FootnoteDefinition => {
                        place = place.map(|place| Place { in_footnote: true, ..place });
                    }
                    _ => {}
                }
            }
            let place = place.filter(|_| matches!(list.marker, ListMarker::Bullet(_)));
            by_node.insert(list.node, place);
            by_list.push(place);
        }
        Self { by_list }
    }
}

/// Gives the length of the quote markers before an item.
fn quote_prefix(document: &Document, marker: usize, indent: usize) -> usize {
    let before = &document.text()[marker - indent..marker];
    before.rfind('>').map_or(0, |at| at + 1 + usize::from(before[at + 1..].starts_with(' ')))
}
