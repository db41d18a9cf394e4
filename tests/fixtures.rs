//! The sample notes: each defect is found, clean notes are left alone, and fixing ends.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::notes::{Notes, findings, run_in};

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

#[test]
fn each_defect_is_found() {
    let ran = run_in(&fixtures("notes"), &["lint", "--hints", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let found = findings(&ran);
    let rules: BTreeSet<&str> =
        found.iter().filter_map(|finding| Some(finding.split_once(": ")?.1)).collect();
    for expected in [
        "characters/full-width-alphanumeric",
        "characters/invisible-character",
        "characters/kangxi-radical",
        "headings/duplicate-number",
        "headings/malformed-marker",
        "headings/mixed-number-style",
        "headings/number-gap",
        "headings/number-out-of-range",
        "headings/skipped-level",
        "links/broken-anchor",
        "links/broken-path",
        "links/glued-url",
        "markup/repeated-spaces",
        "markup/trailing-spaces",
        "spelling/brand-case",
        "spelling/known-misspelling",
        "spelling/near-miss",
        "terms/separator-style",
    ] {
        assert!(rules.contains(expected), "{expected} finds nothing in {rules:?}");
    }
}

#[test]
fn clean_notes_have_no_finding() {
    let ran = run_in(&fixtures("clean"), &["lint"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}

#[test]
fn fixing_twice_is_fixing_once() {
    let notes = Notes::copy_of(&fixtures("notes"));
    let snapshot = || -> Vec<(PathBuf, Vec<u8>)> {
        let entries = std::fs::read_dir(notes.path(".")).expect("the folder is there");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("readable"))).collect()
    };
    let before = snapshot();
    notes.run(&["lint", "--fix"]);
    let once = snapshot();
    assert_ne!(before, once, "there is something to fix");
    assert_eq!(before.len(), once.len(), "no file comes or goes");
    notes.run(&["lint", "--fix"]);
    assert_eq!(once, snapshot());
}

#[test]
fn a_diff_writes_nothing() {
    let notes = Notes::new(&[("memo.md", b"# Memo\n\n- we recieve it\n")]);
    let ran = notes.run(&["lint", "--diff"]);
    assert!(ran.stdout.contains("-- we recieve it") && ran.stdout.contains("+- we receive it"), "{ran:?}");
    assert_eq!(notes.read("memo.md"), b"# Memo\n\n- we recieve it\n");
}

#[test]
fn thread_count_and_order_of_arguments_do_not_matter() {
    let folder = fixtures("notes");
    let arguments = ["lint", "--format", "json", "--hints"];
    let whole = run_in(&folder, &[&arguments[..], &["01-10.md", "11-20.md", "21-30.md"]].concat());
    let again = run_in(&folder, &[&arguments[..], &["21-30.md", "01-10.md", "11-20.md"]].concat());
    assert_eq!(whole.stdout, again.stdout);
}
