//! `notesmith init`: a commented `notesmith.toml`.

use std::fmt::Write as _;
use std::path::Path;

use notesmith_lint::all_rules;

use crate::Outcome;
use crate::args::InitArgs;
use crate::error::CliError;
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &InitArgs) -> Result<Outcome, CliError> {
    if args.print {
        output::print(&default_config())?;
        return Ok(Outcome::Clean);
    }
    let path = Path::new("notesmith.toml");
    if path.exists() {
        return Err(CliError::usage(
            "notesmith.toml is there already",
            "edit it, or print the defaults with `notesmith init --print`",
        ));
    }
    write::create(path, default_config().as_bytes()).map_err(|error| CliError::io("write", path, error))?;
    output::note(
        "wrote notesmith.toml; every line in it is a default, so that you see what there is to change",
    );
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
         # Levels: \"error\" and \"warning\" are shown and fail the run, \"hint\" is shown with --hints, \"off\" does not run.\n\
         [rules]\n",
    );
    for rule in all_rules() {
        let _ = writeln!(out, "# {}", rule.summary());
        let options = (rule.default_options)();
        let options = options.as_object().filter(|options| !options.is_empty());
        match options {
            None => {
                let _ = writeln!(out, "\"{}\" = \"{}\"", rule.id, rule.level.name());
            }
            Some(options) => {
                let _ = write!(out, "\"{}\" = {{ level = \"{}\"", rule.id, rule.level.name());
                for (name, value) in options.iter().filter(|(_, value)| !value.is_null()) {
                    let _ = write!(out, ", {name} = {value}");
                }
                out.push_str(" }\n");
            }
        }
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
