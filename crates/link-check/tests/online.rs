//! The checker against a server with every fault, on 127.0.0.1.

mod server;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use notesmith_link_check::{
    Addresses, Cache, Egress, HostRule, Lookup, Options, Outcome, Plan, Silent, Verdict, check,
};
use server::Server;

/// Finds every name at 127.0.0.1, so that one server is many hosts.
struct Loopback;

impl Lookup for Loopback {
    fn lookup(&self, _: &str) -> Addresses {
        Box::pin(async { Ok(vec![IpAddr::from([127, 0, 0, 1])]) })
    }
}

/// Options that wait for nothing longer than a test should.
fn hasty() -> Options {
    Options {
        timeout: Duration::from_millis(400),
        back_off: Duration::from_millis(20),
        lookup: Some(Arc::new(Loopback)),
        ..Options::default()
    }
}

fn run(urls: &[String], options: &Options) -> Vec<Outcome> {
    let plan = Plan::new(urls.iter().map(String::as_str));
    check(&plan, options, &Silent).expect("a run starts")
}

/// Checks one path and asserts its verdict, its status and the methods it was asked with.
fn verdict(path: &str, expected: Verdict, status: Option<u16>, methods: &[&str]) -> Outcome {
    let server = Server::start();
    let outcomes = run(&[server.url(path)], &hasty());
    let [outcome] = outcomes.as_slice() else { panic!("one outcome for {path}: {outcomes:?}") };
    assert_eq!((outcome.verdict, outcome.status), (expected, status), "{path}: {outcome:?}");
    assert_eq!(server.counters().methods(path), methods, "{path}");
    outcome.clone()
}

#[test]
fn a_page_is_asked_for_with_one_head() {
    verdict("/ok/1", Verdict::Ok, Some(200), &["HEAD"]);
    verdict("/status/204/a", Verdict::Ok, Some(204), &["HEAD"]);
}

#[test]
fn missing_pages_are_broken_after_get_says_so_too() {
    verdict("/status/404/a", Verdict::Broken, Some(404), &["HEAD", "GET"]);
    verdict("/status/410/a", Verdict::Broken, Some(410), &["HEAD", "GET"]);
    verdict("/status/400/a", Verdict::Broken, Some(400), &["HEAD", "GET"]);
}

#[test]
fn closed_doors_are_blocked() {
    for status in [401, 402, 403, 407, 418, 451, 999] {
        verdict(&format!("/status/{status}/a"), Verdict::Blocked, Some(status), &["HEAD", "GET"]);
    }
    verdict("/challenge", Verdict::Blocked, Some(403), &["HEAD"]);
}

#[test]
fn a_refused_head_is_no_verdict() {
    for kind in ["405", "501", "404", "403", "close"] {
        verdict(&format!("/head/{kind}/a"), Verdict::Ok, Some(206), &["HEAD", "GET"]);
    }
    // The reset happens before the request is read, so the server does not count it.
    verdict("/head/reset/a", Verdict::Ok, Some(206), &["GET"]);
    verdict("/head/hang/a", Verdict::Ok, Some(206), &["HEAD", "GET"]);
}

#[test]
fn a_page_without_a_byte_is_there() {
    let server = Server::start();
    let options = hasty();
    let outcomes = run(&[server.url("/head/405/a"), server.url("/empty")], &options);
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Ok), "{outcomes:?}");
}

#[test]
fn a_host_that_refuses_head_is_asked_with_get() {
    let server = Server::start();
    let urls: Vec<String> = (0..12).map(|page| server.url(&format!("/head/405/{page}"))).collect();
    let options = Options { host_start: 1, host_cap: 1, ..hasty() };
    assert!(run(&urls, &options).iter().all(|outcome| outcome.verdict == Verdict::Ok));
    let heads = server.counters().hits().iter().filter(|hit| hit.method == "HEAD").count();
    assert_eq!(heads, 1);
}

#[test]
fn server_errors_are_asked_again_and_then_transient() {
    // HEAD, GET, two repetitions, the second pass.
    verdict("/status/500/a", Verdict::Transient, Some(500), &["HEAD", "GET", "GET", "GET", "GET"]);
    verdict("/status/408/a", Verdict::Transient, Some(408), &["HEAD", "GET", "GET", "GET", "GET"]);
    verdict("/close/a", Verdict::Transient, None, &["HEAD", "GET", "GET", "GET", "GET"]);
    verdict("/hang/a", Verdict::Transient, None, &["HEAD", "GET"]);
    verdict("/drip/50", Verdict::Transient, None, &["HEAD", "GET"]);
    let reset = verdict("/reset/a", Verdict::Transient, None, &[]);
    assert_eq!(reset.reason, "connection reset");
}

#[test]
fn a_truncated_answer_is_transient_and_an_endless_one_is_not_read() {
    let server = Server::start();
    let options = Options { host_start: 1, host_cap: 1, ..hasty() };
    let urls = [server.url("/head/405/first"), server.url("/truncated/a"), server.url("/endless/a")];
    let outcomes = run(&urls, &options);
    let verdicts: Vec<Verdict> = outcomes.iter().map(|outcome| outcome.verdict).collect();
    // In the order of the URLs: endless, head, truncated.
    assert_eq!(verdicts, [Verdict::Ok, Verdict::Ok, Verdict::Transient], "{outcomes:?}");
}

