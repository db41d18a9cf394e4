use notesmith_diagnostic::Severity;
use notesmith_parse::normal_label;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;
use crate::views::references::{meant, slips, undefined};

declare_rule! {
    /// Reference links whose label is not defined.
    ///
    /// ## Why
    ///
    /// `[text][label]` without a line `[label]: address` is shown as it is written.
    /// So is `[label]` alone; that it should be a link is seen where it nearly is a label that the note defines.
    /// Right behind a word, as in `list[0][1]`, it may be code, and the finding is a hint.
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
    for reference in undefined(document, note.definitions()) {
        let label = normal_label(document.slice(reference.label));
        if options.ignored_labels.contains(&label) {
            continue;
        }
        let before = document.text()[..reference.span.start()].chars().next_back();
        let may_be_code = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | ')'));
        let meant = meant(&label, note.definitions());
        let help = match meant {
            Some(meant) => format!("did you mean `{}`?", meant.label),
            None => format!("add a line `[{label}]: address`, or write `[text](address)`"),
        };
        sink.report(reference.span, format!("the label `{label}` is not defined"))
            .help(help)
            .at_most(if may_be_code { Severity::Hint } else { Severity::Error });
    }
}
