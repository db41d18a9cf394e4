//! Every report format judged by validators that others wrote: Microsoft's SARIF Multitool, JSON schemas, an XML
//! parser.

use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::{Failure, shell, venv};

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

/// Gives the folder of the npm packages; they are installed anew when `package.json` changes.
fn validators(root: &Path) -> Result<PathBuf, Failure> {
    let folder = build::target_folder(root)?.join("xtask").join("report-validators");
    let (stamp, wanted) =
        (folder.join("package.json"), std::fs::read(root.join("tests/reports/package.json"))?);
    if folder.join("node_modules").is_dir() && std::fs::read(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&stamp, wanted)?;
    // No script of a package runs; the one that is left out makes the program executable.
    let arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let installed =
        shell::run(&mut shell::command("npm", &arguments, &folder)).and_then(|()| open_up(&folder));
    if installed.is_err() {
        std::fs::remove_file(&stamp)?;
    }
    installed.map(|()| folder)
}

/// Makes the Multitool executable.
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
