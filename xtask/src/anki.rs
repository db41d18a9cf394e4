//! Exports and pushes judged by Anki's own engine, in a Python environment below the target folder.

use std::path::Path;

use crate::build::{self, Profile};
use crate::{Failure, shell, venv};

/// The notes that are always judged.
pub(crate) const FIXTURES: [&str; 4] =
    ["fixtures/cards", "fixtures/card-types", "fixtures/clean", "fixtures/notes"];

/// Judges the exports of folders of notes; without any, of the fixtures.
///
/// # Errors
/// Fails when the engine cannot be installed, or when an export is not as it should be.
pub(crate) fn run(root: &Path, places: &[&str]) -> Result<(), Failure> {
    let requirements = std::fs::read_to_string(root.join("tests/anki/requirements.txt"))?;
    let packages: Vec<&str> = requirements.lines().filter(|line| !line.starts_with('#')).collect();
    let python = venv::ready(root, "anki", &packages)?.join("python");
    let binary = build::binary(root, Profile::Debug)?;
    let places = if places.is_empty() { &FIXTURES[..] } else { places };
    for judge in ["tests/anki/judge.py", "tests/anki/push.py"] {
        shell::run(shell::command(&python, &["-B", judge], root).arg(&binary).args(places))?;
    }
    Ok(())
}
