//! Verdicts of earlier runs, kept in one JSON text.
//!
//! Reading and writing the file is the caller's; here are the format, what is worth keeping, and for how long.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::known_page::KnownPage;
use crate::outcome::{Outcome, Verdict};
use crate::plan::request_of;
use crate::redact::userinfo_range;
use crate::stable_hash::stable_hash;

/// Another version is another format: such a cache is not read.
const VERSION: u32 = 2;
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// So long a page whose time is up is remembered, to be asked only whether it changed.
const REMEMBERED: Duration = Duration::from_hours(24 * 90);

/// Verdicts by URL, with the moment until which they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cache {
    entries: BTreeMap<String, Entry>,
    /// Pages that were there, by URL without fragment.
    pages: BTreeMap<String, PageEntry>,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    entries: BTreeMap<String, Entry>,
    pages: BTreeMap<String, PageEntry>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct PageEntry {
    status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    anchors: Option<Vec<String>>,
    /// Unix time in seconds.
    checked: u64,
}

/// One verdict.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    final_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    /// Unix time in seconds.
    checked: u64,
}

/// Why a text is not a cache.
#[derive(Debug)]
pub enum CacheError {
    /// It is not JSON in the right shape.
    Damaged(serde_json::Error),
    /// It was written by another version.
    Version(u32),
}

impl fmt::Display for CacheError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(error) => write!(out, "it is damaged: {error}"),
            Self::Version(version) => write!(out, "it has format {version}, not {VERSION}"),
        }
    }
}

impl std::error::Error for CacheError {}

impl Cache {
    /// Reads a cache.
    ///
    /// # Errors
    /// Returns an error when the text is damaged or of another version; begin with an empty cache then.
    pub fn from_json(text: &str) -> Result<Self, CacheError> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let version = serde_json::from_str::<Version>(text).map_err(CacheError::Damaged)?.version;
        if version != VERSION {
            return Err(CacheError::Version(version));
        }
        let file: File = serde_json::from_str(text).map_err(CacheError::Damaged)?;
        Ok(Self { entries: file.entries, pages: file.pages })
    }

    /// Returns the text to store: what still holds at `now`, sorted by URL, one entry a line.
    pub fn to_json(&self, now: SystemTime) -> String {
        let fresh = self.entries.iter().filter(|(url, entry)| is_fresh(url, entry, now));
        let remembered = |page: &PageEntry| age(page.checked, now).is_some_and(|age| age < REMEMBERED);
        let pages = self.pages.iter().filter(|(_, page)| remembered(page));
        let (entries, pages) = (lines(fresh), lines(pages));
        format!("{{\"version\":{VERSION},\"entries\":{{\n{entries}\n}},\"pages\":{{\n{pages}\n}}}}\n")
    }

    /// Returns what is known of a page, however long ago it was learnt.
    pub(crate) fn page(&self, url: &str) -> Option<Arc<KnownPage>> {
        self.pages.get(url).map(PageEntry::known)
    }

    /// Returns what is known of a page, if it was learnt so lately that a verdict of this kind still holds at `now`.
    pub(crate) fn fresh_page(&self, url: &str, verdict: Verdict, now: SystemTime) -> Option<Arc<KnownPage>> {
        let page = self.pages.get(url)?;
        holds(url, verdict, page.checked, now).then(|| page.known())
    }

    /// Returns the outcome that still holds for a URL at `now`.
    pub(crate) fn fresh(&self, url: &str, now: SystemTime) -> Option<Outcome> {
        let entry = self.entries.get(url).filter(|entry| is_fresh(url, entry, now))?;
        Some(Outcome {
            url: url.to_owned(),
            verdict: entry.verdict,
            status: entry.status,
            reason: entry.reason.clone(),
            final_url: entry.final_url.clone(),
            suggestion: entry.suggestion.clone(),
            from_cache: true,
            page: None,
        })
    }

    /// Keeps what a run learnt of a page, and forgets what was known of one that is not there any more.
    fn keep_page(&mut self, outcome: &Outcome, checked: u64) {
        let Ok(url) = request_of(&outcome.url) else { return };
        match &outcome.page {
            Some(page) => {
                let is_new = self.pages.get(url.as_str()).is_none_or(|known| known.checked < checked);
                if is_new {
                    let (etag, anchors) = (page.etag.clone(), page.anchors.clone());
                    let page = PageEntry { status: page.status, etag, anchors, checked };
                    self.pages.insert(url.into(), page);
                }
            }
            None if matches!(outcome.verdict, Verdict::Transient | Verdict::Limited) => {}
            None => {
                self.pages.remove(url.as_str());
            }
        }
    }

    /// Keeps the outcomes of a run that are worth keeping; URLs with a user name or a password are not.
    pub fn keep(&mut self, outcomes: &[Outcome], now: SystemTime) {
        let checked = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        for outcome in outcomes.iter().filter(|outcome| !outcome.from_cache) {
            self.keep_page(outcome, checked);
            if time_to_live(outcome.verdict).is_none() || userinfo_range(&outcome.url).is_some() {
                self.entries.remove(&outcome.url);
                continue;
            }
            let entry = Entry {
                verdict: outcome.verdict,
                status: outcome.status,
                reason: outcome.reason.clone(),
                final_url: outcome.final_url.clone(),
                suggestion: outcome.suggestion.clone(),
                checked,
            };
            self.entries.insert(outcome.url.clone(), entry);
        }
    }
}

