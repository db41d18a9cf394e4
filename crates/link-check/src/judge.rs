//! What an answer, or its absence, means for a job: the rules of the checker, without any I/O.

use std::time::Duration;

use reqwest::header::HeaderMap;
use url::Url;

use crate::address::AddressClass;
use crate::chain::{DeadEnd, Meaning};
use crate::exchange::{Answer, Ask};
use crate::failure::{Failure, FailureKind};
use crate::job::{Finding, Job, Pass};
use crate::options::Options;
use crate::outcome::Verdict;
use crate::page::{Found, Page};
use crate::plan::Link;

/// How often one page may be answered with 429 before it counts as limited.
const MOST_PAUSES: u8 = 4;

/// What happens next with a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// It has its verdict.
    Done(Finding),
    /// It is asked again as soon as its host has room.
    Again,
    /// It is asked again after a pause of its own.
    After(Duration),
    /// It waits for the second pass; the finding holds if there is none.
    Park(Finding),
}

/// Judges an answer.
pub(crate) fn judge_answer(job: &mut Job, answer: &mut Answer, options: &Options) -> Next {
    job.page = answer.page.take();
    let status = unchanged(job, answer).unwrap_or(answer.status);
    if is_challenge(&answer.headers) {
        return Next::Done(Finding::new(
            Verdict::Blocked,
            Some(status),
            "the site asks for a proof of humanity",
        ));
    }
    match status {
        200..=300 | 304 => Next::Done(finding_of_page(job, status)),
        416 if job.ask == Ask::FirstByte => Next::Done(finding_of_page(job, status)),
        301 | 302 | 303 | 307 | 308 => follow(job, answer, options),
        429 => {
            job.pauses += 1;
            if job.pauses > MOST_PAUSES {
                return Next::Done(Finding::new(Verdict::Limited, Some(status), "too many requests"));
            }
            Next::Again
        }
        _ if job.ask == Ask::Head => {
            job.head_refused = matches!(status, 400..=499 | 501);
            job.use_get();
            Next::Again
        }
        408 | 421 | 425 | 500..=599 => {
            let reason = format!("the server failed: {}", status_words(status));
            retry(job, Finding::new(Verdict::Transient, Some(status), reason), options)
        }
        // 418 is how some sites turn programs away.
        401 | 402 | 403 | 405 | 406 | 407 | 418 | 451 | 999 => {
            Next::Done(Finding::new(Verdict::Blocked, Some(status), status_words(status)))
        }
        _ => Next::Done(Finding::new(Verdict::Broken, Some(status), status_words(status))),
    }
}

/// Takes the page from an earlier run where the answer says that it has not changed; returns the status that it had.
fn unchanged(job: &mut Job, answer: &Answer) -> Option<u16> {
    let known = job.known.as_ref().filter(|_| answer.status == 304 && job.chain.is_empty())?;
    job.page = known.page();
    Some(known.status)
}

/// Judges a request without an answer.
pub(crate) fn judge_failure(job: &mut Job, failure: &Failure, options: &Options) -> Next {
    let finding = |verdict| Finding::new(verdict, None, failure.reason.clone());
    match failure.kind {
        FailureKind::Refused => Next::Done(finding(Verdict::Refused)),
        FailureKind::NoSuchName => park(job, finding(Verdict::Broken)),
        // A slow server is not asked again while others wait, and not with HEAD, which some never answer.
        FailureKind::Unreachable | FailureKind::Certificate | FailureKind::TimedOut => {
            park(job, finding(Verdict::Transient))
        }
        FailureKind::Closed | FailureKind::Protocol if job.ask == Ask::Head => {
            job.head_refused = true;
            job.use_get();
            Next::Again
        }
        FailureKind::Connect | FailureKind::Closed | FailureKind::Protocol => {
            retry(job, finding(Verdict::Transient), options)
        }
    }
}

/// Says whether an answer shows that its host refuses `HEAD` but serves `GET`.
pub(crate) fn shows_head_refused(job: &Job, answer: &Answer) -> bool {
    job.head_refused && job.ask == Ask::FirstByte && matches!(answer.status, 200..=399)
}

fn park(job: &Job, finding: Finding) -> Next {
    match job.pass {
        Pass::First => Next::Park(finding),
        Pass::Second => Next::Done(finding),
    }
}

/// Repeats a request that failed for the moment; in the second pass there is no more patience.
fn retry(job: &mut Job, finding: Finding, options: &Options) -> Next {
    job.failures += 1;
    if job.failures > options.retries || job.pass == Pass::Second {
        return park(job, finding);
    }
    Next::After(back_off(job, options.back_off))
}

