//! `notesmith init`: a commented `notesmith.toml`.

use std::fmt::Write as _;
use std::path::Path;

use notesmith_lint::{all_rules, from_markdownlint};
use serde_json::Value;

use crate::Outcome;
use crate::args::InitArgs;
use crate::commands::config::toml_line;
use crate::discover::display;
use crate::error::CliError;
use crate::escape::escape;
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &InitArgs) -> Result<Outcome, CliError> {
    let text = match &args.from_markdownlint {
        None => default_config(),
        Some(path) => from_markdownlint_file(path)?,
    };
    if args.print {
        output::print(&text)?;
        return Ok(Outcome::Clean);
    }
    let path = Path::new("notesmith.toml");
    if path.exists() {
        return Err(CliError::usage(
            "notesmith.toml is there already",
            "edit it, or print the defaults with `notesmith init --print`",
        ));
    }
    write::create(path, text.as_bytes()).map_err(|error| CliError::io("write", path, error))?;
    output::note("wrote notesmith.toml");
    Ok(Outcome::Clean)
}

/// Gives a configuration that does what a markdownlint one did.
fn from_markdownlint_file(path: &Path) -> Result<String, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::io("read", path, error))?;
    let value: Value = serde_json::from_str(&without_comments(&text)).map_err(|error| {
        CliError::usage(
            format!("{} is no JSON: {error}", display(path)),
            "give a .markdownlint.json or .jsonc; convert YAML to JSON first",
        )
    })?;
    let Value::Object(config) = value else {
        return Err(CliError::usage(
            format!("{} holds no object", display(path)),
            "give a .markdownlint.json or .jsonc",
        ));
    };
    let mapped = from_markdownlint(&config);
    let mut out = format!("# Taken over from {} by `notesmith init --from-markdownlint`.\n", display(path));
    for name in &mapped.unknown {
        let _ = writeln!(out, "# {}: has no counterpart here.", escape(name));
    }
    out.push_str("\n[rules]\n");
    for rule in all_rules() {
        if let Some(setting) = mapped.layer.get(rule.id) {
            let level = setting.level.unwrap_or(rule.level);
            let _ = writeln!(out, "{}", toml_line(rule, level, setting.options.as_ref()));
        }
    }
    Ok(out)
}

/// Blanks out the comments of JSON with comments, and commas before a closing bracket.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/', ',']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with('"') {
            let end = end_of_string(rest);
            out.push_str(&rest[..end]);
            end
        } else {
            let next = without_leading_comments(&rest[1..]).chars().next();
            if !(rest.starts_with(',') && matches!(next, Some('}' | ']'))) {
                out.push_str(&rest[..1]);
            }
            1
        };
        rest = &rest[skip..];
    }
    out + rest
}

/// Gives the text behind white space and comments.
fn without_leading_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if rest.starts_with("//") {
            rest.find('\n').map_or("", |end| &rest[end..]).trim_start()
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or("", |end| &rest[end + 2..]).trim_start()
        } else {
            return rest;
        };
    }
}

/// Gives the length of the JSON string that `text` starts with.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let close = text.char_indices().skip(1).find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    close.map_or(text.len(), |(at, _)| at + 1)
}

/// Gives the defaults with comments.
fn default_config() -> String {
    let mut out = String::from(
        "# Configuration of notesmith. Every value here is the default: remove what you do not change.\n\
         # `notesmith explain RULE` tells what a rule is for; `notesmith config schema` is for your editor.\n\n\
         [files]\n\
         # Globs as in .gitignore of files to leave out.\n\
         exclude = []\n\
         # Whether [[page]] is a link.\n\
         wiki-links = false\n\n\
         # Cards of `notesmith export`.\n\
         [export]\n\
         # Globs of the notes that become cards, all without any; and of those that do not.\n\
         include = []\n\
         exclude = []\n\
         # What is made of an entry: \"basic\", \"reversed\", \"acronym\", \"cloze\".\n\
         card-types = [\"basic\"]\n\
         # Whether each row of a table is an entry, and whether $…$ is a formula.\n\
         table-rows = false\n\
         dollar-math = false\n\
         # The note type of the rows of a CSV.\n\
         note-type = \"Basic\"\n\
         # Tags of all cards, beside `notesmith`.\n\
         tags = []\n\
         # [[export.decks]]\n\
         # paths = [\"AWS/**\"]\n\
         # deck = \"Cloud::AWS\"\n\n\
         # Levels: \"error\" and \"warning\" are shown and fail the run, \"hint\" is shown with --hints, \"off\" does not run.\n\
         [rules]\n",
    );
    for rule in all_rules() {
        let _ = writeln!(out, "# {}", rule.summary());
        let _ = writeln!(out, "{}", toml_line(rule, rule.level, None));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_with_comments_is_read() {
        let text = "{ // a\n \"x//y\": [1, /* b */ 2,\n // c\n], \"z\": \"\\\"/*\", }";
        let value: Value = serde_json::from_str(&without_comments(text)).expect("it is JSON now");
        assert_eq!(value, serde_json::json!({ "x//y": [1, 2], "z": "\"/*" }));
    }

    #[test]
    fn the_defaults_are_a_configuration() {
        let file: crate::config::ConfigFile = toml::from_str(&default_config()).expect("it is read strictly");
        assert_eq!(file.rules.len(), all_rules().len());
    }
}
