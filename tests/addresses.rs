//! Fixes leave alone what links lead to by its letters.

use crate::notes::Notes;

/// Fixes a note and gives what became of it.
fn fixed(note: &str) -> String {
    let notes = Notes::new(&[("a.md", note.as_bytes()), ("b.md", b"# b\n")]);
    notes.run(&["lint", "--fix"]);
    String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before")
}

#[test]
fn labels_of_links_stay() {
    for note in [
        "[recieve guide] を読む\n\n[recieve guide]: b.md\n",
        "[recieve guide][] を読む\n\n[recieve guide]: b.md\n",
        "![recieve guide]\n\n[recieve guide]: b.png\n",
        "[[recieve]] と [[b|recieve]]\n",
    ] {
        assert_eq!(fixed(note), note);
    }
    let text = "[recieve][guide]\n\n[guide]: b.md\n";
    assert_eq!(fixed(text), text.replace("recieve", "receive"));
}

#[test]
fn headings_that_links_lead_to_stay() {
    let note = "# Copy the the files\n\n[a](#copy-the-the-files)\n";
    assert_eq!(fixed(note), note);
    assert_eq!(fixed("# Copy the the files\n"), "# Copy the files\n");
}

#[test]
fn numbers_that_links_lead_to_stay() {
    let headings = "## 1. a\n\n## 2. b\n\n## 3. c\n\n## 4. d\n\n## 5 e\n";
    assert_eq!(fixed(headings), headings.replace("## 5 e", "## 5. e"));
    let linked = format!("{headings}\n[e](#5-e)\n");
    assert_eq!(fixed(&linked), linked);
}
