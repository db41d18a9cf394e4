//! Where an export goes, and what it is by the name of its file.

use crate::notes::Notes;

const NOTE: &[u8] = b"# Memo\n\n- queue: first in, first out\n";

/// Exports with these arguments, and gives the first bytes of a file that it wrote.
fn start_of(arguments: &[&str], file: &str) -> String {
    let notes = Notes::new(&[("a.md", NOTE), ("notesmith.toml", b"")]);
    let ran = notes.run(&[&["export", "a.md"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    String::from_utf8_lossy(&notes.read(file)[..2]).into_owned()
}

#[test]
fn the_ending_says_what_is_written() {
    // A package is a ZIP file.
    assert_eq!(start_of(&["-o", "cards.apkg"], "cards.apkg"), "PK");
    assert_eq!(start_of(&["-o", "cards.json"], "cards.json"), "{\n");
    assert_eq!(start_of(&["-o", "cards.HTML"], "cards.HTML"), "<!");
    assert_eq!(start_of(&["-o", "cards.csv"], "cards.csv"), "#s");
    assert_eq!(start_of(&["-o", "cards"], "cards"), "#s");
    assert_eq!(start_of(&["-o", "cards.apkg", "--format", "anki-csv"], "cards.apkg"), "#s");
}

#[test]
fn a_hyphen_is_standard_output() {
    let notes = Notes::new(&[("a.md", NOTE), ("notesmith.toml", b"")]);
    let ran = notes.run(&["export", "a.md", "-o", "-"]);
    assert!(ran.code == 0 && ran.stdout.starts_with("#separator:Comma\n"), "{}{}", ran.stdout, ran.stderr);
    assert!(!notes.path("-").exists());
    let ran = notes.run(&["export", "a.md", "--format", "apkg", "-o", "-"]);
    assert!(ran.code == 2 && ran.stderr.contains("a package is no text"), "{}", ran.stderr);
}
