//! From URLs to unique requests, grouped by host.

use std::collections::BTreeMap;

use url::Url;

use crate::fragment::wanted_anchor;
use crate::outcome::{Outcome, Verdict};
use crate::placeholder::placeholder;
use crate::redact::strip_userinfo;

/// What a run is to check: each distinct URL once, and one request for all fragments of a page.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    requests: Vec<Request>,
    skipped: Vec<Outcome>,
}

/// One page to ask for, and the links that wait for the answer.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The page, without fragment and userinfo.
    pub(crate) url: Url,
    /// The URLs that this request serves.
    pub(crate) links: Vec<Link>,
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
                        .or_insert_with(|| Request { url: page, links: Vec::new() })
                        .links
                        .push(Link { url: link.to_owned(), fragment, anchor });
                }
                Err((verdict, reason)) => plan.skipped.push(unasked(link, verdict, reason)),
            }
        }
        plan.requests = by_page.into_values().collect();
        plan
    }

    /// Returns how many requests the plan has, redirects and repetitions not counted.
    pub fn requests(&self) -> usize {
        self.requests.len()
    }

    pub(crate) fn pages(&self) -> &[Request] {
        &self.requests
    }

    pub(crate) fn skipped(&self) -> &[Outcome] {
        &self.skipped
    }
}

/// The page to ask for a link, or the verdict that needs no request.
fn request_of(link: &str) -> Result<Url, (Verdict, String)> {
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
    fn what_needs_no_request_has_its_outcome() {
        let plan = Plan::new(["https://example.com/", "mailto:me@a.b", "https://", "https://a/${X}"]);
        assert_eq!(plan.requests(), 0);
        let outcomes: Vec<_> = plan.skipped().iter().map(|out| (out.url.as_str(), out.verdict)).collect();
        let expected = [
            ("https://", Verdict::Broken),
            ("https://a/${X}", Verdict::Skipped),
            ("https://example.com/", Verdict::Skipped),
            ("mailto:me@a.b", Verdict::Skipped),
        ];
        assert_eq!(outcomes, expected);
    }
}