#[test]
fn what_fails_once_is_fine() {
    let server = Server::start();
    let kinds = ["500", "503", "408", "425", "reset", "close", "hang"];
    let urls: Vec<String> = kinds
        .iter()
        .flat_map(|kind| (0..5).map(move |page| format!("/flaky/1/{kind}/{page}")))
        .map(|path| server.url(&path))
        .collect();
    for outcome in run(&urls, &hasty()) {
        assert_eq!(outcome.verdict, Verdict::Ok, "{outcome:?}");
    }
}

#[test]
fn what_fails_three_times_is_fine_too() {
    verdict("/flaky/3/503/a", Verdict::Ok, Some(206), &["HEAD", "GET", "GET", "GET"]);
    verdict("/flaky/4/503/a", Verdict::Ok, Some(206), &["HEAD", "GET", "GET", "GET", "GET"]);
}

#[test]
fn redirects_are_followed_and_told() {
    let outcome = verdict("/hop/302/9/a", Verdict::Ok, Some(200), &["HEAD"]);
    assert!(outcome.final_url.is_some_and(|url| url.ends_with("/hop/302/0/a")));
    assert_eq!(outcome.suggestion, None);
    verdict("/hop/302/10/a", Verdict::Ok, Some(200), &["HEAD"]);
    verdict("/hop/302/11/a", Verdict::Broken, Some(302), &["HEAD", "GET"]);
    verdict("/circle/a", Verdict::Broken, Some(302), &["HEAD", "GET"]);
    verdict("/cookie/a", Verdict::Ok, Some(200), &["HEAD", "HEAD"]);
    verdict("/to/302//status/404/x", Verdict::Broken, Some(404), &["HEAD"]);
}

#[test]
fn a_permanent_redirect_is_offered_with_its_fragment() {
    let server = Server::start();
    let outcomes = run(&[server.url("/hop/301/2/a#part"), server.url("/hop/301/2/a")], &hasty());
    let suggestions: Vec<_> = outcomes.iter().map(|outcome| outcome.suggestion.clone()).collect();
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Redirect), "{outcomes:?}");
    assert_eq!(suggestions, [Some(server.url("/hop/301/0/a")), Some(server.url("/hop/301/0/a#part"))]);
    assert_eq!(server.counters().hits().len(), 3, "one request serves both fragments");
}

#[test]
fn a_deep_link_that_ends_elsewhere_is_not_fine() {
    verdict("/to-front/a", Verdict::Suspicious, Some(200), &["HEAD"]);
    verdict("/to-login/a", Verdict::Blocked, Some(200), &["HEAD"]);
}

#[test]
fn a_host_gets_no_more_at_once_than_its_cap() {
    let server = Server::start();
    let urls: Vec<String> = (0..60)
        .flat_map(|page| ["a.net", "b.net"].map(|host| (host, page)))
        .map(|(host, page)| server.url_on(host, &format!("/slow/20/{page}")))
        .collect();
    assert!(run(&urls, &hasty()).iter().all(|outcome| outcome.verdict == Verdict::Ok));
    let counters = server.counters();
    assert_eq!(counters.hits().len(), 120);
    for host in ["a.net", "b.net"] {
        let most = counters.most_at_once(host);
        assert!((4..=8).contains(&most), "{host}: {most}");
    }
}

#[test]
fn a_run_has_no_more_under_way_than_its_limit() {
    let server = Server::start();
    let urls: Vec<String> =
        (0..60).map(|host| server.url_on(&format!("h{host}.net"), "/slow/20/a")).collect();
    let options = Options { in_flight: 7, ..hasty() };
    assert!(run(&urls, &options).iter().all(|outcome| outcome.verdict == Verdict::Ok));
    assert_eq!(server.counters().most_of_all(), 7);
}

#[test]
fn a_host_that_asks_for_a_pause_gets_it() {
    for form in ["seconds", "date"] {
        let server = Server::start();
        let limited = (0..9).map(|page| server.url_on("slow.net", &format!("/pause/{form}/1/{page}")));
        let others = (0..40).map(|page| server.url_on("fast.net", &format!("/ok/{page}")));
        let urls: Vec<String> = limited.chain(others).collect();
        let options = Options { host_start: 1, ..hasty() };
        assert!(run(&urls, &options).iter().all(|outcome| outcome.verdict == Verdict::Ok));
        let counters = server.counters();
        assert_eq!(counters.early(), 0, "{form}");
        let hosts: Vec<String> = counters.hits().into_iter().map(|hit| hit.host).collect();
        let last_fast = hosts.iter().rposition(|host| host == "fast.net");
        let second_slow = hosts.iter().enumerate().filter(|(_, host)| *host == "slow.net").nth(1);
        assert!(last_fast < second_slow.map(|(place, _)| place), "the others went on meanwhile");
    }
}

