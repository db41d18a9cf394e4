//! Markdown for a job summary or a comment: how many, by rule, then each finding in a table by file.

use std::io::{self, Write};

use crate::escape::escape;
use crate::report::statistics::{RuleCount, by_rule};
use crate::report::{Emitter, Report, count};

/// A job summary holds 1 MiB; more findings than this are counted, not listed.
const MOST: usize = 1000;

/// The format for job summaries.
pub(crate) struct Markdown;

impl Emitter for Markdown {
    fn emit(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let files = count(report.checked, "file", "files");
        writeln!(out, "## notesmith: {} in {files}", report.totals().join(", "))?;
        write_counts(report, out)?;
        let mut left = MOST;
        for file in &report.files {
            let listed = &file.findings[..file.findings.len().min(left)];
            if listed.is_empty() {
                break;
            }
            left -= listed.len();
            write!(out, "\n### {}\n\n", markdown(&file.path))?;
            writeln!(out, "| Line | Level | Rule | What |\n| ---: | --- | --- | --- |")?;
            for finding in listed {
                let [start, _] = file.ends(finding);
                let place =
                    if file.is_whole() { String::new() } else { format!("{}:{}", start.line, start.column) };
                let (level, rule) = (finding.severity.name(), markdown(&finding.rule));
                let help =
                    finding.help.as_ref().map_or(String::new(), |help| format!("<br>{}", markdown(help)));
                writeln!(out, "| {place} | {level} | {rule} | {}{help} |", markdown(&finding.message))?;
            }
        }
        let hidden = report.findings().count().saturating_sub(MOST);
        if hidden > 0 {
            writeln!(out, "\n… {}.", count(hidden, "more finding", "more findings"))?;
        }
        Ok(())
    }
}

/// Writes the table of how many findings each rule has, most first.
fn write_counts(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let counts = by_rule(report);
    if counts.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n| Findings | Level | Rule |\n| ---: | --- | --- |")?;
    for RuleCount { rule, level, count, .. } in counts {
        writeln!(out, "| {count} | {} | {} |", level.name(), markdown(rule))?;
    }
    Ok(())
}

/// Escapes text for a cell or a heading, so that it shows as it is: no markup, no HTML, no mention, no link.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in escape(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | ':' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shows_as_it_is() {
        assert_eq!(markdown("a | b"), "a \\| b");
        assert_eq!(markdown("<img src=x> & @team"), "&lt;img src=x&gt; &amp; &#64;team");
        assert_eq!(
            markdown("![x](https://e.example)\n# h"),
            "\\!\\[x\\](https\\://e.example)\\\\u\\{a\\}\\# h"
        );
    }
}
