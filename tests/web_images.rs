//! `--fetch-images`: what is downloaded, kept and bundled, and what stays a link.

use crate::notes::{Notes, Ran};
use crate::server::Server;

/// Runs an export that fetches images from a server and keeps them in the folder `cache`.
fn export(notes: &Notes, server: &Server, format: &str, more: &[&str]) -> Ran {
    let host = format!("127.0.0.1:{}", server.port());
    let flags = ["export", "--format", format, "-o", "out", "--image-cache", "cache", "--allow-host", &host];
    notes.run(&[&flags[..], &["--fetch-images"], more].concat())
}

fn note(server: &Server) -> String {
    let url = |path| server.url(path);
    let (good, gone, page) = (url("/image/a?x=1&y=2"), url("/status/404/b"), url("/ok/c"));
    format!("# T\n\n- 図: ![増え方]({good})\n- 表:\n  - 一: ![b]({gone})\n  - 二: ![c]({page})\n")
}

#[test]
fn images_from_the_web_are_bundled_and_asked_for_once() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", note(&server).as_bytes())]);
    let ran = export(&notes, &server, "html", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = String::from_utf8(notes.read("out")).expect("the page is UTF-8");
    assert!(page.contains("data:image/png;base64,iVBORw0KGgov"), "the image is in the page");
    assert!(!page.contains("/image/a?x=1"), "its link is not");
    assert!(page.contains("/status/404/b"), "the link of what failed stays");
    assert!(ran.stderr.contains("fetching 3 images"), "{}", ran.stderr);
    for (line, why) in [(5, "404 not found"), (6, "it is no image that Anki shows")] {
        let said = ran.stderr.lines().any(|said| {
            said.starts_with(&format!("a.md:{line}: the image http://127.0.0.1"))
                && said.ends_with(&format!("was not fetched: {why}; its link stays"))
        });
        assert!(said, "line {line}: {}", ran.stderr);
    }
    assert!(ran.stderr.contains("the network to show an image"), "{}", ran.stderr);
    let asked = server.counters().hits().len();
    export(&notes, &server, "html", &[]);
    assert_eq!(server.counters().hits().len(), asked + 2, "what is in the cache is not asked for again");
}

#[test]
fn a_package_holds_fetched_images_and_is_newer_than_one_without() {
    let server = Server::start();
    let text = format!("# T\n\n- 図: ![増え方]({})\n", server.url("/image/a"));
    let notes = Notes::new(&[("a.md", text.as_bytes())]);
    let ran = export(&notes, &server, "apkg", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.stderr.contains("the network to show"), "{}", ran.stderr);
    let first = notes.read("out");
    let text = String::from_utf8_lossy(&first);
    assert!(text.contains("PNG\r\n"), "the image is stored as it is");
    export(&notes, &server, "apkg", &[]);
    assert_eq!(notes.read("out"), first, "the same cache gives the same bytes");
}

#[test]
fn without_the_flag_nothing_is_asked() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", note(&server).as_bytes())]);
    let ran = notes.run(&["export", "--format", "html", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("4 cards need the network to show an image"), "{}", ran.stderr);
    assert_eq!(server.counters().hits().len(), 0);
    let csv = export(&notes, &server, "csv", &[]);
    assert_eq!(csv.code, 2, "a format without images has nothing to fetch");
    assert!(csv.stderr.contains("carries no images"), "{}", csv.stderr);
}

#[test]
fn addresses_that_are_not_public_are_refused_on_a_ci_machine() {
    let server = Server::start();
    let notes = Notes::new(&[("a.md", note(&server).as_bytes())]);
    let ran = notes.run_with(
        &["export", "--format", "html", "-o", "out", "--fetch-images", "--image-cache", "cache"],
        &[("CI", "true")],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("was not fetched: "), "{}", ran.stderr);
    assert_eq!(server.counters().hits().len(), 0);
}
