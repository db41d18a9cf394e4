//! The generated files as a whole: written, or compared with what stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::registry;
use crate::Failure;

/// Texts by path relative to the root.
pub(super) type Outputs = BTreeMap<PathBuf, String>;

/// Writes everything that is generated.
///
/// # Errors
/// Fails when a generator fails or a file cannot be written.
pub(crate) fn write(root: &Path) -> Result<(), Failure> {
    write_registry(root)
}

/// Writes the registry of the rules alone, which needs no built binary.
///
/// # Errors
/// Fails when the rules cannot be read or the registry cannot be written.
pub(crate) fn write_registry(root: &Path) -> Result<(), Failure> {
    write_all(root, &registry::generate(root)?)
}

fn write_all(root: &Path, outputs: &Outputs) -> Result<(), Failure> {
    outputs.iter().try_for_each(|(path, text)| write_changed(root, path, text))
}

/// Compares everything that is generated with what stands.
///
/// # Errors
/// Fails with the names of the files that are stale.
pub(crate) fn check(root: &Path) -> Result<(), Failure> {
    let outputs = registry::generate(root)?;
    let is_stale = |(path, text): &(&PathBuf, &String)| {
        std::fs::read_to_string(root.join(path)).ok().as_ref() != Some(*text)
    };
    let stale: Vec<String> =
        outputs.iter().filter(is_stale).map(|(path, _)| path.display().to_string()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("stale, run `cargo xtask codegen`: {}", stale.join(", ")).into())
}

/// Writes a file where its text differs, so that nothing is rebuilt for no reason.
fn write_changed(root: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    let target = root.join(path);
    if std::fs::read_to_string(&target).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::create_dir_all(target.parent().expect("outputs lie below the root"))?;
    std::fs::write(&target, text)?;
    println!("wrote {}", path.display());
    Ok(())
}
