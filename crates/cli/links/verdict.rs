//! What is known about one place.

use notesmith_link_check as link_check;
use serde::{Deserialize, Serialize};

/// The verdict on one link of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    /// It leads where it says.
    Ok,
    /// It leads nowhere.
    Broken,
    /// The server does not show the page to a program.
    Blocked,
    /// The server asked for fewer requests until the end.
    Limited,
    /// The server could not be asked, or failed, each time.
    Transient,
    /// The server answers, but not with the page that is meant.
    Suspicious,
    /// The page lives elsewhere for good.
    Redirect,
    /// The egress policy forbids to ask.
    Refused,
    /// There is nothing to check, or a comment says not to.
    Skipped,
    /// Nobody looked.
    Unchecked,
}

impl Verdict {
    /// Every verdict, in the order of the summary.
    pub(crate) const ALL: [Self; 10] = [
        Self::Ok,
        Self::Broken,
        Self::Redirect,
        Self::Suspicious,
        Self::Blocked,
        Self::Limited,
        Self::Transient,
        Self::Refused,
        Self::Skipped,
        Self::Unchecked,
    ];

    /// Gives the word for it in reports.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Broken => "broken",
            Self::Blocked => "blocked",
            Self::Limited => "limited",
            Self::Transient => "transient",
            Self::Suspicious => "suspicious",
            Self::Redirect => "redirect",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
            Self::Unchecked => "unchecked",
        }
    }
}

impl From<link_check::Verdict> for Verdict {
    fn from(verdict: link_check::Verdict) -> Self {
        match verdict {
            link_check::Verdict::Ok => Self::Ok,
            link_check::Verdict::Redirect => Self::Redirect,
            link_check::Verdict::Broken => Self::Broken,
            link_check::Verdict::Blocked => Self::Blocked,
            link_check::Verdict::Limited => Self::Limited,
            link_check::Verdict::Transient => Self::Transient,
            link_check::Verdict::Suspicious => Self::Suspicious,
            link_check::Verdict::Refused => Self::Refused,
            link_check::Verdict::Skipped => Self::Skipped,
        }
    }
}