impl PageEntry {
    fn known(&self) -> Arc<KnownPage> {
        let (etag, anchors) = (self.etag.clone(), self.anchors.clone());
        Arc::new(KnownPage { status: self.status, etag, anchors })
    }
}

/// Writes a map one entry a line.
fn lines<'a, T: Serialize + 'a>(entries: impl Iterator<Item = (&'a String, &'a T)>) -> String {
    let line = |(url, entry): (&String, &T)| {
        let key = serde_json::to_string(url).expect("a string is JSON");
        let value = serde_json::to_string(entry).expect("an entry is JSON");
        format!("{key}:{value}")
    };
    entries.map(line).collect::<Vec<_>>().join(",\n")
}

/// How long a verdict holds, before jitter; `None` for one that says nothing about the next run.
fn time_to_live(verdict: Verdict) -> Option<Duration> {
    match verdict {
        Verdict::Ok | Verdict::Redirect => Some(7 * DAY),
        Verdict::Blocked | Verdict::Suspicious => Some(DAY),
        Verdict::Broken => Some(HOUR),
        Verdict::Limited | Verdict::Transient | Verdict::Refused | Verdict::Skipped => None,
    }
}

/// Jitter of a fifth, taken from the URL, spreads what was checked together over the days in which it runs out.
fn holds(url: &str, verdict: Verdict, checked: u64, now: SystemTime) -> bool {
    let Some(time_to_live) = time_to_live(verdict) else { return false };
    let percent = 80 + u32::try_from(stable_hash(url) % 41).expect("a remainder below 41");
    age(checked, now).is_some_and(|age| age < time_to_live * percent / 100)
}

fn is_fresh(url: &str, entry: &Entry, now: SystemTime) -> bool {
    holds(url, entry.verdict, entry.checked, now)
}

/// Gives how long ago a moment was; one in the future is a clock that was wrong.
fn age(checked: u64, now: SystemTime) -> Option<Duration> {
    let checked = UNIX_EPOCH + Duration::from_secs(checked.min(u64::from(u32::MAX)));
    now.duration_since(checked).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(url: &str, verdict: Verdict) -> Outcome {
        Outcome {
            url: url.to_owned(),
            verdict,
            status: Some(200),
            reason: "because".to_owned(),
            final_url: Some("https://a/b".to_owned()),
            suggestion: None,
            from_cache: false,
            page: None,
        }
    }

    fn moment(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds)
    }

    /// Whether a verdict of moment 0 holds some seconds later, after a trip through the file.
    fn holds(verdict: Verdict, after_seconds: u64) -> bool {
        let mut cache = Cache::default();
        cache.keep(&[outcome("https://a/", verdict)], moment(0));
        let cache = Cache::from_json(&cache.to_json(moment(0))).expect("our own text");
        cache.fresh("https://a/", moment(after_seconds)).is_some()
    }

    #[test]
    fn verdicts_hold_for_their_time_with_a_fifth_of_jitter() {
        let hour = 3600;
        for (verdict, hours) in [(Verdict::Ok, 168), (Verdict::Blocked, 24), (Verdict::Broken, 1)] {
            assert!(holds(verdict, hour * hours * 79 / 100), "{verdict}");
            assert!(!holds(verdict, hour * hours * 121 / 100), "{verdict}");
        }
        for verdict in [Verdict::Transient, Verdict::Limited, Verdict::Refused, Verdict::Skipped] {
            assert!(!holds(verdict, 0), "{verdict}");
        }
    }

    #[test]
    fn the_text_gives_the_same_outcome_back() {
        let mut cache = Cache::default();
        let mut expected = outcome("https://a/#\"は\"", Verdict::Redirect);
        cache.keep(std::slice::from_ref(&expected), moment(0));
        let cache = Cache::from_json(&cache.to_json(moment(0))).expect("our own text");
        expected.from_cache = true;
        assert_eq!(cache.fresh(&expected.url, moment(1)), Some(expected));
        assert!(Cache::from_json(&Cache::default().to_json(moment(0))).is_ok());
    }

    #[test]
    fn a_new_verdict_replaces_the_old_and_a_doubtful_one_removes_it() {
        let mut cache = Cache::default();
        cache.keep(&[outcome("https://a/", Verdict::Ok)], moment(0));
        cache.keep(&[outcome("https://a/", Verdict::Transient)], moment(1));
        assert_eq!(cache.fresh("https://a/", moment(1)), None);
    }

    #[test]
    fn passwords_are_not_kept() {
        let mut cache = Cache::default();
        cache.keep(&[outcome("https://user:secret@a/", Verdict::Ok)], moment(0));
        assert!(!cache.to_json(moment(0)).contains("secret"));
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_told_apart() {
        assert!(matches!(Cache::from_json("{\"version\":1}"), Err(CacheError::Version(1))));
        for text in ["", "{}", "{\"version\":2}", "{\"version\":2,\"entries\":{\"a\":{}},\"pages\":{}}", "[1"]
        {
            assert!(matches!(Cache::from_json(text), Err(CacheError::Damaged(_))), "{text}");
        }
    }
}
