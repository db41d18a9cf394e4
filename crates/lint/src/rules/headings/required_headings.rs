use notesmith_diagnostic::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::note::Note;
use crate::rule::declare_rule;
use crate::sink::Sink;

declare_rule! {
    /// Headings that differ from the ones that every note must have.
    ///
    /// ## Why
    ///
    /// Where notes follow a template, a missing or misspelt heading breaks it.
    /// Without a list the rule does nothing.
    ///
    /// ## Examples
    ///
    /// ```toml options
    /// headings = ["# *", "## Summary", "*"]
    /// match-case = true
    /// ```
    ///
    /// ```md bad
    /// # Storage
    ///
    /// ## summary
    /// ```
    ///
    /// ```md good
    /// # Storage
    ///
    /// ## Summary
    ///
    /// ## Anything
    /// ```
    ///
    /// ## Options
    ///
    /// - `headings`: the headings in order; `*` is any number of headings, `+` at least one, `?` exactly one, and
    ///   `# *` any heading of level 1. Default: `[]`.
    /// - `match-case`: whether the letter case counts. Default: `false`.
    "headings/required-headings" {
        aliases: ["MD043"],
        level: Off,
        fix: none,
        options: Options,
        check: file(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The headings in order.
    headings: Vec<String>,
    /// Whether the letter case counts.
    match_case: bool,
}

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    if options.headings.is_empty() {
        return;
    }
    let document = note.document();
    let mut wanted = options.headings.iter().map(String::as_str).peekable();
    let mut is_open = false;
    for heading in document.headings() {
        let here = format!("{} {}", "#".repeat(usize::from(heading.level)), heading.text.trim());
        loop {
            match wanted.peek().copied() {
                Some("*") => {
                    is_open = true;
                    wanted.next();
                }
                Some("+") => {
                    is_open = true;
                    wanted.next();
                    break;
                }
                Some(next) if matches(next, &here, options) => {
                    is_open = false;
                    wanted.next();
                    break;
                }
                _ if is_open => break,
                Some(next) => {
                    sink.report(heading.span, format!("the heading \"{next}\" is expected here"))
                        .help("follow the template of these notes");
                    return;
                }
                None => {
                    sink.report(heading.span, "a heading that the template does not have")
                        .help("remove it, or add it to the template");
                    return;
                }
            }
        }
    }
    if let Some(next) = wanted.find(|next| *next != "*") {
        let end = Span::at(document.text().len());
        sink.report(end, format!("the heading \"{next}\" is missing")).help("add it");
    }
}

fn matches(wanted: &str, here: &str, options: &Options) -> bool {
    let equal =
        |a: &str, b: &str| if options.match_case { a == b } else { a.to_lowercase() == b.to_lowercase() };
    match wanted.strip_suffix(" *") {
        Some(marker) if marker.bytes().all(|b| b == b'#') => here.split(' ').next() == Some(marker),
        _ => wanted == "?" || equal(wanted, here),
    }
}