/// Doubles with each failure, and is spread by half around that, so that what failed together does not come
/// back together. The spread is taken from the URL: the same run has the same pauses.
fn back_off(job: &Job, first: Duration) -> Duration {
    use std::hash::{BuildHasher, BuildHasherDefault};
    let hash =
        BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one((job.start.as_str(), job.failures));
    let percent = 50 + u32::try_from(hash % 101).expect("a remainder below 101");
    first * 2_u32.pow(u32::from(job.failures.clamp(1, 10) - 1)) * percent / 100
}

fn follow(job: &mut Job, answer: &Answer, options: &Options) -> Next {
    match job.chain.follow(&job.at, answer.status, &answer.headers, options.redirects) {
        Ok(target) => {
            job.redirected_by = Some(answer.peer.map_or(AddressClass::Global, AddressClass::of));
            job.at = target;
            Next::Again
        }
        Err(_) if job.ask == Ask::Head => {
            job.restart();
            Next::Again
        }
        Err(dead_end) => {
            let reason = match dead_end {
                DeadEnd::NoTarget => "redirects to nowhere",
                DeadEnd::Circle => "redirects in a circle",
                DeadEnd::TooMany => "too many redirects",
            };
            Next::Done(Finding::new(Verdict::Broken, Some(answer.status), reason))
        }
    }
}

fn finding_of_page(job: &Job, status: u16) -> Finding {
    let finding = |verdict, reason: &str| Finding::new(verdict, Some(status), reason);
    if let Some(reason) = job.page.as_ref().and_then(Page::suspicion) {
        return finding(Verdict::Suspicious, reason);
    }
    match job.chain.meaning(&job.at) {
        Meaning::Fine => finding(Verdict::Ok, ""),
        Meaning::Moved(to) => Finding { moved_to: to, ..finding(Verdict::Redirect, "moved permanently") },
        Meaning::Downgraded => finding(Verdict::Redirect, "redirects from https to http"),
        Meaning::Login => finding(Verdict::Blocked, "redirects to a login page"),
        Meaning::FrontPage => finding(Verdict::Suspicious, "redirects to the front page of the site"),
    }
}

/// Whether an answer is a test for robots. Sources: Cloudflare's "Detect a challenge page response" and AWS
/// WAF's "CAPTCHA and challenge" documentation.
fn is_challenge(headers: &HeaderMap) -> bool {
    let says = |name: &str, words: &[&str]| {
        headers.get(name).is_some_and(|value| words.iter().any(|word| value.as_bytes() == word.as_bytes()))
    };
    says("cf-mitigated", &["challenge"]) || says("x-amzn-waf-action", &["challenge", "captcha"])
}

/// Words a status: its number and its registered meaning.
pub(crate) fn status_words(status: u16) -> String {
    let meaning = reqwest::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
    match meaning {
        Some(words) => format!("{status} {}", words.to_ascii_lowercase()),
        None => format!("status {status}"),
    }
}

/// The finding for a job whose requests take too long together.
pub(crate) fn out_of_time(job: &Job, options: &Options) -> Option<Next> {
    let reason = || format!("no verdict within {} s", options.link_deadline.as_secs());
    (job.spent >= options.link_deadline).then(|| park(job, Finding::new(Verdict::Transient, None, reason())))
}

/// The finding for a job whose host is asked no more in this run.
pub(crate) fn given_up() -> Finding {
    Finding::new(Verdict::Limited, Some(429), "the host asks for fewer requests")
}

/// Looks for the anchor that a link wants: what to report instead of the page's finding if it is not there.
pub(crate) fn without_anchor(job: &Job, link: &Link, finding: &Finding) -> Option<Finding> {
    if !matches!(finding.verdict, Verdict::Ok | Verdict::Redirect) {
        return None;
    }
    let reason = missing_anchor(job.page.as_ref()?, link.anchor.as_ref()?)?;
    Some(Finding::new(Verdict::Broken, finding.status, reason))
}

/// Says that a page has no such anchor, if that is sure.
pub(crate) fn missing_anchor(page: &Page, anchor: &str) -> Option<String> {
    (page.has(anchor) == Found::No).then(|| match page.same_but_for_case(anchor) {
        Some(own) => format!("the page has no anchor `{anchor}`, but `{own}`"),
        None => format!("the page has no anchor `{anchor}`"),
    })
}

/// Puts a fragment on a URL.
pub(crate) fn with_fragment(url: &Url, fragment: Option<&str>) -> String {
    let mut url = url.clone();
    url.set_fragment(fragment);
    url.into()
}
