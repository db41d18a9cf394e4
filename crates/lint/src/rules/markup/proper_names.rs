use notesmith_diagnostic::Span;
use notesmith_parse::{Document, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Names in another spelling than configured.
    ///
    /// ## Why
    ///
    /// A team lists the names that matter to it.
    /// Without a list the rule does nothing; spelling/brand-case knows many names by itself.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// names = ["JavaScript"]
    /// ```
    ///
    /// ```md bad
    /// Use javascript.
    /// ```
    ///
    /// ```md good
    /// Use JavaScript, my_javascript and https://javascript.com.
    /// ```
    ///
    /// ## Options
    ///
    /// - `names`: the names as they are written. Default: `[]`.
    /// - `code-blocks`: whether code counts. Default: `true`.
    /// - `html-elements`: whether HTML counts. Default: `true`.
    ///
    /// ```toml options
    /// names = ["JavaScript"]
    /// code-blocks = false
    /// html-elements = false
    /// ```
    ///
    /// ```md good
    /// Use `javascript` and <b title="javascript">it</b>.
    /// ```
    "markup/proper-names" {
        aliases: ["MD044"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The names as they are written.
    names: Vec<String>,
    /// Whether code counts.
    code_blocks: bool,
    /// Whether HTML counts.
    html_elements: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { names: Vec::new(), code_blocks: true, html_elements: true }
    }
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    let mut names: Vec<&str> =
        options.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return;
    }
    // Of names that hold each other the longer one is meant.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let document = note.document();
    for place in places(document, options) {
        let text = document.slice(place);
        let lower = text.to_ascii_lowercase();
        let mut taken: Vec<Span> = Vec::new();
        for name in &names {
            for (at, _) in lower.match_indices(&name.to_ascii_lowercase()) {
                let span = Span::new(at, at + name.len());
                if !stands_alone(text, span, name) || taken.iter().any(|other| other.overlaps(span)) {
                    continue;
                }
                taken.push(span);
                let written = span.text(text);
                if !names.contains(&written) {
                    let span = Span::new(place.start() + span.start(), place.start() + span.end());
                    sink.report(span, format!("`{written}` is written `{name}`"))
                        .help(format!("write `{name}`"))
                        .suggest(*name);
                }
            }
        }
    }
}

/// Gives the spans of text in which names count.
fn places(document: &Document, options: &Options) -> Vec<Span> {
    let prose = document.prose().iter().flat_map(|unit| document.pieces(unit).iter().copied());
    let mut places: Vec<Span> = prose.collect();
    if options.code_blocks {
        let spans = document.nodes().iter().filter(|node| node.kind == NodeKind::Code);
        places.extend(spans.map(|node| node.span));
        for block in document.code_blocks() {
            // What stands on the line of a fence names the language.
            let source = document.slice(block.span);
            let first = if block.fenced { source.find('\n').unwrap_or(source.len()) } else { 0 };
            places.push(Span::new(block.span.start() + first, block.span.end()));
        }
    }
    if options.html_elements {
        places.extend(document.html().iter().map(|html| html.span));
    }
    places.sort_unstable();
    places
}

/// Tells whether a name is no part of a longer word; underscores around it do not count.
fn stands_alone(text: &str, span: Span, name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = text[..span.start()].trim_end_matches('_').chars().next_back();
    let behind = text[span.end()..].trim_start_matches('_').chars().next();
    (!name.starts_with(is_word) || !before.is_some_and(is_word))
        && (!name.ends_with(is_word) || !behind.is_some_and(is_word))
}
