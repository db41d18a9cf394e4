//! Attacks on the egress policy: everything here must end without a request to where it may not go.

mod server;

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use notesmith_link_check::{
    Addresses, Egress, HostHeader, Lookup, Options, Outcome, Plan, Silent, Verdict, check,
};
use server::Server;

/// A resolver that gives one address after the other, and then the last one for ever.
struct Script {
    addresses: Vec<IpAddr>,
    asked: AtomicUsize,
}

impl Script {
    fn of(addresses: &[&str]) -> Arc<Self> {
        let addresses = addresses.iter().map(|text| text.parse().expect("an address")).collect();
        Arc::new(Self { addresses, asked: AtomicUsize::new(0) })
    }
}

impl Lookup for Script {
    fn lookup(&self, _: &str) -> Addresses {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst).min(self.addresses.len() - 1);
        let address = self.addresses[turn];
        Box::pin(async move { Ok(vec![address]) })
    }
}

/// What a CI machine has: nothing but the global internet, and one allowed host.
fn ci(allowed: &str) -> Options {
    Options {
        egress: Egress { allow_hosts: vec![allowed.parse().expect("a host")], ..Egress::global_only() },
        timeout: Duration::from_millis(400),
        connect_timeout: Duration::from_millis(200),
        back_off: Duration::from_millis(10),
        ..Options::default()
    }
}

fn run_one(url: &str, options: &Options) -> Outcome {
    let outcomes = check(&Plan::new([url]), options, &Silent).expect("a run starts");
    let [outcome] = outcomes.as_slice() else { panic!("one outcome: {outcomes:?}") };
    outcome.clone()
}

#[test]
fn redirects_do_not_lead_to_metadata_services_or_home() {
    let (outer, inner) = (Server::start(), Server::start());
    let options = ci(&format!("127.0.0.1:{}", outer.port()));
    let inner_url = inner.url("/ok/secret");
    let targets = [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://0/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        inner_url.as_str(),
    ];
    for target in targets {
        let outcome = run_one(&outer.url(&format!("/to/302/{target}")), &options);
        assert_eq!(outcome.verdict, Verdict::Refused, "{target}: {outcome:?}");
        assert!(outcome.reason.starts_with("redirects to: "), "{outcome:?}");
    }
    assert!(inner.counters().hits().is_empty());
}

#[test]
fn names_that_lead_home_are_refused() {
    let server = Server::start();
    for address in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"]
    {
        let options = Options { lookup: Some(Script::of(&[address])), ..ci("allowed.net") };
        let outcome = run_one(&server.url_on("intern.net", "/ok/1"), &options);
        assert_eq!(outcome.verdict, Verdict::Refused, "{address}: {outcome:?}");
    }
    assert!(server.counters().hits().is_empty());
}

#[test]
fn a_name_that_changes_its_address_gains_nothing() {
    let server = Server::start();
    // The first address is allowed, but nothing listens there; all later ones lead to the server.
    let resolver = Script::of(&["127.0.0.2", "127.0.0.1"]);
    let net = "127.0.0.2/32".parse().expect("a network");
    let egress = Egress { allow_nets: vec![net], ..Egress::global_only() };
    let options = Options { lookup: Some(resolver.clone()), egress, ..ci("allowed.net") };
    let outcome = run_one(&server.url_on("rebind.net", "/ok/1"), &options);
    assert_eq!(outcome.verdict, Verdict::Refused, "{outcome:?}");
    assert!(resolver.asked.load(Ordering::SeqCst) >= 2, "the name was looked up again");
    assert!(server.counters().hits().is_empty());
}

#[test]
fn only_the_admitted_addresses_of_a_name_are_used() {
    struct Both;
    impl Lookup for Both {
        fn lookup(&self, _: &str) -> Addresses {
            Box::pin(async { Ok(vec![IpAddr::from([169, 254, 169, 254]), IpAddr::from([127, 0, 0, 1])]) })
        }
    }
    let server = Server::start();
    let options = Options { lookup: Some(Arc::new(Both)), egress: Egress::default(), ..ci("allowed.net") };
    let outcome = run_one(&server.url_on("both.net", "/ok/1"), &options);
    assert_eq!(outcome.verdict, Verdict::Ok, "{outcome:?}");
}

#[test]
fn cookies_and_credentials_stay_with_their_origin() {
    let (first, second) = (Server::start(), Server::start());
    let url =
        first.url(&format!("/cookie-to/{}", second.url("/ok/1"))).replace("http://", "http://user:secret@");
    let options = Options { egress: Egress::default(), ..ci("allowed.net") };
    assert_eq!(run_one(&url, &options).verdict, Verdict::Ok);
    let hits = second.counters().hits();
    assert_eq!(hits.len(), 1);
    let names: Vec<&str> = hits[0].headers.keys().map(String::as_str).collect();
    assert_eq!(names, ["accept", "host", "user-agent"]);
}

#[test]
fn nothing_shows_a_password() {
    let server = Server::start();
    let options = Options { egress: Egress::default(), ..ci("allowed.net") };
    let target = server.url("/status/404/x").replace("http://", "http://user:secret@");
    let outcome = run_one(&server.url(&format!("/to/302/{target}")), &options);
    assert_eq!(outcome.verdict, Verdict::Broken);
    let shown = format!("{:?} {:?} {}", outcome.final_url, outcome.suggestion, outcome.reason);
    assert!(!shown.contains("secret"), "{shown}");
}

#[test]
fn a_header_opens_its_host_and_goes_to_no_other() {
    let (first, second) = (Server::start(), Server::start());
    let host = format!("127.0.0.1:{}", first.port()).parse().expect("a host");
    let headers = vec![HostHeader::new(host, "Authorization", "Bearer secret").expect("a header")];
    let options = Options { egress: Egress::default(), headers, ..ci("allowed.net") };
    assert_eq!(run_one(&first.url("/auth"), &options).verdict, Verdict::Ok);
    assert_eq!(run_one(&second.url("/auth"), &options).verdict, Verdict::Blocked);
    let outcome = run_one(&first.url(&format!("/to/302/{}", second.url("/auth"))), &options);
    assert_eq!(outcome.verdict, Verdict::Blocked, "{outcome:?}");
    assert!(second.counters().hits().iter().all(|hit| !hit.headers.contains_key("authorization")));
}
