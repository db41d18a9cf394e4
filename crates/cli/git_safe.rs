//! Whether Git could bring back what a command is about to overwrite.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::CliError;
use crate::escape::escape;

/// How many names one call of Git gets.
const CHUNK: usize = 200;

const REMEDY: &str = "commit or stash it first, so that the renumbering can be undone; or write all the same with --allow-dirty";

/// Refuses files whose text Git does not surely hold: outside a repository, untracked, ignored or changed.
pub(crate) fn refuse_unheld<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<(), CliError> {
    let mut folders: BTreeMap<PathBuf, Vec<OsString>> = BTreeMap::new();
    for path in paths {
        // Of a symbolic link Git holds where it leads, not the text there.
        let real = path.canonicalize().map_err(|error| CliError::io("find", path, error))?;
        let (Some(folder), Some(name)) = (real.parent(), real.file_name()) else { continue };
        folders.entry(folder.to_owned()).or_default().push(name.to_owned());
    }
    for (folder, names) in &folders {
        for names in names.chunks(CHUNK) {
            check(folder, names)?;
        }
    }
    Ok(())
}

fn check(folder: &Path, names: &[OsString]) -> Result<(), CliError> {
    let status = ["status", "--porcelain=v1", "-z", "--ignored", "--untracked-files=all"];
    let changed = git(folder, &status, names)?;
    if let Some(line) = changed.split(|&byte| byte == 0).find(|line| !line.is_empty()) {
        let line = String::from_utf8_lossy(line);
        let (state, name) = line.split_at_checked(3).unwrap_or(("", &line));
        let what = match state.trim() {
            "??" => "is not tracked",
            "!!" => "is ignored",
            _ => "has changes that are not committed",
        };
        return Err(refusal(&format!("{} {what}", escape(name))));
    }
    // Git reports no changes of files that it was told to take for unchanged; their letter is another than H.
    let tracked = git(folder, &["ls-files", "-v", "-z", "--error-unmatch"], names)?;
    let held = tracked.split(|&byte| byte == 0).filter(|line| line.starts_with(b"H ")).count();
    if held == names.len() { Ok(()) } else { Err(refusal("it does not watch all files that would change")) }
}

fn git(folder: &Path, arguments: &[&str], names: &[OsString]) -> Result<Vec<u8>, CliError> {
    let output = Command::new("git")
        .args(["--literal-pathspecs", "-c", "core.fsmonitor=false"])
        .args(arguments)
        .arg(OsStr::new("--"))
        .args(names)
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| refusal(&format!("it cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    Err(refusal(&escape(message.lines().next().unwrap_or("it gave no reason"))))
}

fn refusal(reason: &str) -> CliError {
    CliError::usage(format!("Git could not bring the old text back: {reason}"), REMEDY)
}
