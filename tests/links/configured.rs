//! What `notesmith.toml` says: levels by rule and path, URLs left out, whose fragments headings get.

use crate::links::Notes;
use crate::server::Server;

/// Gives the exit code and the verdict of each link.
fn verdicts(notes: &Notes, args: &[&str]) -> (i32, Vec<String>) {
    let (code, verdicts) = notes.verdicts(args);
    (code, verdicts.into_iter().map(|[_, _, verdict]| verdict).collect())
}

#[test]
fn overrides_by_path_are_for_links_too() {
    let server = Server::start();
    let text = format!("[a](no.md) <{}>\n", server.url("/status/404/a"));
    let notes = Notes::new(&[
        ("a.md", &text),
        ("drafts/a.md", &text),
        ("old/a.md", &text),
        (
            "notesmith.toml",
            "[[overrides]]\npaths = [\"drafts/**\"]\n\
             rules = { \"links/broken-path\" = \"off\", \"links/broken-url\" = \"off\" }\n\n\
             [[overrides]]\npaths = [\"old/**\"]\n\
             rules = { \"links/broken-path\" = \"hint\", \"links/broken-url\" = \"hint\" }\n",
        ),
    ]);
    assert_eq!(verdicts(&notes, &["a.md"]), (1, vec!["broken".to_owned(), "broken".to_owned()]));
    assert_eq!(verdicts(&notes, &["drafts"]), (0, vec!["ok".to_owned(), "skipped".to_owned()]));
    assert_eq!(verdicts(&notes, &["old"]), (0, vec!["broken".to_owned(), "broken".to_owned()]));
    let shown = notes.links(&["--format", "concise"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let levels: Vec<&str> = shown.lines().map(|line| line.split(' ').nth(1).unwrap_or_default()).collect();
    assert_eq!(levels, ["error", "error", "hint", "hint"], "{shown}");
}

#[test]
fn a_merged_report_ends_like_the_runs() {
    let server = Server::start();
    let notes = Notes::new(&[
        ("a.md", &format!("<{}>\n", server.url("/status/404/a"))),
        ("notesmith.toml", "[rules]\n\"links/broken-url\" = \"hint\"\n"),
    ]);
    let report = notes.links(&["--format", "json"]);
    std::fs::write(notes.path().join("r.json"), report.stdout).expect("written");
    assert_eq!(report.status.code(), Some(0));
    assert_eq!(notes.links(&["merge", "r.json"]).status.code(), Some(0));
}

#[test]
fn the_web_has_levels_and_no_options() {
    let check = |rules: &str, code: i32, words: &str| {
        let notes = Notes::new(&[("a.md", "x\n"), ("notesmith.toml", &format!("[rules]\n{rules}\n"))]);
        let output = notes.links(&[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(code) && said.contains(words), "{rules}: {said}");
    };
    check("\"links/moved-url\" = \"off\"", 0, "");
    check("\"links/moved-url\" = { level = \"hint\" }", 0, "");
    check("\"links/moved-url\" = { deep = true }", 2, "a level and no options");
    check("\"links/moved-urls\" = \"off\"", 2, "there is no rule");
}

#[test]
fn urls_are_ignored_in_some_notes_only() {
    let server = Server::start();
    let text = format!("<{}>\n", server.url("/status/404/a"));
    let notes = Notes::new(&[
        ("a.md", &text),
        ("drafts/a.md", &text),
        ("notesmith.toml", "[[links.ignore]]\nurl = \"*\"\nreason = \"draft\"\npaths = [\"drafts/**\"]\n"),
    ]);
    assert_eq!(verdicts(&notes, &[]), (1, vec!["broken".to_owned(), "skipped".to_owned()]));
}

#[test]
fn fragments_are_those_of_the_site_that_shows_the_notes() {
    let text = "## 21. 概要\n\n## 21. 概要\n\n## v1.2 (a)\n\n";
    for (style, fragments) in [
        ("github", ["21-概要", "21-概要-1", "v12-a"]),
        ("gitlab", ["21-概要", "21-概要-1", "v12-a"]),
        ("mkdocs", ["21", "21_1", "v12-a"]),
        ("mkdocs-unicode", ["21-概要", "21-概要_1", "v12-a"]),
        ("zenn", ["21.-概要", "21.-概要-1", "v1.2-(a)"]),
        ("qiita", ["21-概要", "21-概要-1", "v12-a"]),
        ("pandoc", ["概要", "概要-1", "v1.2-a"]),
    ] {
        let links: Vec<String> = fragments.iter().map(|fragment| format!("[x](<b.md#{fragment}>)")).collect();
        let notes = Notes::new(&[
            ("a.md", &format!("{} [x](b.md#no)\n", links.join(" "))),
            ("b.md", text),
            ("notesmith.toml", &format!("[links]\nanchors = \"{style}\"\n")),
        ]);
        let expected = ["ok", "ok", "ok", "broken"].map(str::to_owned).to_vec();
        assert_eq!(verdicts(&notes, &["--offline"]), (1, expected.clone()), "{style}");
        // The other note is not part of the run.
        assert_eq!(verdicts(&notes, &["--offline", "a.md"]), (1, expected), "{style}");
    }
}
