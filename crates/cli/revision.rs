//! Notes as they were at a revision, read from git without touching the working tree.

use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::CliError;
use crate::escape::escape;

/// Gives key and text of each file of a revision that `wanted` takes, in git's order; files that are no UTF-8 are
/// left out. `root` lies in the repository, and keys are relative to it.
pub(crate) fn files_at(
    root: &Path,
    revision: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, String)>, CliError> {
    let commit = commit_of(root, revision)?;
    let names: Vec<String> = names_of(root, &commit)?.into_iter().filter(|name| wanted(name)).collect();
    let mut requests =
        tempfile::tempfile().map_err(|error| CliError::io("write", "a temporary file", error))?;
    for name in &names {
        writeln!(requests, "{commit}:./{name}")
            .map_err(|error| CliError::io("write", "a temporary file", error))?;
    }
    requests.rewind().map_err(|error| CliError::io("read", "a temporary file", error))?;
    let answers = git(root, &["cat-file", "--batch"], Stdio::from(requests))?;
    Ok(texts(names, &answers))
}

/// Gives the keys of all files of a revision, in git's order.
pub(crate) fn names_at(root: &Path, revision: &str) -> Result<Vec<String>, CliError> {
    names_of(root, &commit_of(root, revision)?)
}

fn commit_of(root: &Path, revision: &str) -> Result<String, CliError> {
    let commit = format!("{revision}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], Stdio::null())
        .map_err(|_| match git(root, &["rev-parse", "--git-dir"], Stdio::null()) {
            Ok(_) => unknown(revision),
            Err(_) => no_repository(),
        })?;
    Ok(String::from_utf8_lossy(&commit).trim().to_owned())
}

/// Says that Git does not know a revision.
pub(crate) fn unknown(revision: &str) -> CliError {
    CliError::usage(
        format!("Git knows no revision `{}`", escape(revision)),
        "name a commit, a tag or a branch; a shallow clone may not hold it",
    )
}

/// Says that there is no Git repository to ask.
pub(crate) fn no_repository() -> CliError {
    CliError::usage("this folder is in no Git repository", "run it inside a working tree")
}

fn names_of(root: &Path, commit: &str) -> Result<Vec<String>, CliError> {
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", commit], Stdio::null())?;
    let names = listed.split(|&byte| byte == 0).filter_map(|name| String::from_utf8(name.to_vec()).ok());
    Ok(names.filter(|name| !name.is_empty() && !name.contains('\n')).collect())
}

/// Reads `HASH blob LENGTH`, the bytes and a line break for each name (`git help cat-file`, batch output).
fn texts(names: Vec<String>, answers: &[u8]) -> Vec<(String, String)> {
    let mut files = Vec::with_capacity(names.len());
    let mut rest = answers;
    for name in names {
        let Some(line) = rest.iter().position(|&byte| byte == b'\n') else { break };
        let header = String::from_utf8_lossy(&rest[..line]).into_owned();
        rest = &rest[line + 1..];
        // `NAME missing` has no content: a submodule, for one.
        let mut words = header.rsplit(' ');
        let (Some(Ok(length)), Some("blob")) = (words.next().map(str::parse::<usize>), words.next()) else {
            continue;
        };
        let Some(content) = rest.get(..length) else { break };
        if let Ok(text) = String::from_utf8(content.to_vec()) {
            files.push((name, text));
        }
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    files
}

fn git(root: &Path, arguments: &[&str], input: Stdio) -> Result<Vec<u8>, CliError> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(root)
        .stdin(input)
        .output()
        .map_err(|error| CliError::io("run", "git", error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(CliError::usage(format!("git {}: {message}", arguments[0]), "run inside a git repository"))
}
