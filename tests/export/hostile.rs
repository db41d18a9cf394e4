//! Notes made to do harm, or to confuse Anki or a spreadsheet: safe output, or a clear error.

use super::cards;
use crate::notes::Notes;

/// Exports one note in a format as text.
#[track_caller]
fn export(note: &str, format: &str) -> String {
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    let ran = notes.run(&["export", "--format", format]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.stdout
}

/// Gives the back of the only card of a note as HTML.
#[track_caller]
fn back(note: &str) -> String {
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    let found = cards(&notes.run(&["export", "--format", "json"]));
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]["back"].as_str().expect("HTML").to_owned()
}

#[test]
fn an_image_outside_is_an_error_that_names_the_line() {
    for format in ["apkg", "html", "crowdanki"] {
        let notes = Notes::new(&[("a.md", "# 題\n\n- 列: ![x](../../etc/passwd.png)\n".as_bytes())]);
        let ran = notes.run(&["export", "--format", format, "-o", "out"]);
        assert_eq!(ran.code, 2, "{format}: {ran:?}");
        assert!(ran.stderr.contains("a.md:3") && ran.stderr.contains("outside"), "{}", ran.stderr);
        assert!(!notes.path("out").exists() && !notes.path("notesmith.cards.lock").exists(), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn an_image_behind_a_link_to_outside_is_an_error() {
    let secret = Notes::new(&[("secret.png", b"secret")]);
    let notes = Notes::new(&[("a.md", "- 列: ![x](link.png)\n".as_bytes())]);
    std::os::unix::fs::symlink(secret.path("secret.png"), notes.path("link.png"))
        .expect("a link can be made");
    let ran = notes.run(&["export", "--format", "apkg", "-o", "out.apkg"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("a.md:1") && ran.stderr.contains("outside"), "{}", ran.stderr);
}

#[test]
fn what_runs_is_taken_out() {
    let note = "- 列: 前<script>alert(1)</script><img src=\"https://x.example/a.png\" onerror=\"alert(1)\">\
                <a href=\"javascript:alert(1)\">押す</a>\n";
    for format in ["anki-csv", "json"] {
        let text = export(note, format).to_lowercase();
        for word in ["<script", "onerror", "javascript:", "alert(1)"] {
            assert!(!text.contains(word), "{format}: {word} in {text}");
        }
    }
}

#[test]
fn templates_and_gaps_are_not_opened() {
    let html = back("- 列: {{Front}} と {{c1::x}}\n");
    assert_eq!(html, "&#123;&#123;Front&#125;&#125; と &#123;&#123;c1::x&#125;&#125;");
}

#[test]
fn gaps_of_ours_are_closed_by_us_alone() {
    let notes = Notes::new(&[
        ("notesmith.toml", b"[export]\ncard-types = [\"cloze\"]\n"),
        ("a.md", "- 順:\n  - a}} {{c9::b\n  - c::d\n".as_bytes()),
    ]);
    let text = cards(&notes.run(&["export", "--format", "json"]))[0]["cloze"].clone();
    let text = text.as_str().expect("a text");
    assert_eq!(
        (text.matches("{{").count(), text.matches("}}").count(), text.matches("::").count()),
        (2, 2, 2)
    );
}

#[test]
fn formulas_of_spreadsheets_are_text() {
    for (note, cell) in [
        ("- =HYPERLINK(\"https://x.example\"): a\n", "\"'=HYPERLINK(\"\"https://x.example\"\")\""),
        ("- 列: +1\n", "列,'+1,"),
        ("- 列: @SUM(A1)\n", "列,'@SUM(A1),"),
    ] {
        let csv = export(note, "csv");
        assert!(csv.contains(cell), "{cell} in {csv}");
    }
}

#[test]
fn old_latex_is_text() {
    assert_eq!(back("- 列: [latex]\\input{/etc/passwd}[/latex]\n").matches("&#91;").count(), 2);
    assert_eq!(back("- 列: [$]x[/$] と [sound:a.mp3]\n").matches("&#91;").count(), 3);
}

#[test]
fn the_separator_of_fields_is_a_space() {
    assert_eq!(back("- 列: a\u{1f}b\n"), "a b");
    assert!(!export("- 列\u{1f}山: a\u{1f}b\n", "anki-csv").contains('\u{1f}'));
}

#[test]
fn no_row_begins_with_a_hash() {
    let csv = export("- #列: #a\n- 山: \"b\n", "anki-csv");
    let rows: Vec<&str> = csv.lines().skip(8).collect();
    assert!(rows.len() == 2 && rows.iter().all(|row| row.starts_with('"') && row.ends_with('"')), "{csv}");
}

#[test]
fn a_term_of_digits_is_no_card() {
    let notes = Notes::new(&[("a.md", "- 2024: 年\n- 列: a\n".as_bytes())]);
    assert_eq!(cards(&notes.run(&["export", "--format", "json"])).len(), 1);
    let explained = notes.run(&["cards", "--explain"]).stdout;
    assert!(explained.contains("1  no card: no term stands before the separator"), "{explained}");
}

/// Anki reads a deck column of digits as a deck's id and loses the row.
#[test]
fn a_deck_of_digits_lies_below_another() {
    let notes = Notes::new(&[("2024/a.md", "- 列: a\n".as_bytes())]);
    assert_eq!(cards(&notes.run(&["export", "--format", "json"]))[0]["deck"], "Notes::2024");
}

#[test]
fn equal_terms_are_cards_of_their_own() {
    let notes = Notes::new(&[("a.md", "# 題\n\n- 列: a\n- 列: b\n- 列: a\n".as_bytes())]);
    let guids = |notes: &Notes| -> Vec<String> {
        let found = cards(&notes.run(&["export", "--format", "json"]));
        found.iter().map(|card| card["guid"].as_str().expect("a guid").to_owned()).collect()
    };
    let first = guids(&notes);
    let distinct: std::collections::BTreeSet<&String> = first.iter().collect();
    assert_eq!(distinct.len(), 3);
    assert_eq!(first, guids(&notes));
}
