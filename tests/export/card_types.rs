//! What is made of an entry, by the types that configuration asks for.

use super::{cards, shown};
use crate::notes::Notes;

#[track_caller]
fn check(config: &str, note: &str, expected: &[&str]) {
    let config = format!("[export]\n{config}\n");
    let notes = Notes::new(&[("notesmith.toml", config.as_bytes()), ("a.md", note.as_bytes())]);
    assert_eq!(shown(&notes), expected);
}

#[test]
fn short_definitions_are_asked_both_ways() {
    let config = "card-types = [\"basic\", \"reversed\"]";
    check(config, "- 列: 先入れ先出し", &["basic 列 = 先入れ先出し", "reversed 先入れ先出し = 列"]);
    check(config, "- 列: 列を作る", &["basic 列 = 列を作る"]);
    check(config, "- 列: a\n  - b", &["basic 列 = a / b"]);
    check(config, "- 列: ![図](https://example.com/a.png)", &["basic 列 = "]);
    check(config, &format!("- 列: {}", "長".repeat(121)), &[&format!("basic 列 = {}", "長".repeat(121))]);
}

#[test]
fn acronyms_are_asked_both_ways() {
    let config = "card-types = [\"acronym\"]";
    let both = ["acronym FIFO = ? = First In, First Out", "acronym First In, First Out = ? = FIFO"];
    check(config, "- FIFO(First In, First Out): 先入れ先出し", &both);
    check(config, "- First In, First Out（FIFO）: 先入れ先出し", &both);
    check(config, "- 列（Queue）: 先入れ先出し", &[]);
}

#[test]
fn enumerations_become_gaps() {
    let notes = Notes::new(&[
        ("notesmith.toml", b"[export]\ncard-types = [\"cloze\"]\n"),
        ("a.md", "- 順:\n  - a::b\n  - c\n- 列: 先入れ\n".as_bytes()),
    ]);
    let found = cards(&notes.run(&["export", "--format", "json"]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["cloze"], "順\n<ul>\n<li>{{c1::a:&#58;b}}</li>\n<li>{{c2::c}}</li>\n</ul>");
}

/// Anki knows the card of a gap by its number.
#[test]
fn numbers_of_gaps_are_append_only() {
    let notes = Notes::new(&[("notesmith.toml", b"[export]\ncard-types = [\"cloze\"]\n")]);
    let numbers = |note: &str| -> String {
        notes.write("a.md", note.as_bytes());
        let ran = notes.run(&["export", "--format", "anki-csv", "--lock", "-o", "a.csv"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let text = cards(&notes.run(&["export", "--format", "json"]))[0]["cloze"].clone();
        let text = text.as_str().expect("a text").to_owned();
        text.split("{{c")
            .skip(1)
            .map(|gap| gap.split("}}").next().unwrap_or("").replace("::", "") + " ")
            .collect()
    };
    assert_eq!(numbers("- 順:\n  - a\n  - b\n  - c\n"), "1a 2b 3c ");
    assert_eq!(numbers("- 順:\n  - a\n  - x\n  - b\n  - c\n"), "1a 4x 2b 3c ");
    assert_eq!(numbers("- 順:\n  - x\n  - c\n"), "4x 3c ");
    assert_eq!(numbers("- 順:\n  - x\n  - c\n  - d\n"), "4x 3c 5d ");
    assert_eq!(numbers("- 順:\n  - x\n  - 直した c\n  - d\n"), "4x 3直した c 5d ");
    assert_eq!(numbers("- 新しい順:\n  - x\n  - 直した c\n  - d\n"), "4x 3直した c 5d ");
    assert_eq!(numbers("- 新しい順:\n  - d\n  - x\n  - 直した c\n"), "5d 4x 3直した c ");
}

/// A note that changed its note type would be refused by Anki.
#[test]
fn another_type_is_another_note() {
    let notes = Notes::new(&[("a.md", "- 順:\n  - a\n  - b\n".as_bytes())]);
    let guid = |types: &str| {
        notes.write("notesmith.toml", format!("[export]\ncard-types = [{types}]\n").as_bytes());
        notes.run(&["export", "--lock", "-o", "a.csv"]);
        cards(&notes.run(&["export", "--format", "json"]))[0]["guid"].clone()
    };
    let basic = guid("\"basic\"");
    assert_ne!(basic, guid("\"cloze\""));
    assert_eq!(basic, guid("\"basic\""));
}

#[test]
fn rows_of_tables_are_entries_if_asked_for() {
    let table = "# 題\n\n| 語 | 意味 | 例 |\n|---|---|---|\n| 列 | 先入れ | `a\\|b` |\n| 2 | x | y |\n| 山 | | 皿 |\n";
    check("table-rows = true", table, &["basic 列 = 意味: 先入れ / 例: a|b", "basic 山 = 例: 皿"]);
    check("", table, &[]);
    let two = "- 構造:\n\n| 語 | 意味 |\n|---|---|\n| 列 | 先入れ |\n";
    check("table-rows = true", two, &["basic 構造 = 語 / 意味 / 列 / 先入れ", "basic 列 = 先入れ"]);
}

#[test]
fn dollars_are_formulas_if_asked_for() {
    let note = "- 面積: $a_1 * b_1$ で、$5 と $6 ではない\n";
    check("dollar-math = true", note, &["basic 面積 = \\(a_1 * b_1\\) で、$5 と $6 ではない"]);
    check("", note, &["basic 面積 = $a_1 * b_1$ で、$5 と $6 ではない"]);
}
