//! Others that are asked than the site itself: a proxy, GitHub's API, and the cache about what changed.

use std::process::{Command, Output};

use crate::links::Notes;
use crate::server::Server;

/// Runs `notesmith links` with a token in the environment.
fn with_token(notes: &Notes, token: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_notesmith"))
        .arg("links")
        .args(args)
        .current_dir(notes.path())
        .env_remove("CI")
        .env("GITHUB_TOKEN", token)
        .output()
        .expect("the binary runs")
}

#[test]
fn a_token_lets_github_tell_what_is_there_and_is_shown_nowhere() {
    let server = Server::start();
    let text = "<https://github.com/here/it> <https://github.com/old/it>\n";
    let notes = Notes::new(&[("a.md", text)]);
    let api = server.url("/graphql");
    for format in ["json", "text", "concise"] {
        let output = with_token(&notes, "geheim", &["--github-api", &api, "--format", format]);
        let shown =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{shown}");
        assert!(
            (shown.contains("moved permanently") || shown.contains("moved for good"))
                && !shown.contains("geheim"),
            "{shown}"
        );
        assert_eq!(shown.contains("https://github.com/new/it"), format != "concise", "{shown}");
    }
    assert_eq!(server.counters().hits().len(), 3, "one call a run");
}

#[test]
fn a_token_that_is_none_stops_the_run_before_it_is_told() {
    let notes = Notes::new(&[("a.md", "<https://github.com/here/it>\n")]);
    let output = with_token(&notes, "ge\nheim", &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("GITHUB_TOKEN") && !said.contains("heim"), "{said}");
}

#[test]
fn a_proxy_is_asked_instead_of_the_site() {
    let server = Server::start();
    let notes =
        Notes::new(&[("a.md", "<http://wiki.intern.net/status/404/a> <http://wiki.intern.net/ok/1>\n")]);
    let (code, verdicts) = notes.verdicts(&["--proxy", &format!("http://127.0.0.1:{}", server.port())]);
    let verdicts: Vec<&str> = verdicts.iter().map(|[_, _, verdict]| verdict.as_str()).collect();
    assert_eq!((code, verdicts), (1, vec!["broken", "ok"]));
    assert!(server.counters().hits().iter().all(|hit| hit.host == "wiki.intern.net"));
    let output = notes.links(&["--proxy", "socks5://a:1"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("this is no proxy"), "{said}");
}

#[test]
fn proxies_of_the_environment_are_not_used() {
    let (site, proxy) = (Server::start(), Server::start());
    let notes = Notes::new(&[("a.md", &format!("<{}>\n", site.url("/ok/1")))]);
    let address = format!("http://127.0.0.1:{}", proxy.port());
    let output = Command::new(env!("CARGO_BIN_EXE_notesmith"))
        .arg("links")
        .current_dir(notes.path())
        .env_remove("CI")
        .envs([("http_proxy", &address), ("HTTP_PROXY", &address), ("ALL_PROXY", &address)])
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!((site.counters().hits().len(), proxy.counters().hits().len()), (1, 0));
}

/// What a run may take at most, however large the pages are.
#[cfg(target_os = "linux")]
#[test]
fn endless_pages_and_bombs_do_not_fill_the_memory() {
    const MOST_KIB: usize = 60 * 1024;
    let server = Server::start();
    // The server packs each bomb anew, which takes it seconds without optimisation.
    let pages = (0..12).map(|page| ("endless", page)).chain((0..2).map(|page| ("bomb", page)));
    let links: Vec<String> = pages
        .map(|(kind, page)| {
            let fragment = if page < 2 { "#x" } else { "" };
            format!("- <{}>\n", server.url(&format!("/{kind}/{page}{fragment}")))
        })
        .collect();
    let notes = Notes::new(&[("a.md", &links.concat())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_notesmith"))
        .args(["links", "--format", "json"])
        .current_dir(notes.path())
        .env_remove("CI")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut most = 0;
    while child.try_wait().expect("it is our child").is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
        most = most.max(peak.and_then(|kib| kib.parse().ok()).unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(most > 0 && most < MOST_KIB, "{most} KiB");
}
