//! What is known about a URL after a run.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::known_page::KnownPage;

/// Says what a URL turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The server has the page.
    Ok,
    /// The server has the page, but says for good that it lives elsewhere, or sends readers from https to http.
    Redirect,
    /// The page, its fragment or the whole domain does not exist.
    Broken,
    /// The server does not show the page to a program: it asks for a login or refuses robots.
    Blocked,
    /// The server asked for fewer requests until the end of the run.
    Limited,
    /// The server could not be asked, or failed, each time.
    Transient,
    /// The server answers well, but not with the page that the link means.
    Suspicious,
    /// The egress policy forbids to ask.
    Refused,
    /// Nothing to ask: a placeholder, an example domain, or a scheme other than http and https.
    Skipped,
}

impl Verdict {
    /// Returns the word that reports and caches use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Redirect => "redirect",
            Self::Broken => "broken",
            Self::Blocked => "blocked",
            Self::Limited => "limited",
            Self::Transient => "transient",
            Self::Suspicious => "suspicious",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// What is known about one distinct URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The URL as it was given to [`crate::Plan`], with fragment and userinfo: redact it before showing it.
    pub url: String,
    /// What the URL turned out to be.
    pub verdict: Verdict,
    /// The HTTP status of the last answer, if there was one.
    pub status: Option<u16>,
    /// Why, in a few words, lower case and without a period; empty for a plain `ok`.
    pub reason: String,
    /// Where the redirects ended, if there were any; userinfo is redacted.
    pub final_url: Option<String>,
    /// What to write instead, if the server said so for good; the fragment is kept.
    pub suggestion: Option<String>,
    /// Whether the verdict comes from an earlier run.
    pub from_cache: bool,
    /// What a cache is to remember of the page, if it was there by itself.
    pub(crate) page: Option<Arc<KnownPage>>,
}
