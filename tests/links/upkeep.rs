//! What CI needs over time: the cache, shards, what to ignore, what has changed, redirects that are mended.

use std::fs;
use std::process::Command;
#[cfg(unix)]
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::links::Notes;
use crate::server::Server;

#[test]
fn a_cache_saves_requests_and_is_made_anew_when_damaged() {
    let server = Server::start();
    let text = format!("<{}> <{}>\n", server.url("/ok/1"), server.url("/status/404/a"));
    let notes = Notes::new(&[("a.md", &text)]);
    let cached = |notes: &Notes| {
        let (_, report) = notes.json(&["--cache", "cache.json"]);
        let links = report["links"].as_array().expect("a list").clone();
        links.iter().map(|link| link["fromCache"].as_bool().expect("a boolean")).collect::<Vec<_>>()
    };
    assert_eq!(cached(&notes), [false, false]);
    let asked = server.counters().hits().len();
    assert_eq!(cached(&notes), [true, true]);
    assert_eq!(server.counters().hits().len(), asked);
    fs::write(notes.path().join("cache.json"), "{\"version\":1,\"entr").expect("written");
    let output = notes.links(&["--cache", "cache.json"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("the cache cache.json is made anew"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(cached(&notes), [true, true]);
}

/// What was asked before Ctrl-C is not asked again, and a second Ctrl-C would not have been needed.
#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_it_asked() {
    let (quick, dead) = (Server::start(), Server::start());
    let notes = Notes::new(&[("a.md", &format!("<{}> <{}>\n", quick.url("/ok/1"), dead.url("/hang")))]);
    let mut run = Command::new(env!("CARGO_BIN_EXE_notesmith"));
    run.args(["links", "--cache", "cache.json"]).current_dir(notes.path()).env_remove("CI");
    let mut run = run.spawn().expect("the binary is built");
    let start = Instant::now();
    while (quick.counters().hits().is_empty() || dead.counters().hits().is_empty())
        && start.elapsed() < Duration::from_secs(20)
    {
        std::thread::sleep(Duration::from_millis(20));
    }
    // The answer of the quick server is under way.
    std::thread::sleep(Duration::from_millis(500));
    let pid = run.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill is there").success());
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    let cache = fs::read_to_string(notes.path().join("cache.json")).expect("the cache is written");
    assert!(cache.contains("/ok/1") && !cache.contains("/hang"), "{cache}");
}

#[cfg(unix)]
#[test]
fn a_cache_that_never_ends_is_not_read() {
    let notes = Notes::new(&[("a.md", "[x](a.md)\n")]);
    std::os::unix::fs::symlink("/dev/zero", notes.path().join("cache.json")).expect("a link can be made");
    let output = notes.links(&["--cache", "cache.json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("made anew: it is no file"));
}

#[test]
fn shards_split_the_hosts_and_merge_joins_their_reports() {
    let servers: Vec<Server> = (0..6).map(|_| Server::start()).collect();
    let urls: Vec<String> =
        servers.iter().map(|server| format!("<{}>", server.url("/status/404/a"))).collect();
    let notes = Notes::new(&[("a.md", &urls.join(" ")), ("b.md", "[x](no.md)\n")]);
    for shard in ["1/2", "2/2"] {
        let output = notes.links(&["--shard", shard, "--format", "json"]);
        let name = shard.replace('/', "-of-");
        fs::write(notes.path().join(format!("{name}.json")), output.stdout).expect("written");
    }
    for server in &servers {
        assert_eq!(server.counters().methods("/status/404/a"), ["HEAD", "GET"], "each host is asked once");
    }
    let output = notes.links(&["merge", "1-of-2.json", "2-of-2.json", "--format", "json"]);
    let merged: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(merged["summary"]["broken"], 7);
    assert_eq!(merged["summary"]["unchecked"], 0);
    assert_eq!(output.status.code(), Some(1));
    let output = notes.links(&["merge", "1-of-2.json", "--format", "concise"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("b.md:1:5: error links/broken-path: there is no file `no.md`"), "{shown}");
    fs::write(notes.path().join("x.json"), "{\"version\":2,\"links\":[]}").expect("written");
    assert_eq!(notes.links(&["merge", "x.json"]).status.code(), Some(2));
}

#[test]
fn a_merged_report_of_a_stranger_shows_no_file_outside() {
    let entry = |path: &str| {
        format!(
            "{{\"path\":\"{path}\",\"start\":{{\"line\":1,\"column\":1}},\"end\":{{\"line\":1,\"column\":2}},\
             \"range\":[0,6],\"destination\":\"https://a.b/\",\"url\":\"https://a.b/\",\"target\":null,\
             \"kind\":\"external\",\"verdict\":\"broken\",\"status\":404,\"reason\":\"404 not found\",\
             \"finalUrl\":null,\"suggestion\":null,\"fromCache\":false}}"
        )
    };
    let notes = Notes::new(&[("in/secret.txt", "secret text\n"), ("in/x", "")]);
    let outside = notes.path().join("in/secret.txt").display().to_string();
    for path in [outside.as_str(), "../in/secret.txt"] {
        fs::write(
            notes.path().join("in/report.json"),
            format!("{{\"version\":1,\"links\":[{}]}}", entry(path)),
        )
        .expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_notesmith"))
            .args(["links", "merge", "report.json"])
            .current_dir(notes.path().join("in"))
            .output()
            .expect("the binary runs");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains("line 1") && !shown.contains("secret text"), "{shown}");
    }
}

#[test]
fn configuration_ignores_urls_with_a_reason_until_a_day() {
    let server = Server::start();
    let notes = Notes::new(&[
        ("a.md", &format!("<{}> <{}>\n", server.url("/status/404/a"), server.url("/status/410/b"))),
        (
            "notesmith.toml",
            "[[links.ignore]]\nurl = \"http://127.0.0.1:*/status/404/*\"\nreason = \"known\"\n\n\
             [[links.ignore]]\nurl = \"*\"\nreason = \"move\"\nuntil = \"2020-01-31\"\n",
        ),
    ]);
    let (code, verdicts) = notes.verdicts(&[]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!((code, verdicts), (1, vec!["skipped", "broken"]));
    let output = notes.links(&[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("`*` was to be ignored until 2020-01-31 only"), "{said}");
    let silent = "[[links.ignore]]\nurl = \"*\"\nreason = \"\"\n";
    fs::write(notes.path().join("notesmith.toml"), silent).expect("written");
    assert_eq!(notes.links(&[]).status.code(), Some(2));
}

#[test]
fn fix_writes_where_pages_moved_for_good() {
    let server = Server::start();
    let (moved, temporary) = (server.url("/hop/301/1/a"), server.url("/hop/302/1/a"));
    let text = format!("[a]({moved}#there) {moved} [b][b] {temporary}\n\n[b]: {moved}\n");
    let notes = Notes::new(&[("a.md", &text)]);
    let output = notes.links(&["--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let new = server.url("/hop/301/0/a");
    let expected = format!("[a]({new}#there) {new} [b][b] {temporary}\n\n[b]: {moved}\n");
    assert_eq!(fs::read_to_string(notes.path().join("a.md")).expect("read"), expected);
}

#[test]
fn a_rule_of_the_configuration_slows_a_host_down() {
    let server = Server::start();
    let urls: Vec<String> =
        (0..8).map(|page| format!("<{}>", server.url(&format!("/slow/30/{page}")))).collect();
    let notes = Notes::new(&[
        ("a.md", &urls.join(" ")),
        ("notesmith.toml", "[links.hosts.\"127.0.0.1\"]\nat-once = 1\n"),
    ]);
    assert_eq!(notes.links(&[]).status.code(), Some(0));
    assert_eq!(server.counters().most_of_all(), 1);
}

#[test]
fn every_form_of_local_link_is_followed() {
    let notes = Notes::new(&[
        ("notesmith.toml", "[files]\nwiki-links = true\n"),
        (
            "a.md",
            "[[b]] [[b#Two Words|x]] [[c]] [[no]] [d](sub/) [e](sub/#inside) [f](sub#not) [g](sub\\c.md)\n\n\
             <img srcset=\"i.png 1x, no.png 2x\" src=\"/i.png\"> [r][r] [h](b.md?x#two-words) [i](../out.md)\n\n\
             [r]: b.md#no\n",
        ),
        ("b.md", "# B\n\n## Two Words\n"),
        ("sub/c.md", "# C\n"),
        ("sub/README.md", "# Inside\n"),
        ("i.png", ""),
    ]);
    let (_, verdicts) = notes.verdicts(&["--offline"]);
    let verdicts: Vec<(&str, &str)> =
        verdicts.iter().map(|[destination, _, verdict]| (destination.as_str(), verdict.as_str())).collect();
    let broken: Vec<&str> = verdicts
        .iter()
        .filter(|(_, verdict)| *verdict == "broken")
        .map(|(destination, _)| *destination)
        .collect();
    assert_eq!(verdicts.len(), 14, "{verdicts:?}");
    assert_eq!(broken, ["no", "sub#not", "sub\\c.md", "no.png", "b.md#no", "../out.md"], "{verdicts:?}");
    let (_, report) = notes.json(&["--offline"]);
    let links = report["links"].as_array().expect("a list");
    let backslashes = links.iter().find(|link| link["destination"] == "sub\\c.md").expect("it is there");
    assert_eq!(backslashes["suggestion"], "sub/c.md");
}

#[test]
fn changed_since_keeps_what_the_change_is_responsible_for() {
    let notes = Notes::new(&[
        ("a.md", "[old](gone-before.md)\n\n[b](b.md#two) [c](c.md) [same](b.md#one)\n"),
        ("b.md", "# One\n\n## Two\n"),
        ("c.md", "# C\n"),
    ]);
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"];
        let output = Command::new("git").args(identity).args(args).current_dir(notes.path()).output();
        assert!(output.expect("git runs").status.success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "before"]);
    fs::write(notes.path().join("b.md"), "# One\n\n## Second\n\n[new](also-gone.md)\n").expect("written");
    fs::remove_file(notes.path().join("c.md")).expect("removed");
    let (code, verdicts) = notes.verdicts(&["--offline", "--changed-since", "HEAD"]);
    let verdicts: Vec<(&str, &str)> =
        verdicts.iter().map(|[destination, _, verdict]| (destination.as_str(), verdict.as_str())).collect();
    let expected = [
        ("gone-before.md", "skipped"),
        ("b.md#two", "broken"),
        ("c.md", "broken"),
        ("b.md#one", "skipped"),
        ("also-gone.md", "broken"),
    ];
    assert_eq!((code, verdicts), (1, expected.to_vec()));
    assert_eq!(notes.links(&["--changed-since", "no-such-revision"]).status.code(), Some(2));
}

#[test]
fn a_header_comes_from_a_variable() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", &format!("<{}>\n", server.url("/auth")))]);
    let run = |set: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notesmith"));
        command.args(["links", "--strict", "--header", "127.0.0.1/Authorization=NOTESMITH_TEST_HEADER"]);
        command.current_dir(notes.path()).env_remove("CI").env_remove("NOTESMITH_TEST_HEADER");
        command.envs(set.map(|value| ("NOTESMITH_TEST_HEADER", value)));
        command.output().expect("the binary runs").status.code()
    };
    assert_eq!(run(Some("Bearer secret")), Some(0));
    assert_eq!(run(Some("Bearer wrong")), Some(3));
    assert_eq!(run(None), Some(2));
}
