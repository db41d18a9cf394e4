//! What is asked, what is reported, and how it ends.

use std::process::Command;

use serde_json::Value;

use crate::links::{Notes, triples};
use crate::server::Server;

#[test]
fn local_links_are_looked_up_offline() {
    let notes = Notes::new(&[
        (
            "a.md",
            "# 一\n\n[b](b.md) [c](c.md) [二](b.md#二) [三](b.md#三) [top](#top) [一](#%E4%B8%80) [x](#x)\n\n\
             ![i](img/i.png) <a href=\"b.md\">b</a> `[code](no.md)` <!-- [no](no.md) -->\n",
        ),
        ("b.md", "## 二\n"),
        ("img/i.png", ""),
    ]);
    let (code, verdicts) = notes.verdicts(&["--offline"]);
    let expected = [
        ["b.md", "file", "ok"],
        ["c.md", "file", "broken"],
        ["b.md#二", "file", "ok"],
        ["b.md#三", "file", "broken"],
        ["#top", "fragment", "ok"],
        ["#%E4%B8%80", "fragment", "ok"],
        ["#x", "fragment", "broken"],
        ["img/i.png", "file", "ok"],
        ["b.md", "file", "ok"],
    ];
    let decoded: Vec<[String; 3]> =
        verdicts.into_iter().map(|[url, kind, verdict]| [decode(&url), kind, verdict]).collect();
    let expected = triples(&expected).into_iter().map(|[url, kind, verdict]| [decode(&url), kind, verdict]);
    assert_eq!(decoded, expected.collect::<Vec<_>>());
    assert_eq!(code, 1);
}

#[test]
fn a_wiki_link_finds_notes_that_are_not_part_of_the_run() {
    let notes = Notes::new(&[
        ("notesmith.toml", "[files]\nwiki-links = true\n"),
        ("a.md", "[[deep]] [[deep#二|text]] [[deep#三]] [[b/deep]] [[c/deep]] [[none]]\n"),
        ("b/deep.md", "## 二\n"),
    ]);
    for args in [&["--offline"][..], &["--offline", "a.md"]] {
        let (_, verdicts) = notes.verdicts(args);
        let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
        assert_eq!(verdicts, ["ok", "ok", "broken", "ok", "broken", "broken"], "{args:?}");
    }
}

