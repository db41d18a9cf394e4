//! What runs remember of each other: entity tags and anchors; and what is asked of others than the site itself.

mod server;

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use notesmith_link_check::{
    Addresses, Cache, Egress, GithubApi, Lookup, LookupError, Options, Outcome, Plan, Progress, Silent,
    Snapshot, Verdict, check,
};
use server::Server;

const DAY: Duration = Duration::from_hours(24);

/// No name is anywhere: what is asked all the same goes through a proxy.
struct Nowhere;

impl Lookup for Nowhere {
    fn lookup(&self, _: &str) -> Addresses {
        Box::pin(async { Err(LookupError::NoSuchName) })
    }
}

/// All names are on this machine.
struct Loopback;

impl Lookup for Loopback {
    fn lookup(&self, _: &str) -> Addresses {
        Box::pin(async { Ok(vec![IpAddr::from([127, 0, 0, 1])]) })
    }
}

fn hasty() -> Options {
    Options { timeout: Duration::from_millis(400), back_off: Duration::from_millis(20), ..Options::default() }
}

/// Checks with a cache at a moment; the cache takes its trip through the file.
fn run_at(urls: &[String], cache: &mut Cache, now: SystemTime) -> Vec<Outcome> {
    let plan = Plan::new(urls.iter().map(String::as_str)).without_cached(cache, now);
    let outcomes = check(&plan, &hasty(), &Silent).expect("a run starts");
    cache.keep(&outcomes, now);
    *cache = Cache::from_json(&cache.to_json(now)).expect("our own text");
    outcomes
}

fn verdicts(outcomes: &[Outcome]) -> Vec<Verdict> {
    outcomes.iter().map(|outcome| outcome.verdict).collect()
}

#[test]
fn a_page_is_asked_only_whether_it_changed() {
    let server = Server::start();
    let urls = [server.url("/tagged/a"), server.url("/tagged/b#not"), server.url("/tagged/b#there")];
    let expected = [Verdict::Ok, Verdict::Broken, Verdict::Ok];
    let (mut cache, start) = (Cache::default(), SystemTime::now());
    assert_eq!(verdicts(&run_at(&urls, &mut cache, start)), expected);
    for round in 1..4 {
        let before = server.counters().hits().len();
        let outcomes = run_at(&urls, &mut cache, start + round * 20 * DAY);
        assert_eq!(verdicts(&outcomes), expected);
        assert!(outcomes.iter().all(|outcome| outcome.status == Some(200) && !outcome.from_cache));
        let hits = server.counters().hits().split_off(before);
        let tags: Vec<_> = hits.iter().map(|hit| hit.headers.get("if-none-match").cloned()).collect();
        assert_eq!(tags, [Some("\"v1\"".to_owned()), Some("\"v1\"".to_owned())], "round {round}");
    }
}

#[test]
fn fragments_of_a_known_page_need_no_request() {
    let server = Server::start();
    let (mut cache, start) = (Cache::default(), SystemTime::now());
    run_at(&[server.url("/page/1#there")], &mut cache, start);
    let asked = server.counters().hits().len();
    let urls = ["/page/1", "/page/1#not", "/page/1#%E7%AB%A0"].map(|path| server.url(path));
    let outcomes = run_at(&urls, &mut cache, start);
    assert_eq!(verdicts(&outcomes), [Verdict::Ok, Verdict::Ok, Verdict::Broken]);
    assert_eq!(server.counters().hits().len(), asked);
    // What is missing may have come since; what is there is there for a week.
    let outcomes = run_at(&urls, &mut cache, start + DAY);
    assert_eq!(verdicts(&outcomes), [Verdict::Ok, Verdict::Ok, Verdict::Broken]);
    assert_eq!(server.counters().hits().len(), asked + 1);
}

#[test]
fn a_page_without_known_anchors_is_read_for_them() {
    let server = Server::start();
    let (mut cache, start) = (Cache::default(), SystemTime::now());
    run_at(&[server.url("/tagged/a")], &mut cache, start);
    let outcomes = run_at(&[server.url("/tagged/a#not")], &mut cache, start);
    assert_eq!(verdicts(&outcomes), [Verdict::Broken]);
    assert_eq!(server.counters().methods("/tagged/a"), ["HEAD", "GET"]);
}

#[test]
fn a_page_that_is_gone_is_forgotten() {
    let server = Server::start();
    let (mut cache, now) = (Cache::default(), SystemTime::now());
    let url = server.url("/tagged/a");
    run_at(std::slice::from_ref(&url), &mut cache, now);
    assert!(cache.to_json(now).contains("v1"));
    assert!(cache.to_json(now + 80 * DAY).contains("v1"));
    assert!(!cache.to_json(now + 91 * DAY).contains("v1"));
}

