//! From URLs to unique requests, grouped by host.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::SystemTime;

use url::Url;

use crate::cache::Cache;
use crate::fragment::wanted_anchor;
use crate::judge::missing_anchor;
use crate::known_page::KnownPage;
use crate::options::Options;
use crate::outcome::{Outcome, Verdict};
use crate::placeholder::placeholder;
use crate::queue::lane_name;
use crate::redact::strip_userinfo;
use crate::stable_hash::stable_hash;

/// What a run is to check: each distinct URL once, and one request for all fragments of a page.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    requests: Vec<Request>,
    /// What needs no request.
    settled: Vec<Outcome>,
}

/// One of several machines that check a plan together: `K/N`, 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: u64,
}

/// A text that names no shard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseShardError(String);

impl fmt::Display for ParseShardError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not K/N with K from 1 to N", self.0)
    }
}

impl std::error::Error for ParseShardError {}

impl FromStr for Shard {
    type Err = ParseShardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers =
            text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        numbers
            .filter(|(number, of)| (1..=*of).contains(number))
            .map(|(number, of)| Self { number, of })
            .ok_or_else(|| ParseShardError(text.to_owned()))
    }
}

/// One page to ask for, and the links that wait for the answer.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The page, without fragment and userinfo.
    pub(crate) url: Url,
    /// The URLs that this request serves.
    pub(crate) links: Vec<Link>,
    /// What a cache knows of the page, if it was there.
    pub(crate) known: Option<Arc<KnownPage>>,
}

/// One distinct URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The URL as it was given.
    pub(crate) url: String,
    /// The fragment, percent-encoded, without `#`.
    pub(crate) fragment: Option<String>,
    /// The anchor that the page must have.
    pub(crate) anchor: Option<String>,
}

impl Plan {
    /// Plans the requests for some URLs; those that need none (placeholders, other schemes, not a URL) get
    /// their outcome here.
    pub fn new<'a>(urls: impl IntoIterator<Item = &'a str>) -> Self {
        let mut links: Vec<&str> = urls.into_iter().collect();
        links.sort_unstable();
        links.dedup();
        let mut plan = Self::default();
        let mut by_page: BTreeMap<String, Request> = BTreeMap::new();
        for link in links {
            match request_of(link) {
                Ok(page) => {
                    let parsed = Url::parse(link).ok();
                    let fragment = parsed.as_ref().and_then(|url| url.fragment().map(str::to_owned));
                    let anchor = parsed.as_ref().and_then(wanted_anchor);
                    by_page
                        .entry(page.as_str().to_owned())
                        .or_insert_with(|| Request { url: page, links: Vec::new(), known: None })
                        .links
                        .push(Link { url: link.to_owned(), fragment, anchor });
                }
                Err((verdict, reason)) => plan.settled.push(unasked(link, verdict, reason)),
            }
        }
        plan.requests = by_page.into_values().collect();
        plan
    }

    /// Takes the links out whose verdict a cache still knows at `now`; a page is asked only for those that are left,
    /// and only whether it changed, if its time is up.
    #[must_use]
    pub fn without_cached(mut self, cache: &Cache, now: SystemTime) -> Self {
        for request in &mut self.requests {
            let url = request.url.as_str();
            request.known = cache.page(url);
            let known_by_page = |link: &Link| {
                let outcome = link.answer_of(cache.fresh_page(url, Verdict::Ok, now)?.as_ref())?;
                cache.fresh_page(url, outcome.verdict, now).is_some().then_some(outcome)
            };
            request.links.retain(|link| match cache.fresh(&link.url, now).or_else(|| known_by_page(link)) {
                Some(outcome) => {
                    self.settled.push(outcome);
                    false
                }
                None => true,
            });
        }
        self.requests.retain(|request| !request.links.is_empty());
        self
    }

    /// Keeps the requests of one shard. All pages of a host are in the same shard, since hosts are paced.
    #[must_use]
    pub fn only(mut self, shard: Shard, options: &Options) -> Self {
        let is_mine =
            |request: &Request| stable_hash(&lane_name(&request.url, options)) % shard.of == shard.number - 1;
        self.requests.retain(is_mine);
        self
    }

    /// Returns how many requests the plan has, redirects and repetitions not counted.
    pub fn requests(&self) -> usize {
        self.requests.len()
    }

    pub(crate) fn pages(&self) -> &[Request] {
        &self.requests
    }

    pub(crate) fn settled(&self) -> &[Outcome] {
        &self.settled
    }
}

