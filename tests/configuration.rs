//! What a project says in its files, and how a person sees it.

use crate::notes::Notes;

#[test]
fn config_show_names_the_origin_of_each_value() {
    let config = b"[rules]
\"headings/number-gap\" = \"off\"
spelling = \"hint\"

[[overrides]]
paths = [\"drafts/**\"]
rules = { \"links/broken-path\" = \"warning\" }
";
    let notes = Notes::new(&[("notesmith.toml", config), ("drafts/a.md", b"- a\n")]);
    let shown = |path: &[&str]| {
        let ran = notes.run(&[&["config", "show"], path].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let line = |text: &str, rule: &str| {
        let found = text.lines().find(|line| line.contains(rule)).unwrap_or_default();
        found.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let all = shown(&[]);
    assert!(line(&all, "headings/number-gap").ends_with("# notesmith.toml:2"), "{all}");
    assert_eq!(line(&all, "spelling/near-miss"), "\"spelling/near-miss\" = \"hint\" # notesmith.toml:3");
    assert_eq!(line(&all, "links/broken-path"), "\"links/broken-path\" = \"error\" # default");
    let draft = shown(&["drafts/a.md"]);
    let overridden = "\"links/broken-path\" = \"warning\" # override for drafts/**";
    assert_eq!(line(&draft, "links/broken-path"), overridden);
}

#[test]
fn a_word_that_was_added_is_right() {
    let notes = Notes::new(&[("a.md", "- Lambda: 関数\n- Lambda と Lambda\n- Lamnda: 別物\n".as_bytes())]);
    assert_eq!(notes.findings(&[]), ["a.md: spelling/near-miss"]);
    let ran = notes.run(&["spelling", "add", "Lamnda"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert_eq!(ran.stderr, "added to notesmith-words.txt: Lamnda\n");
    assert_eq!(notes.read("notesmith-words.txt"), b"Lamnda\n");
    assert_eq!(notes.findings(&[]), [""; 0]);
}

#[test]
fn a_project_has_words_brands_and_exceptions_of_its_own() {
    let note = "- Frobnicator と frobnicator\n- Lambda、Lambda、Lambda、Lamnda\n- recieve\n";
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    let plain = ["a.md: spelling/near-miss", "a.md: spelling/known-misspelling"];
    assert_eq!(notes.findings(&[]), plain);
    let config = "[spelling]
words = [\"recieve\"]
brands = { frobnicator = \"FrobNicator\" }
ignore-regex = [\"^Lamn\"]
";
    notes.write("notesmith.toml", config.as_bytes());
    assert_eq!(notes.findings(&[]), ["a.md: spelling/brand-case"; 2]);
}

#[test]
fn a_day_that_is_none_is_refused_offline_too() {
    let config = b"[[links.ignore]]\nurl = \"https://a/*\"\nreason = \"closed\"\nuntil = \"2030-13-01\"\n";
    let notes = Notes::new(&[("notesmith.toml", config), ("a.md", b"- a\n")]);
    for offline in ["--offline", "--dump"] {
        let ran = notes.run(&["links", offline]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("`2030-13-01` is no day"), "{}", ran.stderr);
    }
}
