//! Other programs, run from the chores.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::Failure;

/// Gives a command that runs in a folder and has no input.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs a command whose output the person sees.
///
/// # Errors
/// Fails when the program cannot be started or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| format!("{}: {error}", name(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", name(command)).into()) }
}

/// Runs a command and returns what it printed to stdout.
///
/// # Errors
/// Fails when the program cannot be started or does not succeed; the error holds what it printed to stderr.
pub(crate) fn capture(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let output = command.output().map_err(|error| format!("{}: {error}", name(command)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("{} failed: {}", name(command), String::from_utf8_lossy(&output.stderr).trim_end()).into())
}

/// Gives the command as a person would type it.
fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
