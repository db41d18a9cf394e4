//! What a caller can set about a run.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::egress::Egress;
use crate::github::GithubApi;
use crate::header::HostHeader;
use crate::proxy::ProxyUrl;
use crate::resolve::Lookup;

/// Settings of a run; the defaults suit a repository of notes.
#[derive(Clone)]
pub struct Options {
    /// The `User-Agent` header of each request.
    pub user_agent: String,
    /// The longest one request may take, from its start to the last byte that is read.
    pub timeout: Duration,
    /// The longest it may take to connect, TLS included.
    pub connect_timeout: Duration,
    /// The longest all requests for one link may take together, waiting for a turn not counted.
    pub link_deadline: Duration,
    /// The longest `Retry-After` that is obeyed; links of hosts that ask for more are `limited` at once.
    pub longest_wait: Duration,
    /// How often a request that failed for the moment is repeated before the second pass.
    pub retries: u8,
    /// The pause before the first repetition; it doubles each time and is jittered by half.
    pub back_off: Duration,
    /// How many requests may be under way at once.
    pub in_flight: usize,
    /// How many requests one host gets at once in the beginning.
    pub host_start: usize,
    /// How many requests one host gets at once when all goes well.
    pub host_cap: usize,
    /// Exceptions for certain hosts; the first rule that matches holds.
    pub hosts: Vec<HostRule>,
    /// Headers for certain hosts.
    pub headers: Vec<HostHeader>,
    /// How closely pages are looked at.
    pub look: Look,
    /// How many redirects are followed.
    pub redirects: usize,
    /// Where requests may go.
    pub egress: Egress,
    /// Where addresses of host names come from; the system's resolver if there is none.
    pub lookup: Option<Arc<dyn Lookup>>,
    /// What all requests go through; those of the environment are never used.
    pub proxy: Option<ProxyUrl>,
    /// GitHub's API, which is asked about repositories and paths before the site is.
    pub github: Option<GithubApi>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("notesmith/", env!("CARGO_PKG_VERSION"), " (link checker)").to_owned(),
            timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(6),
            link_deadline: Duration::from_secs(45),
            longest_wait: Duration::from_mins(1),
            retries: 2,
            back_off: Duration::from_millis(500),
            in_flight: 128,
            host_start: 4,
            host_cap: 8,
            hosts: HostRule::known(),
            headers: Vec::new(),
            look: Look::AtStatus,
            redirects: 10,
            egress: Egress::default(),
            lookup: None,
            proxy: None,
            github: None,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may be secret and a lookup has nothing to show.
        out.debug_struct("Options")
            .field("timeout", &self.timeout)
            .field("egress", &self.egress)
            .finish_non_exhaustive()
    }
}

/// How closely pages are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The status decides; a page is read only when a link has a fragment.
    #[default]
    AtStatus,
    /// Each page is read, and one that says "not found" with a good status is suspicious.
    AtPages,
}

/// How certain hosts are asked. All hosts that one rule matches share one pace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRule {
    /// A host name in lower case, or `*.` and a domain for all hosts below it.
    pub pattern: String,
    /// How many requests the hosts get at once, if not as many as others.
    pub at_once: Option<usize>,
    /// The shortest time between the starts of two requests.
    pub gap: Option<Duration>,
}

impl HostRule {
    /// Returns the rules for hosts whose limits are known: GitHub answers 429 to fast visitors, and serves
    /// all images from one network of hosts.
    pub fn known() -> Vec<Self> {
        let rule = |pattern: &str, gap| Self { pattern: pattern.to_owned(), at_once: None, gap };
        vec![rule("github.com", Some(Duration::from_millis(500))), rule("*.githubusercontent.com", None)]
    }

    /// Says whether the rule is for a host, given in lower case without a port.
    pub(crate) fn matches(&self, host: &str) -> bool {
        match self.pattern.strip_prefix("*.") {
            Some(domain) => {
                host.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
            }
            None => host == self.pattern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_labels() {
        let rule = |pattern: &str| HostRule { pattern: pattern.to_owned(), at_once: None, gap: None };
        assert!(rule("github.com").matches("github.com"));
        assert!(!rule("github.com").matches("gist.github.com"));
        assert!(rule("*.github.com").matches("gist.github.com"));
        assert!(!rule("*.github.com").matches("github.com"));
        assert!(!rule("*.github.com").matches("evilgithub.com"));
        assert!(!rule("*.github.com").matches(".github.com"));
    }
}
