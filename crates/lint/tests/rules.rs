//! The examples in the documentation of the rules, and the Markdown suites in `tests/suite`, as tests.
//!
//! Grammar of the blocks: `md bad`, `md bad=2`, `md hint=2` (all of them hints), `md fixed`, `md good`, `toml options`, `yaml dictionary`; `file=PATH` names a file, and
//! blocks with `file=` that follow each other are one run.
//! In examples `·` stands for a space, `→` for a tab, `\u{200B}` for that character, and `∎` for the end of the file
//! before its last line ending.

#![expect(clippy::disallowed_methods, reason = "tests read the suites from disk")]

mod docs;

use std::path::Path;

use notesmith_lint::{all_rules, find_rule};

#[test]
fn examples_in_the_documentation_hold() {
    let mut failures = Vec::new();
    let mut examples = 0;
    for rule in all_rules() {
        let cases = docs::cases(rule.docs);
        examples += cases.len();
        for case in cases {
            failures.extend(docs::check(rule, &case).err().map(|error| format!("{}: {error}", rule.id)));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {examples} examples fail:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    assert!(examples >= 2 * all_rules().len(), "every rule has a bad and a good example");
}

#[test]
fn suites_hold() {
    let mut failures = Vec::new();
    for (path, text) in suites(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")) {
        let id = path.trim_end_matches(".md").to_owned();
        let Some(rule) = find_rule(&id) else {
            failures.push(format!("{path}: there is no rule {id}"));
            continue;
        };
        for case in docs::cases(&text) {
            failures.extend(docs::check(rule, &case).err().map(|error| format!("{path}: {error}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn rules_are_complete() {
    let mut names = std::collections::BTreeSet::new();
    for rule in all_rules() {
        let id = rule.id;
        assert!(names.insert(id), "{id} is declared twice");
        for alias in rule.aliases {
            assert!(names.insert(alias), "{id}: the alias {alias} is taken");
        }
        let summary = rule.summary();
        assert!(
            summary.ends_with('.') && summary.chars().count() <= 80,
            "{id}: the first line is one sentence of at most 80 characters: {summary}"
        );
        let cases = docs::cases(rule.docs);
        assert!(cases.iter().any(docs::Case::is_bad), "{id} has no bad example");
        assert!(cases.iter().any(docs::Case::is_good), "{id} has no good example");
        let fixed = cases.iter().any(docs::Case::is_fixed);
        assert_eq!(fixed, rule.fix.is_some(), "{id}: a fix is declared exactly where a `fixed` block stands");
        for heading in ["## Why", "## Examples"] {
            assert!(rule.docs.contains(heading), "{id} has no section {heading}");
        }
        assert_eq!(
            rule.docs.contains("## Fix safety"),
            fixed,
            "{id}: fix safety is told where there is a fix"
        );
        let options = (rule.default_options)();
        for option in options.as_object().expect("options are an object").keys() {
            assert_ne!(option, "level", "{id}: that key of its configuration is the level of its findings");
            assert!(
                rule.docs.contains(&format!("`{option}`")),
                "{id}: the option {option} is not documented"
            );
            assert!(rule.docs.contains(&format!("{option} = ")), "{id}: the option {option} is not shown");
        }
    }
}

fn suites(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let groups = std::fs::read_dir(folder).expect("the folder of suites is there");
    for group in groups.map(|entry| entry.expect("readable").path()).filter(|path| path.is_dir()) {
        for entry in std::fs::read_dir(&group).expect("readable") {
            let path = entry.expect("readable").path();
            let name =
                path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).expect("UTF-8")));
        }
    }
    found.sort();
    found
}
