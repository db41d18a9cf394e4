use notesmith_diagnostic::Span;
use regex::RegexBuilder;
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
    ///   `# *` any heading of level 1.
    ///   What stands between `^` and `^`, or `^^` and `^^`, may come again, and `%% Day \\d+` is a regular expression for
    ///   a heading of level 2. Default: `[]`.
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
    match_case: MatchCase,
}

/// Whether the letter case counts.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
struct MatchCase(bool);

fn check(note: &Note<'_>, options: &Options, sink: &mut Sink<'_>) {
    if options.headings.is_empty() {
        return;
    }
    let document = note.document();
    let mut template = Template { wanted: &options.headings, next: 0, is_open: false, loops: 0 };
    for heading in document.headings() {
        let here = format!("{} {}", "#".repeat(usize::from(heading.level)), heading.text.trim());
        match template.take(&here, options.match_case) {
            Ok(()) => {}
            Err(Some(next)) => {
                sink.report(heading.span, format!("the heading \"{next}\" is expected here"))
                    .help("follow the template of these notes");
                return;
            }
            Err(None) => {
                sink.report(heading.span, "a heading that the template does not have")
                    .help("remove it, or add it to the template");
                return;
            }
        }
    }
    if let Some(next) = template.missing() {
        let end = Span::at(document.text().len());
        sink.report(end, format!("the heading \"{next}\" is missing")).help("add it");
    }
}

/// The headings that a note must have, read from the first on.
struct Template<'o> {
    wanted: &'o [String],
    next: usize,
    /// Whether any headings may follow.
    is_open: bool,
    /// How often the part between two marks of a loop was started again.
    loops: usize,
}

/// How often a part may be repeated; a note with more is no note.
const MOST_LOOPS: usize = 1000;

impl<'o> Template<'o> {
    /// Takes a heading; the error is the one that is expected in its place.
    fn take(&mut self, here: &str, match_case: MatchCase) -> Result<(), Option<&'o str>> {
        loop {
            let Some(wanted) = self.wanted.get(self.next).map(String::as_str) else {
                return if self.is_open { Ok(()) } else { Err(None) };
            };
            self.next += 1;
            match wanted {
                "*" => self.is_open = true,
                "+" => {
                    self.is_open = true;
                    return Ok(());
                }
                "?" => return Ok(()),
                mark if is_loop(mark) => self.turn(mark, here, match_case),
                wanted if matches(wanted, here, match_case) => {
                    self.is_open = false;
                    return Ok(());
                }
                wanted => {
                    self.next -= 1;
                    return if self.is_open { Ok(()) } else { Err(Some(wanted)) };
                }
            }
        }
    }

    /// Decides at a mark of a loop that was just read: if the heading is not the one behind the loop, the part from the
    /// mark's other place on comes again.
    fn turn(&mut self, mark: &str, here: &str, match_case: MatchCase) {
        let behind = self.wanted[self.next..].iter().position(|wanted| !is_loop(wanted));
        let leaves = behind.is_some_and(|at| matches(&self.wanted[self.next + at], here, match_case));
        let start = self.wanted[..self.next - 1].iter().rposition(|wanted| wanted == mark);
        if let Some(start) = start.filter(|_| !leaves && self.loops < MOST_LOOPS) {
            self.loops += 1;
            self.next = start + 1;
        }
    }

    /// Gives the first heading that is still wanted.
    fn missing(&self) -> Option<&'o str> {
        let rest = self.wanted.get(self.next..).unwrap_or_default();
        rest.iter().map(String::as_str).find(|wanted| *wanted != "*" && !is_loop(wanted))
    }
}

fn is_loop(wanted: &str) -> bool {
    !wanted.is_empty() && wanted.bytes().all(|byte| byte == b'^')
}

fn matches(wanted: &str, here: &str, match_case: MatchCase) -> bool {
    let level = |text: &str| text.bytes().take_while(|byte| matches!(byte, b'#' | b'%')).count();
    if let Some((_, pattern)) = wanted.split_once(' ').filter(|_| wanted.starts_with('%')) {
        let text = here.split_once(' ').map_or("", |(_, text)| text);
        let pattern = RegexBuilder::new(pattern.trim()).case_insensitive(!match_case.0).build();
        return level(wanted) == level(here) && pattern.is_ok_and(|pattern| pattern.is_match(text));
    }
    match wanted.strip_suffix(" *") {
        Some(marker) if marker.bytes().all(|byte| byte == b'#') => level(here) == marker.len(),
        _ if match_case.0 => wanted == here,
        _ => wanted.to_lowercase() == here.to_lowercase(),
    }
}
