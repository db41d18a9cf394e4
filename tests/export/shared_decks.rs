//! `--format crowdanki`: the folders of the add-on.

use serde_json::Value;

use crate::notes::Notes;

#[test]
fn each_outermost_deck_is_a_folder() {
    let notes = Notes::new(&[
        ("notesmith.toml", b"[export]\ncard-types = [\"basic\", \"cloze\"]\n"),
        ("aws/dva/a.md", "- 列: ![図](../../a.png)\n- 順:\n  - a\n  - b\n".as_bytes()),
        ("aws/b.md", "- 山: b\n".as_bytes()),
        ("c.md", "- 木: c\n".as_bytes()),
        ("a.png", b"\x89PNG"),
    ]);
    let ran = notes.run(&["export", "--format", "crowdanki", "-o", "shared"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let deck: Value = serde_json::from_slice(&notes.read("shared/aws/deck.json")).expect("JSON");
    assert_eq!((&deck["name"], &deck["__type__"]), (&"aws".into(), &"Deck".into()));
    assert_eq!(deck["notes"][0]["fields"][1], "山");
    let child = &deck["children"][0];
    assert_eq!((&child["name"], child["notes"].as_array().map(Vec::len)), (&"dva".into(), Some(3)));
    let image = child["media_files"][0].as_str().expect("an image");
    assert_eq!(notes.read(&format!("shared/aws/media/{image}")), b"\x89PNG");
    let names: Vec<&str> = deck["note_models"]
        .as_array()
        .expect("models")
        .iter()
        .filter_map(|model| model["name"].as_str())
        .collect();
    assert_eq!(names, ["Notesmith", "Notesmith Cloze"]);
    let other: Value = serde_json::from_slice(&notes.read("shared/Notes/deck.json")).expect("JSON");
    assert_eq!(other["note_models"].as_array().map(Vec::len), Some(1));
    assert!(notes.path("notesmith.cards.lock").exists());
}

#[test]
fn a_folder_has_to_be_named() {
    let ran = Notes::new(&[("a.md", b"- a: b\n")]).run(&["export", "--format", "crowdanki"]);
    assert!(ran.code == 2 && ran.stderr.contains("-o shared-decks"), "{ran:?}");
}
