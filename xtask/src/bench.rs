//! `cargo xtask bench [PATH…]`: release builds, measured by the program in `xtask/bench`.

use std::path::Path;

use crate::{Failure, shell};

/// How often each stage is run; the median counts.
const RUNS: &str = "11";

/// Measures on the paths, relative to where the person stands, or on the fixtures.
///
/// # Errors
/// Fails when a build fails or a program ends by a signal.
pub(crate) fn run(root: &Path, paths: &[&str]) -> Result<(), Failure> {
    let arguments =
        ["build", "--release", "--locked", "--package", "notesmith", "--package", "notesmith-bench"];
    shell::run(&mut shell::command("cargo", &arguments, root))?;
    let folder = target_folder(root)?.join("release");
    let program = folder.join(format!("notesmith{}", std::env::consts::EXE_SUFFIX));
    let bench = folder.join(format!("notesmith-bench{}", std::env::consts::EXE_SUFFIX));
    let fixtures = root.join("fixtures/notes");
    let mut compare = shell::command(bench, &["compare", RUNS], &std::env::current_dir()?);
    compare.arg(program);
    if paths.is_empty() {
        compare.arg(fixtures)
    } else {
        compare.args(paths)
    };
    shell::run(&mut compare)
}

/// Gives the folder that cargo builds in.
pub(crate) fn target_folder(root: &Path) -> Result<std::path::PathBuf, Failure> {
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let printed = shell::capture(&mut shell::command("cargo", &arguments, root))?;
    let metadata: serde_json::Value = serde_json::from_slice(&printed)?;
    Ok(metadata["target_directory"].as_str().ok_or("cargo metadata names no target folder")?.into())
}
