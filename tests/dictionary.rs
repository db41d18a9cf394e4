//! Dictionaries of prh that a project names.

use crate::notes::Notes;

const CONFIG: &[u8] = b"[ja.prh]\nfiles = [\"words/prh.yml\"]\n";

/// A project with a dictionary of two files.
fn project(note: &str, own: &str, imported: &str) -> Notes {
    let files = [("words/prh.yml", own), ("words/more/terms.yml", imported), ("notes/a.md", note)];
    let notes = Notes::new(&[("notesmith.toml", CONFIG)]);
    for (name, text) in files {
        notes.write(name, text.as_bytes());
    }
    notes
}

#[test]
fn what_the_dictionary_says_is_shown_and_mended() {
    let own = "version: 1\nimports: more/terms.yml\nrules:\n  - expected: こと\n    pattern: /(?<![記大])事(?!件)/\n    prh: 形式名詞はひらがなで書く\n";
    let imported = "version: 1\nrules:\n  - expected: ウェブ\n    patterns: [/ウエブ/i, /web(?=サイト)/i]\n";
    let note = "- 記事を書く事\n- WEBサイトとウエブと `ウエブ`\n";
    let notes = project(note, own, imported);
    assert_eq!(notes.findings(&[]), ["notes/a.md: ja/prh"; 3]);
    let ran = notes.run(&["lint", "notes"]);
    assert!(ran.stdout.contains("write こと: 形式名詞はひらがなで書く"), "{}", ran.stdout);
    assert_eq!(notes.run(&["lint", "--fix"]).code, 0);
    assert_eq!(
        String::from_utf8_lossy(&notes.read("notes/a.md")),
        "- 記事を書くこと\n- ウェブサイトとウェブと `ウエブ`\n"
    );
}

#[test]
fn a_comment_of_textlint_and_a_level_silence_it() {
    let rules = "version: 1\nrules: [{expected: ウェブ, pattern: ウエブ}]\n";
    let note = "<!-- textlint-disable prh -->\n\nウエブ\n\n<!-- textlint-enable prh -->\n\nウエブ\n";
    let notes = project(note, rules, "version: 1\n");
    assert_eq!(notes.findings(&[]), ["notes/a.md: ja/prh"]);
    assert_eq!(notes.findings(&["--ignore", "ja/prh"]), [""; 0]);
}

#[test]
fn a_dictionary_that_cannot_be_used_names_file_rule_and_construct() {
    for (own, imported, told) in [
        ("version: 1\nimports: ../../prh.yml\n", "", "prh.yml: there is no such file in this project"),
        ("version: 1\nimports: more/none.yml\n", "", "words/more/none.yml: there is no such file"),
        (
            "version: 1\nimports: more/terms.yml\n",
            "version: 1\nrules: [{expected: ウェブ, pattern: '/(?i:web)/'}]\n",
            "words/more/terms.yml: rule `ウェブ`: its expression holds what this tool cannot read: the group `(?i`",
        ),
        (
            "version: 1\nrules: [{expected: b, pattern: a, specs: [{from: aa, to: ab}]}]\n",
            "",
            "words/prh.yml: rule `b`: its spec fails: `aa` becomes `bb`, not `ab`",
        ),
    ] {
        let notes = project("- 本文\n", own, imported);
        let ran = notes.run(&["lint"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        let said = ran.stderr.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(told), "{told}: {}", ran.stderr);
        assert_eq!(notes.run(&["lint", "--ignore", "ja"]).code, 0, "a rule that is off reads nothing");
    }
}
