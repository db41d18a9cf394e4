//! `notesmith completions` and `notesmith man`: what shells and `man` want to know of the command line.

use clap::CommandFactory as _;

use crate::Outcome;
use crate::args::{Cli, CompletionsArgs};
use crate::error::CliError;
use crate::output;

/// Prints the completions of a shell.
pub(crate) fn run(args: &CompletionsArgs) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "notesmith", &mut script);
    output::print_with(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

/// Prints the manual page, the commands and their options included.
pub(crate) fn man() -> Result<Outcome, CliError> {
    let command = Cli::command();
    let mut page = Vec::new();
    let pages = std::iter::once(command.clone()).chain(command.get_subcommands().map(|subcommand| {
        let name = format!("notesmith {}", subcommand.get_name());
        subcommand.clone().bin_name(&name).display_name(&name).disable_help_flag(true)
    }));
    pages
        .map(clap_mangen::Man::new)
        .enumerate()
        .try_for_each(|(number, man)| {
            if number == 0 {
                return man.render(&mut page);
            }
            man.render_name_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_options_section(&mut page)
        })
        .map_err(CliError::output)?;
    output::print_with(|out| out.write_all(&page))?;
    Ok(Outcome::Clean)
}
