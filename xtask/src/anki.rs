//! Exports judged by Anki's own engine, in a Python environment below the target folder.

use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::{Failure, shell};

/// The notes that are always judged.
const FIXTURES: [&str; 3] = ["fixtures/cards", "fixtures/clean", "fixtures/notes"];

/// Judges the exports of folders of notes; without any, of the fixtures.
///
/// # Errors
/// Fails when the engine cannot be installed, or when an export is not as it should be.
pub(crate) fn run(root: &Path, places: &[&str]) -> Result<(), Failure> {
    let python = environment(root)?;
    let binary = build::binary(root, Profile::Debug)?;
    let places = if places.is_empty() { &FIXTURES[..] } else { places };
    let mut judge = shell::command(python, &["tests/anki/judge.py"], root);
    shell::run(judge.arg(binary).args(places))
}

/// Gives the Python of an environment that holds the engine; it is made anew when the requirements change.
fn environment(root: &Path) -> Result<PathBuf, Failure> {
    let requirements = root.join("tests/anki/requirements.txt");
    let folder = build::target_folder(root)?.join("anki-venv");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let stamp = folder.join("requirements.txt");
    let wanted = std::fs::read(&requirements)?;
    if python.exists() && std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let folder = folder.to_str().ok_or("the target folder's path is no text")?;
    shell::run(&mut shell::command("python3", &["-m", "venv", "--clear", folder], root))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    shell::run(shell::command(&python, &install, root).arg(&requirements))?;
    std::fs::write(stamp, wanted)?;
    Ok(python)
}
