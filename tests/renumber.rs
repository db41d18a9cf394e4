//! `notesmith renumber`: what it says, and what it refuses to write.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::notes::Notes;

const BEFORE: &[u8] = b"## 1. a\n\n## 3. b\n";

fn git(folder: &Path, arguments: &[&str]) {
    let ran = Command::new("git")
        .args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("git is there");
    assert!(ran.status.success(), "{arguments:?}: {ran:?}");
}

/// Makes a repository that holds `日本 x.md` and ignores `ignored.md`.
fn repository() -> Notes {
    let notes = Notes::new(&[("日本 x.md", BEFORE), (".gitignore", b"ignored.md\n")]);
    git(&notes.path(""), &["init", "-q"]);
    git(&notes.path(""), &["add", "."]);
    git(&notes.path(""), &["commit", "-q", "-m", "notes"]);
    notes
}

#[track_caller]
fn check_refused(notes: &Notes, name: &str, reason: &str) {
    let before = notes.read(name);
    let ran = notes.run(&["renumber", "--write", name]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains(reason) && ran.stderr.contains("--allow-dirty"), "{}", ran.stderr);
    assert_eq!(notes.read(name), before, "{name} is untouched");
}

#[test]
fn renumber_writes_what_git_holds() {
    let notes = repository();
    let ran = notes.run(&["renumber", "--write", "日本 x.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(notes.read("日本 x.md"), b"## 1. a\n\n## 2. b\n");
    notes.write("日本 x.md", BEFORE);
    notes.write("日本 x.md", b"## 1. a\n\n## 4. b\n");
    check_refused(&notes, "日本 x.md", "has changes");
}

#[test]
fn renumber_refuses_what_git_cannot_bring_back() {
    let notes = repository();
    for (name, reason) in [
        ("new.md", "is not tracked"),
        ("新 しい.md", "is not tracked"),
        ("new folder/a.md", "is not tracked"),
    ] {
        notes.write(name, BEFORE);
        check_refused(&notes, name, reason);
    }
}

#[test]
fn renumber_refuses_files_that_git_ignores() {
    let notes = repository();
    notes.write("ignored.md", BEFORE);
    check_refused(&notes, "ignored.md", "is ignored");
}

#[test]
fn renumber_refuses_to_write_outside_a_repository() {
    let notes = Notes::new(&[("a.md", BEFORE)]);
    check_refused(&notes, "a.md", "Git could not bring");
}

#[test]
fn renumber_says_why_it_leaves_a_series_alone() {
    let notes = Notes::new(&[("a.md", b"## 1. a\n\n## 2-3. b\n\n## 6. c\n")]);
    let ran = notes.run(&["renumber"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("a.md:3: `2-3. b` stands for several numbers"), "{}", ran.stderr);
}

#[test]
fn renumber_help_shows_the_placeholder() {
    let ran = Notes::new(&[]).run(&["renumber", "--help"]);
    assert!(ran.stdout.contains("{n}"), "{}", ran.stdout);
}

#[test]
fn renumber_prints_what_became_of_standard_input() {
    let notes = Notes::new(&[]);
    for (before, after) in [
        ("## 1. a\n\n## 3. b\n", "## 1. a\n\n## 2. b\n"),
        ("## 1. a\n", "## 1. a\n"),
        ("## 第一章\n\n## 第三章\n\n## 第四章\n", "## 第一章\n\n## 第二章\n\n## 第三章\n"),
        ("## ① a\n\n## ③ b\n", "## ① a\n\n## ② b\n"),
    ] {
        let ran = notes.run_on(before, &["renumber", "--write", "-"]);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, after, ""));
    }
    let ran = notes.run_on("## ㊿ a\n\n## ㊿ b\n", &["renumber", "-"]);
    assert!(ran.stderr.contains("`㊿ b` would get a number that its script does not have"), "{}", ran.stderr);
}
