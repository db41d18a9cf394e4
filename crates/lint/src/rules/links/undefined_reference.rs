use notesmith_diagnostic::Severity;
use notesmith_parse::{Document, ListItem, normal_label};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::references::{Undefined, meant, slips, undefined};

declare_rule! {
    /// Reference links whose label is not defined.
    ///
    /// ## Why
    ///
    /// `[text][label]` without a line `[label]: address` is shown as it is written.
    /// So is `[label]` alone; that it should be a link is seen where it nearly is a label that the note defines.
    /// Right behind a word, as in `list[0][1]`, it may be code, and the finding is a hint.
    /// So are numbers of literature (`[1][2,3]`), items of Rust in code (`` [`Vec`][] ``, which its documentation links), and
    /// the tags of commits (`- [docs][api] …`) where three items have one.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// See [the guide][guide].
    /// ```
    ///
    /// ```md bad
    /// See the [privcing].
    ///
    /// [pricing]: https://example.com/pricing
    /// ```
    ///
    /// ```md good
    /// See [the guide][guide].
    ///
    /// [guide]: https://example.com/guide
    /// ```
    ///
    /// ## Options
    ///
    /// - `ignored-labels`: labels that need no definition. Default: `["x"]`, so that `[ ][x]` is fine.
    ///
    /// ```toml options
    /// ignored-labels = ["guide"]
    /// ```
    ///
    /// ```md good
    /// See [the guide][guide].
    /// ```
    "links/undefined-reference" {
        aliases: ["MD052"],
        level: Warning,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Labels that need no definition.
    ignored_labels: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { ignored_labels: vec!["x".to_owned()] }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for (span, label) in slips(document, note.definitions()) {
        let written = normal_label(document.slice(span).trim_matches(['[', ']']));
        if !options.ignored_labels.contains(&written) {
            sink.report(span, format!("the label `{written}` is not defined"))
                .alias(None)
                .help(format!("did you mean `[{label}]`?"))
                .suggest(format!("[{label}]"));
        }
    }
    if !note.holds_pair("][") {
        return;
    }
    let mut tags = None;
    for reference in undefined(document, note.definitions()) {
        let label = normal_label(document.slice(reference.label));
        if options.ignored_labels.contains(&label) {
            continue;
        }
        let before = document.text()[..reference.span.start()].chars().next_back();
        let may_be_code = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | ')'));
        let is_other = may_be_code
            || is_no_link(document, &reference)
            || tags.get_or_insert_with(|| Tags::of(document)).hold(&reference);
        let meant = meant(&label, note.definitions());
        let help = match meant {
            Some(meant) => format!("did you mean `{}`?", meant.label),
            None => format!("add a line `[{label}]: address`, or write `[text](address)`"),
        };
        sink.report(reference.span, format!("the label `{label}` is not defined"))
            .help(help)
            .at_most(if is_other { Severity::Hint } else { Severity::Error });
    }
}

/// Tells whether two pairs of brackets are numbers of literature or an item of Rust.
fn is_no_link(document: &Document, reference: &Undefined) -> bool {
    let source = document.slice(reference.span);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | '-' | '–' | ' ');
    let label = document.slice(reference.label);
    let is_code = label.len() > 2 && label.starts_with('`') && label.ends_with('`');
    is_code || label.contains("::") || source.chars().all(is_number)
}

/// The items of a note that begin with one pair of brackets: `- [docs] …`, as the messages of commits do.
struct Tags<'d> {
    document: &'d Document,
    count: usize,
}

impl<'d> Tags<'d> {
    fn of(document: &'d Document) -> Self {
        let is_tagged = |item: &&ListItem| {
            let inner = document.text()[item.marker.end()..].strip_prefix(" [");
            inner.is_some_and(|inner| inner[tag_length(inner)..].starts_with("] "))
        };
        Self { document, count: document.list_items().iter().filter(is_tagged).take(3).count() }
    }

    /// Tells whether a reference is two tags at the beginning of an item.
    fn hold(&self, reference: &Undefined) -> bool {
        let start = reference.span.start();
        let items = self.document.list_items();
        let next = items.partition_point(|item| item.marker.end() < start);
        let begins = next > 0 && items[next - 1].marker.end() + 1 == start;
        self.count >= 3 && begins && tag_length(self.document.slice(reference.label)) == reference.label.len()
    }
}

/// Gives the length of the tag that a text starts with: a word or two of ASCII letters.
fn tag_length(text: &str) -> usize {
    /// Longer ones are no tags.
    const LONGEST: usize = 40;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' ');
    let length = text.bytes().take(LONGEST).take_while(is_part).count();
    if length > 1 && text.starts_with(|c: char| c.is_ascii_alphabetic()) { length } else { 0 }
}
