//! What `--diff` and `renumber` print can be applied by Git, whatever stands in the notes and in their names.

use std::process::{Command, Stdio};

use crate::notes::Notes;

/// Runs a command that prints a diff, lets Git apply it, and compares with what the command writes by itself.
fn check(files: &[(&str, &str)], print: &[&str], write: &[&str]) {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (applied, written) = (Notes::new(&bytes), Notes::new(&bytes));
    let ran = applied.run(print);
    assert_eq!(ran.code, 1, "{ran:?}");
    applied.write("changes.diff", ran.stdout.as_bytes());
    let git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "changes.diff"])
        .current_dir(applied.path(""))
        .env("GIT_CEILING_DIRECTORIES", applied.path("").parent().expect("a folder"))
        .stdin(Stdio::null())
        .output()
        .expect("git is there");
    assert!(git.status.success(), "{}\n{}", String::from_utf8_lossy(&git.stderr), ran.stdout);
    let ran = written.run(write);
    assert!(ran.code <= 1, "{ran:?}");
    for (name, text) in files {
        assert_eq!(applied.read(name), written.read(name), "{name:?}");
        assert_ne!(applied.read(name), text.as_bytes(), "{name:?} changes");
    }
}

const NOTES: [(&str, &str); 3] = [
    ("日本 x.md", "# 見出し\r\n\r\na  b \u{1b}[31m\r\n"),
    ("plain.md", "one\rtwo  three\n\n\t\u{7}recieve"),
    ("sub/##[error].md", "a  b\n"),
];

#[test]
fn git_applies_what_lint_prints() {
    check(&NOTES, &["lint", "--diff"], &["lint", "--fix"]);
}

#[test]
#[cfg(unix)]
fn git_applies_changes_of_files_with_odd_names() {
    check(&[("q\"\\\u{1b}\n.md", "a  b\n")], &["lint", "--diff"], &["lint", "--fix"]);
}

#[test]
fn git_applies_what_renumber_prints() {
    let notes = [("1-10.md", "## 1. a\r\n\r\n## 3. b\u{1b}\r\n"), ("links.md", "[x][3]\n\n[3]: 1-10.md#3-b")];
    check(&notes, &["renumber"], &["renumber", "--write", "--allow-dirty"]);
}
