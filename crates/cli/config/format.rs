//! Texts that have to be more than a text: globs, expressions, days, names of decks and hosts.
//!
//! The schema names the form in `format`, so that it stands with the field that it is for.

use std::ops::Range;

use ignore::gitignore::GitignoreBuilder;
use notesmith_export::{deck_named, tag_named};
use notesmith_lint::SpellingSettings;
use serde_json::Value;
use toml::Spanned;
use toml::de::DeValue;

use crate::config::check::{Key, quoted};
use crate::config::fault::Fault;
use crate::links::parse_day;

/// What is wrong, and what to do.
type Wrong = (String, String);

/// Checks a text against the form that a schema names, and against its least length.
pub(super) fn check(schema: &Value, text: &str, span: Range<usize>, key: &Key) -> Result<(), Fault> {
    let format = schema["format"].as_str().unwrap_or("");
    let needs_text = schema["minLength"].as_u64() > Some(0) || !matches!(format, "" | "rule");
    let wrong = if needs_text && text.trim().is_empty() {
        Some(("is empty".to_owned(), "write something, or leave it out".to_owned()))
    } else {
        by_format(format, text)
    };
    match wrong {
        None => Ok(()),
        Some((message, help)) => {
            Err(Fault::new(span, format!("{} in `{key}` {message}", quoted(text)), help))
        }
    }
}

fn by_format(format: &str, text: &str) -> Option<Wrong> {
    let wrong = |message: &str, help: &str| Some((message.to_owned(), help.to_owned()));
    match format {
        "glob" => bad_glob(text),
        "rust-regex" => {
            let refused = SpellingSettings::default().add_ignored(text).err()?;
            wrong(&format!("is no regular expression: {refused}"), "mend the expression")
        }
        "day" if parse_day(text).is_none() => wrong("is no day", "write it as 2030-12-31"),
        "deck" => kept(deck_named(text), &levels_trimmed(text), "AWS::SAP"),
        "tag" => kept(tag_named(text).filter(|_| !text.ends_with("::")), text, "aws::s3"),
        "word" if text.contains(['#', '\n', '\r']) => wrong("is no word", "write letters and digits"),
        "host" => bad_host(text),
        "url-pattern" => {
            let has_scheme = ["http://", "https://", "*"].iter().any(|start| text.starts_with(start));
            if has_scheme && !text.contains(char::is_whitespace) {
                return None;
            }
            wrong("is no URL", "write it whole, \"https://example.com/*\"; `*` stands for any characters")
        }
        "rule" if !is_rule(text) => {
            wrong("is no horizontal rule", "write it as in a note: \"---\", \"***\" or \"- - -\"")
        }
        "line" if text.contains(char::is_control) => wrong("is more than a line", "write it in one line"),
        _ => None,
    }
}

/// Compares what Anki would keep with what was written.
fn kept(kept: Option<String>, written: &str, example: &str) -> Option<Wrong> {
    match kept {
        None => Some((
            "is no name for Anki".to_owned(),
            format!("write levels joined by `::`, such as \"{example}\""),
        )),
        Some(name) if name != written => {
            Some(("is no name that Anki keeps as it is".to_owned(), format!("write \"{name}\"")))
        }
        Some(_) => None,
    }
}

fn levels_trimmed(name: &str) -> String {
    name.split("::").map(str::trim).collect::<Vec<_>>().join("::")
}

/// Tells whether a text is empty, `consistent` or what Markdown takes for a horizontal rule.
fn is_rule(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let is_drawn =
        marks.len() >= 3 && matches!(marks[0], '-' | '*' | '_') && marks.iter().all(|c| *c == marks[0]);
    matches!(text, "" | "consistent") || is_drawn
}

fn bad_glob(text: &str) -> Option<Wrong> {
    let error = GitignoreBuilder::new("").add_line(None, text).err()?.to_string();
    let reason = error.rsplit_once("': ").map_or(error.as_str(), |(_, reason)| reason);
    Some((format!("is no glob: {reason}"), "write it as in .gitignore".to_owned()))
}

fn bad_host(text: &str) -> Option<Wrong> {
    let name = text.strip_prefix("*.").unwrap_or(text);
    let is_address = name.starts_with('[') && name.ends_with(']');
    let bad =
        |c: char| c.is_whitespace() || matches!(c, '*' | '/' | '@' | '?' | '#') || (c == ':' && !is_address);
    if !name.is_empty() && !name.contains(bad) {
        return None;
    }
    let help = "write the name alone, \"example.com\", or \"*.example.com\" for all hosts below it";
    Some(("is no name of a host".to_owned(), help.to_owned()))
}

/// Checks a key together with its value: a brand stands under its name in lower case.
pub(super) fn check_entry(
    schema: &Value,
    name: &str,
    value: &Spanned<DeValue<'_>>,
    key: &Key,
) -> Result<(), Fault> {
    let written = value.get_ref().as_str().unwrap_or_default();
    if schema["format"] != "brands" || name == written.to_lowercase() {
        return Ok(());
    }
    let lower = written.to_lowercase();
    let message = format!("`{key}` is {}, which is `{lower}` in lower case", quoted(written));
    Err(Fault::new(value.span(), message, format!("write {lower} = \"{written}\"")))
}