impl Link {
    /// Returns what is known of a link from a page that was there a while ago; `None` if that does not tell.
    fn answer_of(&self, page: &KnownPage) -> Option<Outcome> {
        let mut outcome = unasked(&self.url, Verdict::Ok, String::new());
        outcome.status = Some(page.status);
        outcome.from_cache = true;
        if let Some(anchor) = &self.anchor
            && let Some(reason) = missing_anchor(&page.page()?, anchor)
        {
            outcome.verdict = Verdict::Broken;
            outcome.reason = reason;
        }
        Some(outcome)
    }
}

/// The page to ask for a link, or the verdict that needs no request.
pub(crate) fn request_of(link: &str) -> Result<Url, (Verdict, String)> {
    if let Some(reason) = placeholder(link) {
        return Err((Verdict::Skipped, reason.to_owned()));
    }
    let absolute = if link.starts_with("//") { format!("https:{link}") } else { link.to_owned() };
    let mut url = Url::parse(&absolute).map_err(|error| (Verdict::Broken, format!("not a URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err((Verdict::Skipped, format!("scheme `{}`", url.scheme())));
    }
    url.set_fragment(None);
    strip_userinfo(&mut url);
    Ok(url)
}

fn unasked(link: &str, verdict: Verdict, reason: String) -> Outcome {
    Outcome {
        url: link.to_owned(),
        verdict,
        status: None,
        reason,
        final_url: None,
        suggestion: None,
        from_cache: false,
        page: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(urls: &[&str]) -> Vec<(String, usize)> {
        let plan = Plan::new(urls.iter().copied());
        plan.pages().iter().map(|page| (page.url.to_string(), page.links.len())).collect()
    }

    #[test]
    fn fragments_and_repetitions_share_a_request() {
        let urls = [
            "https://a/p#x",
            "https://a/p",
            "https://a/p#y",
            "https://a/p",
            "https://A/p",
            "https://a:443/p",
        ];
        assert_eq!(pages(&urls), [("https://a/p".to_owned(), 5)]);
    }

    #[test]
    fn userinfo_is_not_part_of_a_request() {
        assert_eq!(pages(&["https://u:p@a/", "https://a"]), [("https://a/".to_owned(), 2)]);
    }

    #[test]
    fn a_scheme_relative_url_is_asked_with_https() {
        assert_eq!(pages(&["//a/p"]), [("https://a/p".to_owned(), 1)]);
    }

    #[test]
    fn shards_split_a_plan_by_host() {
        let urls: Vec<String> =
            (0..40).flat_map(|host| (0..3).map(move |page| format!("https://h{host}.net/{page}"))).collect();
        let options = Options::default();
        let plan = Plan::new(urls.iter().map(String::as_str));
        let mut hosts = Vec::new();
        for shard in ["1/3", "2/3", "3/3"] {
            let part = plan.clone().only(shard.parse().expect("a shard"), &options);
            assert!(part.requests() > 0 && part.requests() < 120, "{}", part.requests());
            hosts.extend(part.pages().iter().map(|page| page.url.host_str().map(str::to_owned)));
        }
        assert_eq!(hosts.len(), 120);
        hosts.dedup();
        assert_eq!(hosts.len(), 40, "no host is in two shards");
    }

    #[test]
    fn shards_count_from_one() {
        for text in ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", ""] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        assert_eq!("2/2".parse::<Shard>(), Ok(Shard { number: 2, of: 2 }));
    }

    #[test]
    fn what_needs_no_request_has_its_outcome() {
        let plan = Plan::new(["https://example.com/", "mailto:me@a.b", "https://", "https://a/${X}"]);
        assert_eq!(plan.requests(), 0);
        let outcomes: Vec<_> = plan.settled().iter().map(|out| (out.url.as_str(), out.verdict)).collect();
        let expected = [
            ("https://", Verdict::Broken),
            ("https://a/${X}", Verdict::Skipped),
            ("https://example.com/", Verdict::Skipped),
            ("mailto:me@a.b", Verdict::Skipped),
        ];
        assert_eq!(outcomes, expected);
    }
}
