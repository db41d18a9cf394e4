//! Which lines changed since a revision, as Git sees it: `--changed-since`.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use notesmith_diagnostic::{Diagnostic, LineIndex};

use crate::error::CliError;
use crate::escape::escape;
use crate::load::Input;
use crate::path_list::path_from;
use crate::revision::{no_repository, unknown};
use crate::run::CheckedFile;

/// The changed lines of each changed file.
#[derive(Debug)]
pub(crate) struct Changed {
    /// The repository's working tree.
    root: PathBuf,
    files: BTreeMap<PathBuf, Lines>,
}

/// Lines of one file.
#[derive(Debug, PartialEq, Eq)]
enum Lines {
    /// All: the file is new to Git.
    All,
    /// These, 1-based and sorted.
    Some(Vec<RangeInclusive<usize>>),
}

impl Changed {
    /// Asks Git what differs between a revision and the working tree around the current folder; files that Git does
    /// not track yet, and does not ignore, count as changed.
    pub(crate) fn since(revision: &str) -> Result<Self, CliError> {
        let top = git(Path::new("."), &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
            GitError::Missing(error) => CliError::io("run", "git", error),
            GitError::Refused(_) => no_repository(),
        })?;
        let top = path_from(top.strip_suffix(b"\n").unwrap_or(&top));
        let root = top.canonicalize().map_err(|error| CliError::io("find", &top, error))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .map_err(|_| unknown(revision))?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let patch = git(&root, &[&DIFF[..], &[&commit, "--"]].concat()).map_err(GitError::explain)?;
        let mut files = changed_lines(&patch, &root);
        let others = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"]);
        let others = others.map_err(GitError::explain)?;
        for name in others.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
            files.insert(below(&root, name), Lines::All);
        }
        Ok(Self { root, files })
    }

    /// Refuses files that the repository does not hold, of which Git could say nothing.
    pub(crate) fn refuse_others(&self, inputs: &[Input]) -> Result<(), CliError> {
        match inputs.iter().find(|input| !real(input).starts_with(&self.root)) {
            None => Ok(()),
            Some(input) => Err(CliError::usage(
                format!("{} is not in this Git repository", escape(&input.display)),
                "run --changed-since in the repository of the notes",
            )),
        }
    }

    /// Takes out the findings of a file that touch no changed line.
    pub(crate) fn retain(&self, file: &mut CheckedFile) {
        match self.files.get(&real(&file.input)) {
            None => file.findings.clear(),
            Some(Lines::Some(ranges)) if !file.findings.is_empty() => {
                let text = file.text.get(&file.input);
                let lines = LineIndex::new(&text);
                // Without a text the finding is about the file as a whole, which did change.
                file.findings.retain(|finding| text.is_empty() || touches(finding, &lines, ranges));
            }
            Some(Lines::All | Lines::Some(_)) => {}
        }
    }
}

fn touches(finding: &Diagnostic, lines: &LineIndex, changed: &[RangeInclusive<usize>]) -> bool {
    let first = lines.line(finding.span.start());
    let last = lines.line(finding.span.end().max(finding.span.start() + 1) - 1);
    let next = changed.partition_point(|range| *range.end() < first);
    changed.get(next).is_some_and(|range| *range.start() <= last)
}

/// Gives where an input really is; standard input is where its name says.
fn real(input: &Input) -> PathBuf {
    let path = input.path.clone().unwrap_or_else(|| input.display.clone().into());
    path.canonicalize().or_else(|_| std::path::absolute(&path)).unwrap_or(path)
}

/// Gives where a file of the repository really is.
fn below(root: &Path, name: &[u8]) -> PathBuf {
    let path = root.join(path_from(name));
    path.canonicalize().unwrap_or(path)
}

