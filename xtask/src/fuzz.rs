//! `cargo xtask fuzz`: the targets in `fuzz`, each for a bounded time, by cargo-fuzz on nightly.

use std::path::{Path, PathBuf};

use crate::tally::Tally;
use crate::{Failure, build, shell};

const TARGETS: [&str; 4] = ["parse", "fix", "config", "cards"];
const VERSION: &str = "0.13.2";
const USUAL_SECONDS: u32 = 60;

/// Texts to start from.
const SEEDS: [&str; 3] = ["fixtures", "crates/lint/tests/suite", "docs/rules"];

/// Longer inputs are hardly tried: what is wrong shows in short ones, of which more fit into a minute.
const MOST_BYTES: u32 = 2_000;

/// Runs all targets, or the one that is named, for a minute each or as long as `--seconds` says.
///
/// The corpora stay below the target folder and grow from run to run; they start from our own fixtures and examples.
///
/// # Errors
/// Fails when there is no nightly, or when a target found something: the input is then in `fuzz/artifacts`.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> Result<(), Failure> {
    let (seconds, targets) = match arguments {
        ["--seconds", seconds, targets @ ..] => (seconds.parse()?, targets),
        targets => (USUAL_SECONDS, targets),
    };
    if let Some(unknown) = targets.iter().find(|target| !TARGETS.contains(target)) {
        return Err(format!("there is no target {unknown}; there are {}", TARGETS.join(", ")).into());
    }
    let folder = build::target_folder(root)?.join("xtask");
    let tool = cargo_fuzz(root, &folder.join("cargo-fuzz"))?;
    let mut tally = Tally::default();
    for target in if targets.is_empty() { &TARGETS } else { targets } {
        tally.check(&format!("{target} for {seconds} s"), fuzz(root, &folder, &tool, target, seconds));
    }
    tally.close()
}

fn fuzz(root: &Path, folder: &Path, tool: &Path, target: &str, seconds: u32) -> Result<(), Failure> {
    let corpus = folder.join("corpus").join(target);
    std::fs::create_dir_all(&corpus)?;
    // Ours is safe code, so panics and overflows are what there is to find; without the sanitizer more inputs fit in.
    let mut cargo = shell::command("cargo", &["+nightly", "fuzz", "run", "--sanitizer", "none"], root);
    cargo
        .arg("--target-dir")
        .arg(folder.join("fuzz"))
        .arg(target)
        .arg(&corpus)
        .args(SEEDS.map(|seeds| root.join(seeds)));
    cargo.args(["--", &format!("-max_total_time={seconds}"), &format!("-max_len={MOST_BYTES}")]);
    cargo.args([
        "-dict=fuzz/markdown.dict",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        "-print_final_stats=1",
    ]);
    shell::run(cargo.env("PATH", with_tool(tool)?))
}

/// Gives the folder of cargo-fuzz, which is installed below the target folder once.
fn cargo_fuzz(root: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let programs = folder.join("bin");
    if !programs.join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX)).exists() {
        let version = format!("cargo-fuzz@{VERSION}");
        let mut cargo =
            shell::command("cargo", &["install", "--locked", "--quiet", &version, "--root"], root);
        shell::run(cargo.arg(folder))?;
    }
    Ok(programs)
}

/// Puts the folder of a tool first in the search path.
fn with_tool(folder: &Path) -> Result<std::ffi::OsString, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path)))?)
}
