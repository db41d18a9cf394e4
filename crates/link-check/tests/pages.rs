//! Pages that are read: fragments, encodings, limits, soft 404s.

mod server;

use std::time::Duration;

use notesmith_link_check::{Look, Options, Outcome, Plan, Silent, Verdict, check};
use server::Server;

fn run(urls: &[String], look: Look) -> Vec<Outcome> {
    run_within(Duration::from_secs(2), urls, look)
}

fn run_within(timeout: Duration, urls: &[String], look: Look) -> Vec<Outcome> {
    let options = Options { timeout, back_off: Duration::from_millis(20), look, ..Options::default() };
    check(&Plan::new(urls.iter().map(String::as_str)), &options, &Silent).expect("a run starts")
}

/// Checks one path with a fragment and returns the verdict and its reason.
fn fragment(path: &str) -> (Verdict, String) {
    let server = Server::start();
    let outcomes = run(&[server.url(path)], Look::AtStatus);
    assert_eq!(outcomes.len(), 1);
    (outcomes[0].verdict, outcomes[0].reason.clone())
}

#[test]
fn anchors_are_found_in_every_kind_of_page() {
    for page in ["page", "gzip", "sjis", "raw.md"] {
        assert_eq!(fragment(&format!("/{page}#there")).0, Verdict::Ok, "{page}");
        assert_eq!(fragment(&format!("/{page}#%E7%AB%A0")).0, Verdict::Ok, "{page}");
        assert_eq!(fragment(&format!("/{page}#not")).0, Verdict::Broken, "{page}");
    }
    let (verdict, reason) = fragment("/page#There");
    assert_eq!(verdict, Verdict::Broken);
    assert_eq!(reason, "the page has no anchor `There`, but `there`");
}

#[test]
fn an_anchor_is_looked_for_where_redirects_end() {
    assert_eq!(fragment("/to/302//page/1#there").0, Verdict::Ok);
    assert_eq!(fragment("/to/302//page/1#not").0, Verdict::Broken);
}

#[test]
fn one_get_serves_all_fragments() {
    let server = Server::start();
    let urls = ["/page/1#there", "/page/1#not", "/page/1#top", "/page/1"].map(|path| server.url(path));
    let verdicts: Vec<Verdict> = run(&urls, Look::AtStatus).iter().map(|outcome| outcome.verdict).collect();
    // In the order of the URLs: no fragment, `not`, `there`, `top`.
    assert_eq!(verdicts, [Verdict::Ok, Verdict::Broken, Verdict::Ok, Verdict::Ok]);
    assert_eq!(server.counters().methods("/page/1"), ["GET"]);
}

#[test]
fn a_missing_page_is_missing_whatever_its_fragment() {
    let (verdict, reason) = fragment("/status/404/a#there");
    assert_eq!((verdict, reason.as_str()), (Verdict::Broken, "404 not found"));
}

#[test]
fn what_is_too_much_is_no_evidence() {
    let server = Server::start();
    for path in ["/endless/a#not", "/bomb#not"] {
        // Unpacking two megabytes takes seconds without optimisation, and time is not what this is about.
        let outcomes = run_within(Duration::from_mins(1), &[server.url(path)], Look::AtStatus);
        assert_eq!(outcomes[0].verdict, Verdict::Ok, "{path}");
    }
}

#[test]
fn a_page_that_comes_too_slowly_or_stops_is_transient() {
    assert_eq!(fragment("/truncated/a#there").0, Verdict::Transient);
    assert_eq!(fragment("/drip/100#there").0, Verdict::Transient);
}

#[test]
fn pages_that_deny_themselves_are_suspicious_when_they_are_read() {
    let server = Server::start();
    let urls = ["/ok/1", "/parked", "/soft-404"].map(|path| server.url(path));
    let verdicts = |look| run(&urls, look).iter().map(|outcome| outcome.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts(Look::AtPages), [Verdict::Ok, Verdict::Suspicious, Verdict::Suspicious]);
    assert_eq!(verdicts(Look::AtStatus), [Verdict::Ok; 3]);
}
