//! Downloads from a server on 127.0.0.1: what comes, what does not, and what is never asked.

mod server;

use std::collections::BTreeMap;
use std::time::Duration;

use notesmith_link_check::{Egress, Options, fetch};
use server::Server;

const MOST_BYTES: usize = 1 << 20;

/// What a CI machine has: nothing but the global internet, and one allowed host.
fn ci(server: &Server) -> Options {
    let allowed = format!("127.0.0.1:{}", server.port()).parse().expect("a host");
    Options {
        egress: Egress { allow_hosts: vec![allowed], ..Egress::global_only() },
        timeout: Duration::from_secs(5),
        back_off: Duration::from_millis(10),
        ..Options::default()
    }
}

fn run(urls: &[String], options: &Options) -> BTreeMap<String, Result<Vec<u8>, String>> {
    let mut taken = BTreeMap::new();
    fetch(urls, MOST_BYTES, options, &mut |url, result| {
        assert!(taken.insert(url.to_owned(), result).is_none(), "{url} is settled once");
    })
    .expect("a run starts");
    taken
}

/// What comes of one path: the length of the body, or the reason why there is none.
#[track_caller]
fn check(path: &str, expected: Result<usize, &str>) {
    let server = Server::start();
    let url = server.url(path);
    let taken = run(std::slice::from_ref(&url), &ci(&server));
    let found = taken[&url].as_ref().map(Vec::len).map_err(String::as_str);
    assert_eq!(found, expected, "{path}");
}

#[test]
fn files_come_whole() {
    check("/image/a.png", Ok(20));
    check("/hop/302/3/image", Ok(36));
    check("/flaky/2/503/x", Ok(36));
    check("/cookie/x", Ok(36));
    check("/empty", Ok(0));
}

#[test]
fn what_fails_says_why() {
    check("/status/404/x", Err("404 not found"));
    check("/status/403/x", Err("403 forbidden"));
    check("/flaky/9/500/x", Err("500 internal server error"));
    check("/circle/x", Err("its redirects lead nowhere"));
    check("/endless", Err("it is larger than 1 MiB"));
    check("/gzip", Err("it is compressed without being asked"));
    check("/later/9999/x", Err("the host asks for fewer requests"));
    check("/close", Err("the connection was closed before the answer was complete"));
    check("/truncated", Err("the connection was closed before the answer was complete"));
}

#[test]
fn each_url_is_asked_once() {
    let server = Server::start();
    let urls: Vec<String> = (0..40).map(|number| server.url(&format!("/image/{}", number % 20))).collect();
    let taken = run(&urls, &ci(&server));
    assert_eq!(taken.len(), 20);
    assert!(taken.values().all(Result::is_ok), "{taken:?}");
    assert_eq!(server.counters().hits().len(), 20);
}

#[test]
fn downloads_go_where_links_may_go() {
    let (outer, inner) = (Server::start(), Server::start());
    let urls = [
        inner.url("/image/secret"),
        outer.url(&format!("/to/302/{}", inner.url("/image/secret"))),
        outer.url("/to/302/http://169.254.169.254/latest/meta-data/"),
        outer.url("/to/302/file:///etc/passwd"),
        "http://0x7f000001/a.png".to_owned(),
        "ftp://127.0.0.1/a.png".to_owned(),
        "//127.0.0.1/a.png".to_owned(),
    ];
    let taken = run(&urls, &ci(&outer));
    assert_eq!(taken.len(), urls.len());
    for (url, result) in taken {
        assert!(result.is_err(), "{url} must not come");
    }
    assert_eq!(inner.counters().hits().len(), 0, "the inner server is never asked");
}
