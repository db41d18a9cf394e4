//! Ids of cards from whatever folder they are exported, and where exports are written.

use std::path::Path;

use super::cards;
use crate::notes::{Notes, Ran, run_in};

const NOTE: (&str, &[u8]) = ("notes/aws/a.md", "- 列: a\n".as_bytes());

/// Gives guid and deck of the only card of a run.
#[track_caller]
fn card(ran: &Ran) -> [String; 2] {
    let found = cards(ran);
    assert_eq!(found.len(), 1, "{found:?}");
    ["guid", "deck"].map(|member| found[0][member].as_str().expect("a text").to_owned())
}

/// Checks that the card is the same from the root of the notes, from below and from above it.
#[track_caller]
fn check_same(notes: &Notes) {
    let export = |folder: &Path, path: &str| card(&run_in(folder, &["export", "--format", "json", path]));
    let expected = export(&notes.path("notes"), ".");
    assert_eq!(expected[1], "aws");
    assert_eq!(export(&notes.path("notes/aws"), "."), expected);
    assert_eq!(export(&notes.path("notes"), "aws/a.md"), expected);
    assert_eq!(export(&notes.path(""), "notes"), expected);
    assert_eq!(export(&notes.path(""), "notes/aws/a.md"), expected);
}

#[test]
fn a_configuration_marks_the_root() {
    check_same(&Notes::new(&[NOTE, ("notes/notesmith.toml", b"")]));
}

#[test]
fn a_repository_marks_the_root() {
    let notes = Notes::new(&[NOTE, ("notes/.git/HEAD", b"ref: refs/heads/main\n")]);
    check_same(&notes);
}

#[test]
fn a_lock_marks_the_root_where_nothing_else_does() {
    let notes = Notes::new(&[NOTE]);
    let ran = run_in(&notes.path("notes"), &["export", "--lock", "-o", "cards.csv"]);
    assert!(ran.code == 0 && !ran.stderr.contains("nothing marks the root"), "{ran:?}");
    check_same(&notes);
    let ran = notes.run(&["export", "--format", "apkg", "-o", "cards.apkg", "notes"]);
    assert!(ran.stderr.contains("no card changed"), "{ran:?}");
    assert!(!notes.path("notesmith.cards.lock").exists(), "the lock stays where it is");
}

#[test]
fn notes_without_a_root_are_named_where_ids_matter() {
    let notes = Notes::new(&[NOTE]);
    for (format, warns) in [("anki-csv", true), ("json", false), ("csv", false)] {
        let ran = notes.run(&["export", "--format", format, "notes"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(ran.stderr.contains("nothing marks the root of these notes"), warns, "{}", ran.stderr);
    }
}

#[test]
fn a_target_without_a_folder_is_named_as_it_was_given() {
    let notes = Notes::new(&[NOTE]);
    for format in ["anki-csv", "apkg", "html"] {
        let ran = notes.run(&["export", "--format", format, "-o", "none/cards.x"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("cannot write none/cards.x: No such file or directory"), "{}", ran.stderr);
        assert!(said.contains("make its folder first") && !said.contains(".notesmith-"), "{}", ran.stderr);
    }
}
