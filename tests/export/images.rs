//! Images that change: Anki takes a note only if the export says that it is newer.

use crate::notes::Notes;

#[test]
fn another_image_under_an_old_name_is_a_change() {
    let note = "# T\n\n- 図: ![増え方](a.png)\n- 表: 行と列。\n";
    let notes = Notes::new(&[("a.md", note.as_bytes()), ("a.png", b"\x89PNG one")]);
    let package = |seconds: &str| {
        let ran = notes
            .run_with(&["export", "--format", "apkg", "-o", "out.apkg"], &[("SOURCE_DATE_EPOCH", seconds)]);
        assert_eq!(ran.code, 0, "{ran:?}");
        String::from_utf8(notes.read("notesmith.cards.lock")).expect("a lock is text")
    };
    let times = |lock: &str| -> Vec<String> {
        let columns = lock.lines().skip(1).filter_map(|line| line.split('\t').nth(2));
        columns.map(ToOwned::to_owned).collect()
    };
    let first = package("1000");
    assert_eq!(times(&first), ["1000", "1000"]);
    assert_eq!(package("2000"), first, "nothing changed");
    notes.write("a.png", b"\x89PNG two");
    let ran = notes.run(&["export", "--dry-run"]);
    assert_eq!(ran.stdout, "changed   a.md  図\n1 change: 1 changed\n");
    let mut changed = times(&package("3000"));
    changed.sort();
    assert_eq!(changed, ["1000", "3000"], "the card with the image alone");
}
