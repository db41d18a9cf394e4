//! The binary as cargo builds it.

use std::path::{Path, PathBuf};

use crate::{Failure, shell};

/// How a build is optimised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Profile {
    /// Quick to build.
    Debug,
    /// As it is installed.
    Release,
}

/// Builds `notesmith` and gives the path of the binary.
///
/// # Errors
/// Fails when the build fails.
pub(crate) fn binary(root: &Path, profile: Profile) -> Result<PathBuf, Failure> {
    packages(root, profile, &["notesmith"])?;
    path(root, profile, "notesmith")
}

/// Builds packages.
///
/// # Errors
/// Fails when the build fails.
pub(crate) fn packages(root: &Path, profile: Profile, packages: &[&str]) -> Result<(), Failure> {
    let mut cargo = shell::command("cargo", &["build", "--quiet", "--locked"], root);
    if let Profile::Release = profile {
        cargo.arg("--release");
    }
    for package in packages {
        cargo.args(["--package", package]);
    }
    shell::run(&mut cargo)
}

/// Gives the path of a built program.
///
/// # Errors
/// Fails when cargo does not say where it builds.
pub(crate) fn path(root: &Path, profile: Profile, program: &str) -> Result<PathBuf, Failure> {
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    };
    Ok(target_folder(root)?.join(folder).join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}

/// Gives the folder that cargo builds in.
///
/// # Errors
/// Fails when cargo does not say it.
pub(crate) fn target_folder(root: &Path) -> Result<PathBuf, Failure> {
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let printed = shell::capture(&mut shell::command("cargo", &arguments, root))?;
    let metadata: serde_json::Value = serde_json::from_slice(&printed)?;
    Ok(metadata["target_directory"].as_str().ok_or("cargo metadata names no target folder")?.into())
}
