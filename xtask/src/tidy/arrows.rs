//! Which crate may use which: the arrows of ARCHITECTURE.md, from `cargo metadata`.

use std::path::Path;

use serde_json::Value;

use crate::{Failure, shell};

/// Our packages, the packages of ours that each may use, and those of others that it must not use.
///
/// Tests may use anything: only what is built into the binary counts.
const ARROWS: &[(&str, &[&str], &[&str])] = &[
    ("notesmith-diagnostic", &[], &["comrak", "clap", "miette", "rayon", "reqwest", "tokio", "ignore"]),
    ("notesmith-word-table", &[], &["comrak", "clap", "miette", "rayon", "reqwest", "tokio", "ignore"]),
    (
        "notesmith-parse",
        &["notesmith-diagnostic"],
        &["clap", "miette", "rayon", "reqwest", "tokio", "ignore", "tempfile"],
    ),
    (
        "notesmith-lint",
        &["notesmith-diagnostic", "notesmith-parse", "notesmith-word-table"],
        &["comrak", "clap", "miette", "rayon", "reqwest", "tokio", "ignore", "tempfile"],
    ),
    (
        "notesmith-link-check",
        &["notesmith-diagnostic", "notesmith-parse"],
        &["comrak", "clap", "miette", "rayon", "ignore"],
    ),
    (
        "notesmith-export",
        &["notesmith-diagnostic", "notesmith-parse"],
        &["clap", "miette", "rayon", "reqwest", "tokio", "ignore", "tempfile"],
    ),
    (
        "notesmith",
        &[
            "notesmith-diagnostic",
            "notesmith-parse",
            "notesmith-lint",
            "notesmith-link-check",
            "notesmith-export",
        ],
        &["comrak", "reqwest", "tokio"],
    ),
];

/// Packages that are built for contributors only and may use what they measure or generate.
const CHORES: &[&str] = &["xtask", "notesmith-bench"];

/// Gives the arrows that the manifests have and the table has not.
pub(super) fn check(root: &Path) -> Result<Vec<String>, Failure> {
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let metadata: Value =
        serde_json::from_slice(&shell::capture(&mut shell::command("cargo", &arguments, root))?)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata has no packages")?;
    let mut problems = Vec::new();
    for package in packages {
        let name = package["name"].as_str().ok_or("a package has no name")?;
        if CHORES.contains(&name) {
            continue;
        }
        let Some((_, ours, forbidden)) = ARROWS.iter().find(|arrow| arrow.0 == name) else {
            problems.push(format!("{name}: the table of arrows in xtask does not know this package"));
            continue;
        };
        let built =
            package["dependencies"].as_array().into_iter().flatten().filter(|used| used["kind"] != "dev");
        for used in built.filter_map(|used| used["name"].as_str()) {
            let is_ours = ARROWS.iter().any(|arrow| arrow.0 == used) || CHORES.contains(&used);
            if (is_ours && !ours.contains(&used)) || forbidden.contains(&used) {
                problems.push(format!("{name}: must not use {used} (see crates/README.md)"));
            }
        }
    }
    Ok(problems)
}
