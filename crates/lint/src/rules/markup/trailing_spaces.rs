use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::{LineKind, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Spaces at the end of a line that nobody sees.
    ///
    /// ## Why
    ///
    /// They make diffs noisy, and two of them at the end of a line inside a paragraph are a line break that no reader
    /// of the source can see.
    /// Exactly two are left alone, since they may be meant as a line break.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// - EC2: a virtual server·
    /// - S3: object storage
    /// ```
    ///
    /// ```md fixed
    /// - EC2: a virtual server
    /// - S3: object storage
    /// ```
    ///
    /// ```md good
    /// A line break is meant here··
    /// and it stays.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The spaces are removed; the rendered page stays the same, since line breaks are kept.
    ///
    /// ## Options
    ///
    /// - `br-spaces`: how many spaces make a line break that is left alone; 0 or 1 allows none. Default: 2.
    /// - `strict`: whether a line break is left alone only where it has an effect. Default: `false`.
    ///
    /// ```toml options
    /// br-spaces = 0
    /// ```
    ///
    /// ```md bad
    /// A line break is meant here··
    /// but it is not allowed.
    /// ```
    ///
    /// ```toml options
    /// strict = true
    /// ```
    ///
    /// ```md bad
    /// Nothing follows, so nothing breaks.··
    /// ```
    "markup/trailing-spaces" {
        aliases: ["MD009"],
        level: Warning,
        fix: safe,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many spaces make a line break that is left alone; 0 or 1 allows none.
    br_spaces: usize,
    /// Whether a line break is left alone only where it has an effect.
    strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { br_spaces: 2, strict: false }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let document = note.document();
    for line in document.lines().filter(|line| line.kind == LineKind::Text) {
        let text = document.slice(line.span);
        let trimmed = text.trim_end_matches([' ', '\t']);
        let spaces = text.len() - trimmed.len();
        if spaces == 0 {
            continue;
        }
        let is_break = options.br_spaces >= 2 && text[trimmed.len()..] == " ".repeat(options.br_spaces);
        if is_break && !trimmed.is_empty() && (!options.strict || breaks(note, line.span)) {
            continue;
        }
        let span = Span::new(line.span.start() + trimmed.len(), line.span.end());
        let plural = if spaces == 1 { "" } else { "s" };
        // Three spaces and more break the line as well; the break stays.
        let keeps_break =
            spaces > 2 && options.br_spaces >= 2 && !trimmed.is_empty() && breaks(note, line.span);
        let kept = if keeps_break { " ".repeat(options.br_spaces) } else { String::new() };
        let finding = sink
            .report(span, format!("{spaces} space{plural} at the end of the line"))
            .help("remove the spaces, or end the line with a backslash to break it");
        // Inside a code span they are code, and below an empty item readers differ on what they keep in the item.
        let below_item = trimmed.is_empty() && follows_empty_item(document.text(), line.span.start());
        if !document.is_verbatim(span) && !below_item {
            finding.fix("remove the spaces", vec![Edit::replace(span, kept)]);
        }
    }
}

/// Tells whether the line's end is a hard line break of the rendered page.
fn breaks(note: &Note<'_>, line: Span) -> bool {
    let ending = Span::new(line.start(), line.end() + 1);
    note.document().nodes_starting_in(ending).iter().any(|node| node.kind == NodeKind::LineBreak)
}

/// Tells whether the line before a place is a list marker and nothing else.
fn follows_empty_item(text: &str, start: usize) -> bool {
    let before = text[..start].lines().next_back().unwrap_or("").trim();
    match before.strip_suffix(['.', ')']) {
        Some(number) => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
        None => matches!(before, "-" | "*" | "+"),
    }
}
