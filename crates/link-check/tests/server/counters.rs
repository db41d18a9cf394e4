//! What the server was asked, and how much of it at once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::wire::Request;

/// One request that arrived.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The `Host` header without the port.
    pub host: String,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// All header fields, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

/// Everything that the server counts; hosts are told apart by the `Host` header.
#[derive(Default)]
pub struct Counters {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    hits: Vec<Hit>,
    now: HashMap<String, usize>,
    most: HashMap<String, usize>,
    most_of_all: usize,
    failures_left: HashMap<String, u32>,
    closed_until: HashMap<String, Instant>,
    early: usize,
}

impl Counters {
    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panics while it holds the counters")
    }

    pub(super) fn begin(&self, request: &Request) {
        let mut inner = self.lock();
        let host = request.host();
        let now = inner.now.entry(host.clone()).or_default();
        *now += 1;
        let now = *now;
        let most = inner.most.entry(host.clone()).or_default();
        *most = now.max(*most);
        inner.most_of_all = inner.most_of_all.max(inner.now.values().sum());
        if inner.closed_until.get(&host).is_some_and(|moment| *moment > Instant::now()) {
            inner.early += 1;
        }
        inner.hits.push(Hit {
            host,
            method: request.method.clone(),
            path: request.path.clone(),
            headers: request.headers.clone(),
            body: request.body.clone(),
        });
    }

    /// Called before the answer is written, so that the client cannot begin anew before it was counted out.
    pub(super) fn end(&self, request: &Request) {
        *self.lock().now.entry(request.host()).or_default() -= 1;
    }

    /// Says whether this is one of the first `failures` hits of a path on a host.
    pub(super) fn fails_still(&self, key: &str, failures: u32) -> bool {
        let mut inner = self.lock();
        let left = inner.failures_left.entry(key.to_owned()).or_insert(failures);
        let fails = *left > 0;
        *left = left.saturating_sub(1);
        fails
    }

    /// Closes a host for a while; requests until then count as early.
    pub(super) fn close_host(&self, host: &str, pause: Duration) {
        self.lock().closed_until.insert(host.to_owned(), Instant::now() + pause);
    }

    /// Returns all requests in the order in which they came.
    pub fn hits(&self) -> Vec<Hit> {
        self.lock().hits.clone()
    }

    /// Returns the requests for a path, whatever its host, as methods in their order.
    pub fn methods(&self, path: &str) -> Vec<String> {
        self.lock().hits.iter().filter(|hit| hit.path == path).map(|hit| hit.method.clone()).collect()
    }

    /// Returns how many requests a host got at once at most.
    pub fn most_at_once(&self, host: &str) -> usize {
        self.lock().most.get(host).copied().unwrap_or_default()
    }

    /// Returns how many requests all hosts got at once at most.
    pub fn most_of_all(&self) -> usize {
        self.lock().most_of_all
    }

    /// Returns how many requests came to a host before the end of the pause it had asked for.
    pub fn early(&self) -> usize {
        self.lock().early
    }
}
