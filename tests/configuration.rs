//! What a project says in its files, and how a person sees it.

use crate::notes::Notes;

#[test]
fn config_show_names_the_origin_of_each_value() {
    let config = b"[links]
timeout = 5
[links.hosts.\"*.a.example\"]
at-once = 1

[rules]
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
    assert!(line(&all, "headings/number-gap").ends_with("# notesmith.toml:7"), "{all}");
    assert_eq!(line(&all, "spelling/near-miss"), "\"spelling/near-miss\" = \"hint\" # notesmith.toml:8");
    assert_eq!(line(&all, "links.timeout"), "links.timeout = 5 # notesmith.toml:2");
    let hosts = "links.hosts = { \"*.a.example\" = { at-once = 1 } } # notesmith.toml:3";
    assert_eq!(line(&all, "links.hosts"), hosts);
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
fn a_name_of_two_words_is_added_as_the_finding_says() {
    let notes = Notes::new(&[("a.md", "- Cloud Formation で作る\n".as_bytes())]);
    let ran = notes.run(&["lint"]);
    assert!(ran.stdout.contains("`notesmith spelling add \"Cloud Formation\"`"), "{}", ran.stdout);
    assert_eq!(notes.run(&["spelling", "add", "Cloud Formation"]).code, 0);
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
        assert!(ran.stderr.contains("\"2030-13-01\" in `links.ignore.until` is no day"), "{}", ran.stderr);
    }
}

#[test]
fn every_command_refuses_a_faulty_configuration_in_plain_words() {
    for (config, message, help) in [
        (
            "[links.hosts.\"a.example\"]\nat-once = 0\n",
            "is 0; allowed: a whole number from 1 to 255",
            ":2:11",
        ),
        (
            "[links.ignore]\nurl = \"x\"\n",
            "allowed: a list of tables",
            "write [[links.ignore]], in two brackets",
        ),
        ("[[overrides]]\npaths = [\"none\"]\nrules = { nope = \"off\" }\n", "there is no rule", ":3:11"),
        ("[spelling]\nword-files = [\"none.txt\"]\n", "there is no file `none.txt`", ":2:16"),
        ("extends = \".\"\n", "there is no file `.` in this project", ":1:12"),
        (
            "[[patterns]]\nname = \"x\"\nregex = \"a\"\nmessage = \"m\"\nreplacement = \"$2\"\n",
            "group 2",
            ":3:9",
        ),
    ] {
        let notes = Notes::new(&[("notesmith.toml", config.as_bytes()), ("a.md", b"- a: b\n")]);
        let commands: [&[&str]; 6] =
            [&["lint"], &["links", "--offline"], &["export"], &["cards"], &["renumber"], &["config", "show"]];
        for command in commands {
            if config.contains("word-files") && command != ["lint"] {
                continue;
            }
            let ran = notes.run(command);
            assert_eq!(ran.code, 2, "{command:?} {ran:?}");
            let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains(message) && said.contains(help), "{command:?} {}", ran.stderr);
        }
    }
}

#[test]
fn a_configuration_in_another_encoding_is_named() {
    let notes = Notes::new(&[("notesmith.toml", b"# \xff\n"), ("a.md", b"")]);
    let ran = notes.run(&["lint"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("is not UTF-8 at byte 2"), "{}", ran.stderr);
}

#[test]
fn each_file_goes_by_the_nearest_configuration() {
    let note = "- [x](missing.md)\n- Lamnda と Lambda と Lambda と Lambda\n".as_bytes();
    let off = b"[files]\nexclude = [\"drafts/**\"]\n[rules]\n\"links/broken-path\" = \"off\"\n";
    let notes = Notes::new(&[
        ("one/notesmith.toml", off),
        ("one/notesmith-words.txt", b"Lamnda\n"),
        ("one/deep/a.md", note),
        ("one/drafts/d.md", note),
        ("two/b.md", note),
    ]);
    let two = ["two/b.md: links/broken-path", "two/b.md: spelling/near-miss"];
    assert_eq!(notes.findings(&[]), two, "from above, with its own words and what it leaves out");
    assert_eq!(notes.findings(&["one/"]), [""; 0]);
    assert_eq!(notes.findings(&["one/deep/a.md"]), [""; 0]);
    let named = ["one/drafts/d.md: spelling/near-miss"];
    notes.write("one/notesmith-words.txt", b"");
    assert_eq!(notes.findings(&["one/drafts/d.md"]), named, "a file that is named is checked");
    assert_eq!(
        notes.findings(&["--config", "one/notesmith.toml", "two/b.md"]),
        ["two/b.md: spelling/near-miss"]
    );
    let shown = notes.run(&["config", "show", "one/deep/a.md"]).stdout;
    assert!(shown.contains("one/notesmith.toml:4"), "{shown}");
    notes.write("notesmith.toml", b"[rules]\nspelling = \"off\"\n");
    assert_eq!(notes.findings(&["two"]), ["two/b.md: links/broken-path"]);
    assert_eq!(notes.findings(&["one"]), ["one/deep/a.md: spelling/near-miss"], "the nearer one holds alone");
    let ran = notes.run(&["lint", "--fix", "."]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
}

#[test]
fn other_commands_go_by_the_configuration_that_is_nearest_to_all_paths() {
    let config = b"[export]\ninclude = [\"a.md\"]\n";
    let note = "- Lambda: 関数を動かす\n".as_bytes();
    let notes = Notes::new(&[("one/notesmith.toml", config), ("one/a.md", note), ("one/b.md", note)]);
    let cards = |paths: &[&str]| {
        let ran = notes.run(&[&["cards", "--format", "json"], paths].concat());
        serde_json::from_str::<serde_json::Value>(&ran.stdout).expect("it is JSON")["cards"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(cards(&["one"]), Some(1));
    assert_eq!(cards(&["one/a.md", "one/b.md"]), Some(1));
    assert_eq!(cards(&["."]), Some(2));
}
