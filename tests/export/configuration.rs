//! The section `[export]` of `notesmith.toml`.

use super::cards;
use crate::notes::Notes;

#[test]
fn notes_and_decks_are_chosen_by_path() {
    let notes = Notes::new(&[
        (
            "notesmith.toml",
            "[export]\ninclude = [\"/aws/\", \"/memo/\"]\nexclude = [\"draft.md\"]\ntags = [\"exam\", \"a_b\"]\n\
             [[export.decks]]\npaths = [\"aws/**\"]\ndeck = \"Cloud:: AWS \"\n"
                .as_bytes(),
        ),
        ("aws/a.md", "- 列: a\n".as_bytes()),
        ("aws/draft.md", "- 下書き: a\n".as_bytes()),
        ("memo/b.md", "- 山: b\n".as_bytes()),
        ("other/c.md", "- 木: c\n".as_bytes()),
    ]);
    let found = cards(&notes.run(&["export", "--format", "json"]));
    let decks: Vec<_> = found.iter().map(|card| (&card["frontText"], &card["deck"])).collect();
    assert_eq!(
        decks,
        [(&"列".into(), &"Cloud::AWS".into()), (&"山".into(), &serde_json::Value::from("memo"))]
    );
    assert_eq!(found[0]["tags"], serde_json::json!(["notesmith::a", "exam", "a_b"]));
    let csv = notes.run(&["export"]).stdout;
    assert!(csv.contains("\n#tags:notesmith exam a_b\n"), "{csv}");
}

#[test]
fn the_note_type_of_a_csv_is_configured() {
    let notes = Notes::new(&[
        ("notesmith.toml", "[export]\nnote-type = \"基本\"\n".as_bytes()),
        ("a.md", "- 列: a\n".as_bytes()),
    ]);
    assert!(notes.run(&["export"]).stdout.contains("\n#notetype:基本\n"));
    assert!(notes.run(&["export", "--notetype", "Notesmith"]).stdout.contains("\n#notetype:Notesmith\n"));
}

#[test]
fn rows_with_gaps_name_their_note_type() {
    let notes = Notes::new(&[
        ("notesmith.toml", b"[export]\ncard-types = [\"basic\", \"cloze\"]\n"),
        ("a.md", "- 順:\n  - a\n  - b\n".as_bytes()),
    ]);
    for (note_type, of_gaps) in [("Basic", "Cloze"), ("Notesmith", "Notesmith Cloze")] {
        let csv = notes.run(&["export", "--notetype", note_type]).stdout;
        assert!(csv.contains("\n#notetype column:3\n") && !csv.contains("#notetype:"), "{csv}");
        assert!(
            csv.contains(&format!("\"{of_gaps}\"")) && csv.contains(&format!("\"{note_type}\"")),
            "{csv}"
        );
    }
}

#[test]
fn faults_name_the_remedy() {
    for (section, message, help) in [
        ("card-type = []", "there is no key `card-type`", "did you mean `card-types`?"),
        ("card-types = [\"close\"]", "is \"close\"; allowed: \"basic\"", "did you mean \"cloze\"?"),
        ("include = [\"{a\"]", "is no glob", "write it as in .gitignore"),
        (
            "[[export.decks]]\npaths = [\"a\"]\ndeck = \" :: \"",
            "is no name for Anki",
            "levels joined by `::`",
        ),
        ("tags = [\"a b\"]", "\"a b\" in `export.tags`", "write \"a_b\""),
        ("[[export.decks]]\ndeck = \"a\"", "`paths` is missing", "add `paths = …`"),
    ] {
        let config = format!("[export]\n{section}\n");
        let notes = Notes::new(&[("notesmith.toml", config.as_bytes()), ("a.md", b"")]);
        let ran = notes.run(&["export"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(message) && said.contains(help), "{}", ran.stderr);
    }
}
