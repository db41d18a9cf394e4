//! `notesmith` alone: what it is, in fifteen lines.

use crate::Outcome;
use crate::error::CliError;
use crate::output;

const ABOUT: &str = "\
notesmith keeps a repository of Markdown study notes correct, linked and learnable.

  notesmith lint [PATHS]     check notes: numbering, links, spelling, characters; --fix mends
  notesmith links [PATHS]    follow links: files, headings, and URLs over the network
  notesmith export [PATHS]   cards for Anki (package, CSV), browsers (HTML) and programs (JSON)
  notesmith push [PATHS]     the same cards straight into a running Anki
  notesmith cards [PATHS]    what would be a card; --explain says why
  notesmith renumber [PATHS] new numbers for headings, and for the links to them
  notesmith stats [PATHS]    how much the notes hold, and what style they have
  notesmith spelling add     words of your own that are right
  notesmith explain [RULE]   the rules, and why each is there
  notesmith init             write a commented notesmith.toml
  notesmith config schema    what notesmith.toml may hold, as a JSON schema

Start with `notesmith lint`; `notesmith COMMAND --help` shows the options.
";

/// Prints it.
pub(crate) fn run() -> Result<Outcome, CliError> {
    output::print(ABOUT)?;
    Ok(Outcome::Clean)
}
