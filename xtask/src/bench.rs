//! `cargo xtask bench [PATH…]` and `cargo xtask bench growth`: release builds, measured by the program in `xtask/bench`.

use std::path::Path;

use crate::build::{self, Profile};
use crate::{Failure, shell};

/// How often each stage is run; medians count.
const RUNS: &str = "11";

/// Measures how time grows with the size of a note where the only path is `growth`; else on the paths, relative to where the person stands, or on the fixtures.
///
/// # Errors
/// Fails when a build fails or a program ends by a signal.
pub(crate) fn run(root: &Path, paths: &[&str]) -> Result<(), Failure> {
    build::packages(root, Profile::Release, &["notesmith", "notesmith-bench"])?;
    let bench = build::path(root, Profile::Release, "notesmith-bench")?;
    if let ["growth", only @ ..] = paths {
        let mut growth = shell::command(bench, &["growth"], root);
        return shell::run(growth.arg(build::path(root, Profile::Release, "notesmith")?).args(only));
    }
    let mut compare = shell::command(bench, &["compare", RUNS], &std::env::current_dir()?);
    compare.arg(build::path(root, Profile::Release, "notesmith")?);
    if paths.is_empty() {
        compare.arg(root.join("fixtures/notes"))
    } else {
        compare.args(paths)
    };
    shell::run(&mut compare)
}
