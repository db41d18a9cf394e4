//! `notesmith init`: a commented `notesmith.toml`.

use std::fmt::Write as _;
use std::path::Path;

use notesmith_lint::all_rules;

use crate::Outcome;
use crate::args::InitArgs;
use crate::commands::config::toml_line;
use crate::error::CliError;
use crate::markdownlint::{self, TakenOver};
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &InitArgs) -> Result<Outcome, CliError> {
    let taken = args.from_markdownlint.as_deref().map(markdownlint::take_over).transpose()?;
    let text = taken.as_ref().map_or_else(default_config, |taken| taken.text.clone());
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
    if let Some(missing) = taken.as_ref().and_then(TakenOver::missing) {
        output::note(&missing);
    }
    Ok(Outcome::Clean)
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
    fn the_defaults_are_a_configuration() {
        let file: crate::config::ConfigFile = toml::from_str(&default_config()).expect("it is read strictly");
        assert_eq!(file.rules.len(), all_rules().len());
    }
}