#[test]
fn a_host_that_only_asks_for_pauses_is_limited() {
    let server = Server::start();
    let urls: Vec<String> = (0..9).map(|page| server.url(&format!("/later/0/{page}"))).collect();
    for outcome in run(&urls, &hasty()) {
        assert_eq!(outcome.verdict, Verdict::Limited, "{outcome:?}");
    }
    let patient = Server::start();
    let urls: Vec<String> = (0..9).map(|page| patient.url(&format!("/later/3600/{page}"))).collect();
    assert!(run(&urls, &hasty()).iter().all(|outcome| outcome.verdict == Verdict::Limited));
    assert!(patient.counters().hits().len() <= 4, "nothing is sent after the first answer came");
}

#[test]
fn a_rule_groups_hosts_and_limits_them() {
    let server = Server::start();
    let urls: Vec<String> =
        (0..12).map(|host| server.url_on(&format!("h{host}.img.net"), "/slow/20/a")).collect();
    let rule = HostRule { pattern: "*.img.net".to_owned(), at_once: Some(2), gap: None };
    let options = Options { hosts: vec![rule], ..hasty() };
    assert!(run(&urls, &options).iter().all(|outcome| outcome.verdict == Verdict::Ok));
    assert_eq!(server.counters().most_of_all(), 2);
}

#[test]
fn ten_thousand_links_to_few_pages_are_few_requests() {
    let server = Server::start();
    let urls: Vec<String> = (0..1000).map(|link| server.url(&format!("/ok/{}#{link}", link % 50))).collect();
    let outcomes = run(&urls, &hasty());
    assert_eq!(outcomes.len(), 1000);
    assert_eq!(server.counters().hits().len(), 50);
}

#[test]
fn nothing_listens_there() {
    let port = Server::start().port();
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let closed = free.local_addr().expect("an address").port();
    drop(free);
    assert_ne!(port, closed);
    let outcomes = run(&[format!("http://127.0.0.1:{closed}/")], &hasty());
    assert_eq!(outcomes[0].verdict, Verdict::Transient, "{outcomes:?}");
    assert_eq!(outcomes[0].reason, "connection refused");
}

#[test]
fn what_is_sent_names_the_program_and_nothing_of_the_notes() {
    let server = Server::start();
    let url = server.url("/ok/1#part").replace("http://", "http://user:secret@");
    let outcomes = run(&[url], &hasty());
    assert_eq!(outcomes[0].verdict, Verdict::Ok);
    let hits = server.counters().hits();
    let names: Vec<&str> = hits[0].headers.keys().map(String::as_str).collect();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    assert_eq!(hits[0].path, "/ok/1");
}

#[test]
fn ci_refuses_this_machine_unless_it_is_allowed() {
    let server = Server::start();
    let urls = [server.url("/ok/1"), server.url_on("a.net", "/ok/2")];
    let refusing = Options { egress: Egress::global_only(), ..hasty() };
    assert!(run(&urls, &refusing).iter().all(|outcome| outcome.verdict == Verdict::Refused));
    assert!(server.counters().hits().is_empty());
    let host = "127.0.0.1".parse().expect("a host");
    let net = "127.0.0.0/8".parse().expect("a network");
    let by_host = Egress { allow_hosts: vec![host], ..Egress::global_only() };
    let outcomes = run(&urls, &Options { egress: by_host, ..hasty() });
    let verdicts: Vec<Verdict> = outcomes.iter().map(|outcome| outcome.verdict).collect();
    assert_eq!(verdicts, [Verdict::Ok, Verdict::Refused]);
    let by_net = Egress { allow_nets: vec![net], ..Egress::global_only() };
    let outcomes = run(&urls, &Options { egress: by_net, ..hasty() });
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Ok), "{outcomes:?}");
}

#[test]
fn a_warm_cache_needs_no_request() {
    let server = Server::start();
    let paths = ["/ok/1#a", "/ok/1#b", "/ok/2", "/status/404/a", "/status/403/a", "/status/500/a"];
    let urls = paths.map(|path| server.url(path));
    let now = SystemTime::now();
    let first = run(&urls, &hasty());
    let mut cache = Cache::default();
    cache.keep(&first, now);
    let before = server.counters().hits().len();
    let plan = Plan::new(urls.iter().map(String::as_str)).without_cached(&cache, now);
    let again = check(&plan, &hasty(), &Silent).expect("a run starts");
    let verdicts =
        |outcomes: &[Outcome]| outcomes.iter().map(|out| (out.url.clone(), out.verdict)).collect::<Vec<_>>();
    assert_eq!(verdicts(&again), verdicts(&first));
    let asked: Vec<String> =
        server.counters().hits().split_off(before).into_iter().map(|hit| hit.path).collect();
    assert!(asked.iter().all(|path| path == "/status/500/a"), "only what failed is asked again: {asked:?}");
    assert!(again.iter().all(|outcome| outcome.from_cache == (outcome.verdict != Verdict::Transient)));
}
