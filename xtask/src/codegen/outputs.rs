//! The generated files as a whole: written, or compared with what stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{pages, registry};
use crate::Failure;

/// Texts by path relative to the root.
pub(super) type Outputs = BTreeMap<PathBuf, String>;

/// The folder in which nothing but generated files may stand.
const PAGES: &str = "docs/rules";

/// Writes everything that is generated and removes the pages of rules that are gone.
///
/// # Errors
/// Fails when a generator fails or a file cannot be written.
pub(crate) fn write(root: &Path) -> Result<(), Failure> {
    write_registry(root)?;
    let outputs = pages::generate(root)?;
    outputs.iter().try_for_each(|(path, text)| write_changed(root, path, text))?;
    for path in left_over(root, &outputs)? {
        std::fs::remove_file(root.join(&path))?;
        println!("removed {}", path.display());
    }
    Ok(())
}

/// Writes the registry of the rules alone, which needs no built binary.
///
/// # Errors
/// Fails when the rules cannot be read or the registry cannot be written.
pub(crate) fn write_registry(root: &Path) -> Result<(), Failure> {
    let registry = registry::generate(root)?;
    registry.iter().try_for_each(|(path, text)| write_changed(root, path, text))
}

/// Compares everything that is generated with what stands.
///
/// # Errors
/// Fails with the names of the files that are stale.
pub(crate) fn check(root: &Path) -> Result<(), Failure> {
    let mut stale = stale(root, &registry::generate(root)?);
    if stale.is_empty() {
        let outputs = pages::generate(root)?;
        stale = self::stale(root, &outputs);
        stale.extend(left_over(root, &outputs)?);
    }
    if stale.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = stale.iter().map(|path| path.display().to_string()).collect();
    Err(format!("stale, run `cargo xtask codegen`: {}", names.join(", ")).into())
}

/// Gives the outputs that differ from what stands.
fn stale(root: &Path, outputs: &Outputs) -> Vec<PathBuf> {
    let differs = |(path, text): &(&PathBuf, &String)| {
        std::fs::read_to_string(root.join(path)).ok().as_ref() != Some(*text)
    };
    outputs.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

/// Gives the files in the folder of pages that nothing generates.
fn left_over(root: &Path, outputs: &Outputs) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(PAGES)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !outputs.contains_key(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
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
