use notesmith_parse::NodeKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::norm::Norm;
use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Horizontal rules written in different ways.
    ///
    /// ## Why
    ///
    /// `---`, `***` and `___` make the same rule; one way is easier to read.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// Text.
    ///
    /// ---
    ///
    /// Text.
    ///
    /// ***
    /// ```
    ///
    /// ```md good
    /// Text.
    ///
    /// ---
    /// ```
    ///
    /// ## Options
    ///
    /// - `style`: how rules are written; empty for the way of the first one. Default: `""`.
    ///
    /// ```toml options
    /// style = "***"
    /// ```
    ///
    /// ```md bad
    /// Text.
    ///
    /// ---
    /// ```
    "markup/rule-style" {
        aliases: ["MD035"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How rules are written; empty for the way of the first one.
    #[schemars(extend("format" = "rule"))]
    style: String,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    let mut norm = Norm::configured(options.style.trim_start_matches("consistent"));
    for node in document.nodes().iter().filter(|node| node.kind == NodeKind::ThematicBreak) {
        let source = document.slice(node.span).trim();
        let wanted = norm.settle(source);
        if source != wanted {
            sink.report(node.span, format!("the rule `{source}`, not `{wanted}`"))
                .help("write all rules alike");
        }
    }
}
