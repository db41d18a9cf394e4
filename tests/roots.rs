//! Notes are the same notes from whatever folder the program is run.

use crate::notes::{Notes, findings, run_in};

/// Gives the findings of the notes at `named`, by a run in another folder.
fn from_elsewhere(notes: &Notes, named: &[&str]) -> Vec<String> {
    let elsewhere = Notes::new(&[("own.md", b"# own\n")]);
    let paths = named.iter().map(|name| notes.path(name).to_string_lossy().into_owned());
    let arguments: Vec<String> =
        ["lint", "--format", "json"].map(str::to_owned).into_iter().chain(paths).collect();
    let ran = run_in(&elsewhere.path(""), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let folder = format!("{}/", notes.path("").to_string_lossy().trim_end_matches('/'));
    findings(&ran).iter().map(|finding| finding.replace(&folder, "")).collect()
}

fn notes() -> Notes {
    Notes::new(&[
        (
            "notes/a/x.md",
            b"# x\n\n[y](../b/y.md#y) [z](../b/z.md) [up](../../up.md) [y](/b/y.md) [z](/b/z.md)\n",
        ),
        ("notes/b/y.md", b"# y\n\n[x](../a/x.md#q)\n"),
    ])
}

#[test]
fn a_named_folder_is_the_root_of_notes_that_no_repository_holds() {
    let expected = [
        "notes/a/x.md: links/broken-path",
        "notes/a/x.md: links/broken-path",
        "notes/b/y.md: links/broken-anchor",
    ];
    assert_eq!(from_elsewhere(&notes(), &["notes"]), expected);
    assert_eq!(from_elsewhere(&notes(), &["notes/a", "notes"]), expected);
}

#[test]
fn what_lies_beyond_a_named_file_is_unknown() {
    assert!(from_elsewhere(&notes(), &["notes/b/y.md"]).is_empty());
}

#[test]
fn in_a_repository_it_is_known() {
    let notes = notes();
    notes.write("notes/notesmith.toml", b"");
    let expected = ["notes/b/y.md: links/broken-anchor"];
    assert_eq!(from_elsewhere(&notes, &["notes/b/y.md"]), expected);
    let finding = "notes/a/x.md: links/broken-path";
    assert_eq!(from_elsewhere(&notes, &["notes/a/x.md"]), [finding; 3]);
}