#[test]
fn each_url_of_a_japanese_sentence_is_seen() {
    let text = "詳細はhttps://a.b/xを参照。http://10.0.0.10:3128と指定（https://c.d/wiki/日本）、「https://e.f」xhttps://g.h\n";
    let notes = Notes::new(&[("a.md", text)]);
    let output = notes.links(&["--dump"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let urls: Vec<&str> = shown.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(urls, ["https://a.b/x", "http://10.0.0.10:3128", "https://c.d/wiki/日本", "https://e.f"]);
}

#[test]
fn links_to_one_path_are_looked_up_each_in_its_own_way() {
    let notes = Notes::new(&[
        ("notesmith.toml", "[files]\nwiki-links = true\n"),
        ("a/x.md", "[[deep]] [deep](deep.md) [[deep#二]] ![b](../b/) [b](../b/#二) [b](../b/)\n"),
        ("b/deep.md", "## 二\n"),
        ("b/README.md", "## 二\n"),
    ]);
    let (_, verdicts) = notes.verdicts(&["--offline"]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!(verdicts, ["ok", "broken", "ok", "broken", "ok", "ok"]);
}

/// CommonMark percent-encodes destinations when it renders them; both spellings are fine here.
fn decode(url: &str) -> String {
    url.replace("%E4%BA%8C", "二").replace("%E4%B8%89", "三").replace("%E4%B8%80", "一")
}

#[test]
fn the_json_has_the_pinned_fields() {
    let notes = Notes::new(&[("a.md", "# A\n\nあ [b](b.md#c)\n"), ("b.md", "# B\n")]);
    let (_, report) = notes.json(&["--offline"]);
    assert_eq!(report["version"], 1);
    let link = &report["links"][0];
    let expected = serde_json::json!({
        "path": "a.md",
        "start": { "line": 3, "column": 7 },
        "end": { "line": 3, "column": 13 },
        "range": [13, 19],
        "destination": "b.md#c",
        "url": null,
        "target": "b.md#c",
        "kind": "file",
        "verdict": "broken",
        "status": null,
        "reason": "no heading of `b.md` has the anchor `#c`",
        "finalUrl": null,
        "fromCache": false,
    });
    for (key, value) in expected.as_object().expect("an object") {
        assert_eq!(&link[key], value, "{key}");
    }
    assert!(link.get("suggestion").is_some());
    assert_eq!(report["summary"]["broken"], 1);
    assert_eq!(report["summary"]["ok"], 0);
}

#[test]
fn urls_are_asked_once_each_and_reported_at_each_place() {
    let server = Server::start();
    let (fine, gone) = (server.url("/ok/1"), server.url("/status/404/a"));
    let text = format!("# A\n\n[a]({fine}) <{fine}#x> {gone} ![b]({gone}) [c]({fine})\n");
    let notes = Notes::new(&[("a.md", &text), ("b.md", &format!("{fine}\n"))]);
    let (code, verdicts) = notes.verdicts(&[]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!(verdicts, ["ok", "ok", "broken", "broken", "ok", "ok"]);
    assert_eq!(code, 1);
    assert_eq!(server.counters().methods("/ok/1"), ["GET"], "the fragment needs the page");
    assert_eq!(server.counters().methods("/status/404/a"), ["HEAD", "GET"]);
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let server = Server::start();
    let code = |url: &str, args: &[&str]| {
        let notes = Notes::new(&[("a.md", &format!("<{url}>\n"))]);
        notes.links(args).status.code()
    };
    assert_eq!(code(&server.url("/ok/1"), &[]), Some(0));
    assert_eq!(code(&server.url("/ok/1"), &["--strict"]), Some(0));
    assert_eq!(code(&server.url("/status/410/a"), &[]), Some(1));
    assert_eq!(code(&server.url("/status/410/a"), &["--strict"]), Some(1));
    assert_eq!(code(&server.url("/status/403/a"), &[]), Some(0));
    assert_eq!(code(&server.url("/status/403/a"), &["--strict"]), Some(3));
    assert_eq!(code(&server.url("/ok/1"), &["missing.md"]), Some(2));
    assert_eq!(code(&server.url("/ok/1"), &["--allow-net", "nonsense"]), Some(2));
}

#[test]
fn ci_refuses_private_addresses_unless_the_flag_allows_them() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", &format!("<{}>\n", server.url("/ok/1")))]);
    let verdict = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_notesmith"))
            .args(["links", "--format", "json"])
            .args(args)
            .current_dir(notes.path())
            .env("CI", "true")
            .output()
            .expect("the binary runs");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        report["links"][0]["verdict"].as_str().expect("a word").to_owned()
    };
    assert_eq!(verdict(&[]), "refused");
    assert!(server.counters().hits().is_empty());
    assert_eq!(verdict(&["--allow-host", &format!("127.0.0.1:{}", server.port())]), "ok");
    assert_eq!(verdict(&["--allow-net", "127.0.0.0/8"]), "ok");
}

#[test]
fn a_url_in_japanese_text_is_broken_only_if_it_is_so_without_the_japanese() {
    let server = Server::start();
    let both = format!("{} と {}\n", server.url("/ok/日本"), server.url("/status/404/日本"));
    let notes = Notes::new(&[("a.md", &both)]);
    let (code, verdicts) = notes.verdicts(&[]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!((code, verdicts), (1, vec!["ok", "broken"]));
}

#[test]
fn a_comment_switches_a_finding_off() {
    let server = Server::start();
    let gone = server.url("/status/404/a");
    let text = format!(
        "[a]({gone}) <!-- notesmith-ignore links/broken-url -->\n\n\
         [b](no.md) <!-- notesmith-ignore links/broken-path -->\n\n[c]({gone})\n"
    );
    let notes = Notes::new(&[("a.md", &text)]);
    let (code, verdicts) = notes.verdicts(&[]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!((code, verdicts), (1, vec!["skipped", "skipped", "broken"]));
}

#[test]
fn dump_shows_every_link_and_checks_none() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", &format!("あ [a](no.md) {}を見る\n", server.url("/ok/1")))]);
    let output = notes.links(&["--dump"]);
    let expected = format!("a.md:1:7: no.md\na.md:1:14: {}\n", server.url("/ok/1"));
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(0));
    let (_, verdicts) = notes.verdicts(&["--dump"]);
    assert!(verdicts.iter().all(|[_, _, verdict]| verdict == "unchecked"), "{verdicts:?}");
    assert!(server.counters().hits().is_empty());
}

#[test]
fn passwords_are_a_finding_and_shown_nowhere() {
    let server = Server::start();
    let url = server.url("/status/404/a").replace("http://", "http://user:geheim@");
    let notes = Notes::new(&[("a.md", &format!("[a]({url})\n"))]);
    for format in ["json", "concise", "text"] {
        let output = notes.links(&["--format", format]);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!shown.contains("geheim"), "{shown}");
    }
    let output = notes.links(&["--format", "concise"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("links/url-with-password"));
    let sent: Vec<_> = server.counters().hits().into_iter().flat_map(|hit| hit.headers).collect();
    assert!(sent.iter().all(|(name, _)| name != "authorization"), "{sent:?}");
}

#[test]
fn placeholders_mail_and_other_schemes_are_skipped() {
    let text = "<https://example.com/a> [b](https://${REGION}.a.net/) [c](mailto:a@b.c) [d](tel:1) [e]()\n";
    let notes = Notes::new(&[("a.md", text)]);
    let (code, verdicts) = notes.verdicts(&[]);
    assert!(verdicts.iter().all(|[_, _, verdict]| verdict == "skipped"), "{verdicts:?}");
    assert_eq!((code, verdicts.len()), (0, 5));
}

#[test]
fn each_verdict_says_what_is_wrong_and_what_to_do() {
    let server = Server::start();
    let text = |path: &str| {
        let notes = Notes::new(&[("a.md", &format!("<{}>\n", server.url(path)))]);
        String::from_utf8(notes.links(&[]).stdout).expect("it is text")
    };
    let anchor = text("/page#none");
    assert!(anchor.starts_with("error: the page has no anchor `none`\n"), "{anchor}");
    assert!(anchor.contains("link to an anchor that is there, or to the page alone"), "{anchor}");
    let front = text("/to-front/1");
    assert!(
        front.starts_with("warning: the page is not what the link means: redirects to the front page"),
        "{front}"
    );
}

#[test]
fn a_revision_is_asked_for_in_a_repository_alone() {
    let notes = Notes::new(&[("a.md", "[b](b.md)\n")]);
    let output = notes.links(&["--offline", "--changed-since", "HEAD"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.code() == Some(2) && said.contains("this folder is in no Git repository"),
        "{said}"
    );
}