/// A diff that runs no program of a configuration but Git's own, with names that are quoted only where they must be.
const DIFF: [&str; 15] = [
    "-c",
    "core.quotePath=false",
    "-c",
    "core.fsmonitor=false",
    "diff",
    "--unified=0",
    "--text",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--no-relative",
    "--ignore-submodules=all",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

/// Reads a diff without context: the lines of each file's new side.
fn changed_lines(patch: &[u8], root: &Path) -> BTreeMap<PathBuf, Lines> {
    let mut files = BTreeMap::new();
    let mut current: Option<PathBuf> = None;
    // Lines of a hunk may look like anything; they are counted, not read.
    let mut in_hunk = 0;
    for line in patch.split(|&byte| byte == b'\n') {
        if in_hunk > 0 && !line.starts_with(b"\\") {
            in_hunk -= 1;
        } else if line.starts_with(b"diff --git ") {
            current = None;
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            current = unquote(name).map(|name| below(root, &name));
            if let Some(path) = &current {
                files.insert(path.clone(), Lines::Some(Vec::new()));
            }
        } else if let Some((removed, added)) = hunk(line) {
            in_hunk = removed.1 + added.1;
            let lines = current.as_ref().and_then(|path| files.get_mut(path));
            if let (Some(Lines::Some(ranges)), true) = (lines, added.1 > 0) {
                ranges.push(added.0..=added.0 + added.1 - 1);
            }
        }
    }
    files
}

/// Reads `@@ -start,count +start,count @@`; a count that is not there is 1.
fn hunk(line: &[u8]) -> Option<((usize, usize), (usize, usize))> {
    let line = line.strip_prefix(b"@@ -")?;
    // What follows is a heading of the file, of any length.
    let line = String::from_utf8_lossy(&line[..line.len().min(80)]);
    let (sides, _) = line.split_once(" @@")?;
    let (removed, added) = sides.split_once(" +")?;
    let numbers = |side: &str| {
        let (start, count) = side.split_once(',').unwrap_or((side, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    Some((numbers(removed)?, numbers(added)?))
}

/// Reads a name as Git writes it: behind `b/`, with a tab behind it where it holds spaces, quoted as in C where it
/// holds controls; `None` for `/dev/null`, the new side of a file that is gone.
fn unquote(name: &[u8]) -> Option<Vec<u8>> {
    let Some(quoted) = name.strip_prefix(b"\"") else {
        let name = name.strip_prefix(b"b/")?;
        return Some(name.strip_suffix(b"\t").unwrap_or(name).to_owned());
    };
    let mut plain = Vec::with_capacity(quoted.len());
    let mut rest = quoted.iter().copied().peekable();
    while let Some(byte) = rest.next().filter(|byte| *byte != b'"') {
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        plain.push(match rest.next()? {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            first @ b'0'..=b'3' => {
                let mut digit =
                    || rest.next().filter(|byte| matches!(byte, b'0'..=b'7')).map(|byte| byte - b'0');
                (first - b'0') * 64 + digit()? * 8 + digit()?
            }
            other => other,
        });
    }
    plain.strip_prefix(b"b/").map(<[u8]>::to_owned)
}

/// Why Git gave no answer.
enum GitError {
    /// It could not be started.
    Missing(std::io::Error),
    /// It said no.
    Refused(String),
}

impl GitError {
    fn explain(self) -> CliError {
        match self {
            Self::Missing(error) => CliError::io("run", "git", error),
            Self::Refused(message) => {
                CliError::usage(format!("git: {}", escape(&message)), "try the same with `git diff`")
            }
        }
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(GitError::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(GitError::Refused(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(patch: &str, expected: &[(&str, &[RangeInclusive<usize>])]) {
        let expected: BTreeMap<PathBuf, Lines> = expected
            .iter()
            .map(|(path, lines)| (Path::new("/notes").join(path), Lines::Some(lines.to_vec())))
            .collect();
        assert_eq!(changed_lines(patch.as_bytes(), Path::new("/notes")), expected, "{patch}");
    }

    #[test]
    fn hunks_give_the_lines_of_the_new_side() {
        let head = "diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n";
        check(
            &format!("{head}@@ -1 +1,2 @@ # head\n-x\n+y\n+z\n@@ -9,2 +11 @@\n-a\n-b\n+c\n"),
            &[("a.md", &[1..=2, 11..=11])],
        );
        check(&format!("{head}@@ -5,2 +4,0 @@\n-a\n-b\n"), &[("a.md", &[])]);
        let gone = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
        check(gone, &[]);
    }

    #[test]
    fn lines_of_notes_are_not_taken_for_headers() {
        let patch = "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,0 +2,3 @@\n+++ b/evil.md\n+@@ -1 +1 @@\n\
                     +diff --git a/x b/x\n\\ No newline at end of file\ndiff --git a/c.md b/c.md\n--- a/c.md\n+++ b/c.md\n@@ -0,0 +1 @@\n+x\n";
        check(patch, &[("a b.md", &[2..=4]), ("c.md", &[1..=1])]);
    }

    #[test]
    fn names_are_unquoted() {
        assert_eq!(
            unquote(b"\"b/x\\n::error \\\"\\\\\\343\\203\\216.md\"").as_deref(),
            Some("x\n::error \"\\ノ.md".as_bytes())
        );
        assert_eq!(unquote("b/ノート.md".as_bytes()).as_deref(), Some("ノート.md".as_bytes()));
        assert_eq!(unquote(b"/dev/null"), None);
    }
}
