//! Every report format judged by validators that others wrote: Microsoft's SARIF Multitool, JSON schemas, an XML
//! parser.

use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::{Failure, npm, shell, venv};

const CHECK_JSONSCHEMA: &str = "check-jsonschema==0.39.0";

/// Judges the reports of the fixtures, and of notes with hostile names and texts.
///
/// # Errors
/// Fails when a validator cannot be installed, or when a report is not as it should be.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let python = venv::ready(root, "reports", &[CHECK_JSONSCHEMA])?.join("python");
    let validators = validators(root)?;
    let binary = build::binary(root, Profile::Debug)?;
    let mut judge = shell::command(python, &["tests/reports/judge.py"], root);
    shell::run(judge.arg(binary).arg(validators))
}

/// Gives the folder of the npm packages.
fn validators(root: &Path) -> Result<PathBuf, Failure> {
    let folder = npm::ready(root, "report-validators", "tests/reports/package.json")?;
    open_up(&folder)?;
    Ok(folder)
}

/// Makes the Multitool executable, which a script of its package would do.
#[cfg(unix)]
fn open_up(folder: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let program =
        folder.join(format!("node_modules/@microsoft/sarif-multitool-{system}")).join("Sarif.Multitool");
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755))?;
    Ok(())
}

#[cfg(not(unix))]
fn open_up(_: &Path) -> Result<(), Failure> {
    Ok(())
}
