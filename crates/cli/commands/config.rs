//! `notesmith config`: what configuration may say.

use crate::Outcome;
use crate::args::{ConfigArgs, ConfigCommand};
use crate::config::schema;
use crate::error::CliError;
use crate::output;

/// Runs the command.
pub(crate) fn run(args: &ConfigArgs) -> Result<Outcome, CliError> {
    match args.command {
        ConfigCommand::Schema => {
            let text =
                serde_json::to_string_pretty(&schema()).map_err(|error| CliError::output(error.into()))?;
            output::print(&(text + "\n"))?;
        }
    }
    Ok(Outcome::Clean)
}