#[test]
fn a_proxy_gets_all_requests_and_looks_names_up() {
    let server = Server::start();
    let proxied = |text: &str, egress: Egress| {
        let proxy = format!("http://127.0.0.1:{}", server.port()).parse().expect("a proxy");
        let options = Options { proxy: Some(proxy), lookup: Some(Arc::new(Nowhere)), egress, ..hasty() };
        check(&Plan::new([text]), &options, &Silent).expect("a run starts")
    };
    let outcomes = proxied("http://wiki.intern.net/ok/1", Egress::global_only());
    assert_eq!(verdicts(&outcomes), [Verdict::Ok], "{outcomes:?}");
    let hits = server.counters().hits();
    assert_eq!((hits[0].host.as_str(), hits[0].path.as_str()), ("wiki.intern.net", "/ok/1"));
    // Addresses that stand in URLs are vetted as ever, also where a public page redirects to them.
    let before = server.counters().hits().len();
    let refused = proxied("http://169.254.169.254/latest", Egress::default());
    assert_eq!(verdicts(&refused), [Verdict::Refused]);
    assert_eq!(server.counters().hits().len(), before);
    let redirected = proxied("http://a.net/to/302/http://10.0.0.1/x", Egress::default());
    assert_eq!(verdicts(&redirected), [Verdict::Refused], "{redirected:?}");
}

/// Notes what a run says.
#[derive(Default)]
struct Notes(Mutex<Vec<String>>);

impl Progress for Notes {
    fn finished(&self, _: &Outcome) {}
    fn tick(&self, _: &Snapshot) {}
    fn note(&self, text: &str) {
        self.0.lock().expect("nobody panics here").push(text.to_owned());
    }
}

/// Checks URLs of GitHub, where the site and the API are both this server.
fn ask_github(server: &Server, token: &str, urls: &[&str]) -> (Vec<Outcome>, Vec<String>) {
    let api =
        GithubApi::on_this_machine(&server.url("/graphql"), token).expect("a token").expect("this machine");
    let options = Options { github: Some(api), lookup: Some(Arc::new(Loopback)), ..hasty() };
    let notes = Notes::default();
    let outcomes = check(&Plan::new(urls.iter().copied()), &options, &notes).expect("a run starts");
    (outcomes, notes.0.into_inner().expect("nobody panics here"))
}

#[test]
fn github_tells_in_one_call_what_is_there() {
    let server = Server::start();
    let urls = [
        "https://github.com/here/it",
        "https://github.com/here/it/blob/main/there.md#L10",
        "https://github.com/here/it/tree/main/there.md",
        "https://github.com/old/it/blob/main/there.md",
        "https://raw.githubusercontent.com/here/it/main/there.md",
    ];
    let (outcomes, notes) = ask_github(&server, "geheim", &urls);
    let expected = [Verdict::Ok, Verdict::Ok, Verdict::Ok, Verdict::Redirect, Verdict::Ok];
    assert_eq!(verdicts(&outcomes), expected, "{outcomes:?}");
    assert_eq!(outcomes[3].suggestion.as_deref(), Some("https://github.com/new/it/blob/main/there.md"));
    assert_eq!((server.counters().hits().len(), notes), (1, Vec::new()));
}

#[test]
fn a_hundred_repositories_are_few_calls() {
    let server = Server::start();
    let urls: Vec<String> =
        (0..250).map(|page| format!("https://github.com/here/it/tree/main/there.md?{page}")).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let (outcomes, _) = ask_github(&server, "geheim", &urls);
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Ok));
    // Each has two ways of reading its path.
    assert_eq!(server.counters().hits().len(), 5);
}

#[test]
fn what_the_api_does_not_know_is_asked_of_the_site() {
    let server = Server::start();
    // No server for https is there, so that asking the site is seen by its failure.
    let urls = ["https://github.com/gone/it", "https://github.com/here/it/blob/main/gone.md"];
    let (outcomes, notes) = ask_github(&server, "geheim", &urls);
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Transient), "{outcomes:?}");
    assert!(notes.is_empty());
}

#[test]
fn a_bad_token_changes_nothing_but_a_note() {
    let server = Server::start();
    let (outcomes, notes) = ask_github(&server, "falsch", &["https://github.com/here/it"]);
    assert_eq!(verdicts(&outcomes), [Verdict::Transient]);
    assert_eq!(notes, ["GitHub's API is of no use, the site is asked: 401 unauthorized"]);
}

#[test]
fn the_token_goes_to_the_api_alone() {
    let (api, site) = (Server::start(), Server::start());
    let options = |token: &str| {
        let api = GithubApi::on_this_machine(&api.url("/graphql"), token).expect("a token");
        Options { github: api, lookup: Some(Arc::new(Loopback)), ..hasty() }
    };
    let urls = [site.url("/ok/1"), "https://github.com/here/it".to_owned()];
    check(&Plan::new(urls.iter().map(String::as_str)), &options("geheim"), &Silent).expect("a run starts");
    let hits = site.counters().hits();
    assert_eq!(hits.len(), 1);
    assert!(hits.iter().all(|hit| !hit.headers.contains_key("authorization")), "{hits:?}");
    assert_eq!(api.counters().hits().len(), 1);
}
