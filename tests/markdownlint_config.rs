//! `notesmith init --from-markdownlint`: configurations as people have them.

use crate::notes::Notes;

/// Takes over the first file; gives the configuration without its first line, and what was said.
fn take_over(files: &[(&str, &str)]) -> (String, String) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let notes = Notes::new(&files);
    let ran = notes.run(&["init", "--from-markdownlint", files[0].0]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let written = String::from_utf8(notes.read("notesmith.toml")).expect("it is text");
    let lint = notes.run(&["lint"]);
    assert_eq!(lint.code, 0, "{written}{}", lint.stderr);
    let rest = written.split_once('\n').expect("more than one line").1;
    (rest.to_owned(), ran.stderr.lines().skip(1).collect::<Vec<_>>().join("\n"))
}

#[track_caller]
fn check(files: &[(&str, &str)], written: &str, said: &str) {
    let (found, told) = take_over(files);
    assert_eq!(found, written, "{files:?}");
    assert_eq!(told, said, "{files:?}");
}

#[test]
fn json_and_yaml_make_the_same() {
    let expected = "\n[rules]\n\"lists/indent\" = { level = \"warning\", indent = 4 }\n\
                    \"markup/line-length\" = \"off\"\n";
    check(
        &[(".markdownlint.json", "{ \"MD007\": { \"indent\": 4 }, \"line-length\": false }")],
        expected,
        "",
    );
    check(&[(".markdownlint.yaml", "# Lists\nMD007:\n  indent: 4\nline-length: false\n")], expected, "");
    check(&[(".markdownlint.yaml", "{ MD007: { indent: 4 }, MD013: false }")], expected, "");
}

#[test]
fn the_later_of_two_settings_holds() {
    for (file, level) in [
        ("{ \"whitespace\": false, \"MD009\": true }", "warning"),
        ("{ \"MD009\": true, \"whitespace\": false }", "off"),
        ("whitespace: false\nMD009: true\n", "warning"),
    ] {
        let (written, _) = take_over(&[("a.yaml", file)]);
        let line = format!("\"markup/trailing-spaces\" = \"{level}\"\n");
        assert!(written.contains(&line), "{file}: {written}");
    }
}

#[test]
fn files_of_cli2() {
    let file = "// for the team\n{ \"config\": { \"extends\": \"./base.yaml\", \"MD033\": { \"allowed_elements\": [\"br\"] } },\n\
                \"ignores\": [\"build/**\", \"!build/keep.md\"], \"fix\": true }";
    check(
        &[(".markdownlint-cli2.jsonc", file), ("base.yaml", "MD013: false\nMD033: false\n")],
        "# fix has no counterpart here.\n# `!build/keep.md` in ignores has no counterpart here.\n\n\
         [files]\nexclude = [\"build/**\"]\n\n[rules]\n\
         \"markup/inline-html\" = { level = \"warning\", allowed-elements = [\"br\"] }\n\
         \"markup/line-length\" = \"off\"\n",
        "without a counterpart here: fix, `!build/keep.md` in ignores",
    );
}

#[test]
fn what_cannot_be_taken_over_is_told() {
    check(
        &[(
            "a.json",
            "{ \"extends\": \"markdownlint/style/relaxed\", \"MD002\": true, \"MD009\": { \"br_spaces\": \"two\" } }",
        )],
        "# extends markdownlint/style/relaxed has no counterpart here.\n\
         # MD002 has no counterpart here.\n\
         # an option (`rules.\"markup/trailing-spaces\".br-spaces` is \"two\"; allowed: a whole number, 0 or more) has no counterpart here.\n\
         \n[rules]\n\"markup/trailing-spaces\" = \"warning\"\n",
        "without a counterpart here: extends markdownlint/style/relaxed, MD002, \
         an option (`rules.\"markup/trailing-spaces\".br-spaces` is \"two\"; allowed: a whole number, 0 or more)",
    );
}

#[test]
fn what_is_no_configuration_is_refused() {
    let notes = Notes::new(&[("a.json", b"{ \"MD013\": false "), ("b.json", b"[1]"), ("c.yaml", b"a: [1")]);
    for (file, fault) in
        [("a.json", "it is no JSON"), ("b.json", "it holds no settings"), ("c.yaml", "it is no YAML")]
    {
        let ran = notes.run(&["init", "--from-markdownlint", file]);
        assert_eq!(ran.code, 2, "{file}");
        assert!(ran.stderr.contains(fault), "{}", ran.stderr);
    }
}
