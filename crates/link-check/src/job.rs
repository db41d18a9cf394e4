//! One page on its way to a verdict.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use url::Url;

use crate::address::AddressClass;
use crate::chain::Chain;
use crate::exchange::Ask;
use crate::known_page::KnownPage;
use crate::options::Look;
use crate::outcome::Verdict;
use crate::page::Page;
use crate::plan::Request;

/// The state of one request of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// The page as the links name it.
    pub(crate) start: Url,
    /// The page to ask next: the same, or where redirects led.
    pub(crate) at: Url,
    /// The redirects on the way there.
    pub(crate) chain: Chain,
    /// The class of the address that redirected here.
    pub(crate) redirected_by: Option<AddressClass>,
    /// How to ask next.
    pub(crate) ask: Ask,
    /// Whether the page is to be read.
    look: Look,
    /// What an earlier run learnt of the page, where that helps.
    pub(crate) known: Option<Arc<KnownPage>>,
    /// The entity tag of the last answer.
    pub(crate) etag: Option<String>,
    /// What the page says, if it was read.
    pub(crate) page: Option<Page>,
    /// Whether a `HEAD` was refused in a way that says nothing about the page.
    pub(crate) head_refused: bool,
    /// How often the request failed for the moment, in this pass.
    pub(crate) failures: u8,
    /// How often the server asked for a pause.
    pub(crate) pauses: u8,
    /// How long all requests took together.
    pub(crate) spent: Duration,
    /// Which pass this is.
    pub(crate) pass: Pass,
}

/// A run has two passes: what fails for the moment in the first is asked once more at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    First,
    Second,
}

/// A verdict with its reason, before it is given to each link of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) verdict: Verdict,
    pub(crate) status: Option<u16>,
    pub(crate) reason: String,
    /// The URL to write instead.
    pub(crate) moved_to: Option<Url>,
}

impl Finding {
    pub(crate) fn new(verdict: Verdict, status: Option<u16>, reason: impl Into<String>) -> Self {
        Self { verdict, status, reason: reason.into(), moved_to: None }
    }
}

impl Job {
    /// Begins with a page; it is read if an option says so or a link wants an anchor of it.
    pub(crate) fn new(request: &Request, given_look: Look) -> Self {
        let url = &request.url;
        let wants_anchor = request.links.iter().any(|link| link.anchor.is_some());
        let look = if wants_anchor { Look::AtPages } else { given_look };
        Self {
            start: url.clone(),
            at: url.clone(),
            chain: Chain::default(),
            redirected_by: None,
            ask: if look == Look::AtPages { Ask::Page } else { Ask::Head },
            known: request.known.clone().filter(|known| {
                // Without its anchors, or where titles are looked at, the page itself is needed.
                known.etag.is_some()
                    && given_look == Look::AtStatus
                    && (!wants_anchor || known.anchors.is_some())
            }),
            etag: None,
            look,
            page: None,
            head_refused: false,
            failures: 0,
            pauses: 0,
            spent: Duration::ZERO,
            pass: Pass::First,
        }
    }

    /// Begins again at the link itself, with `GET`.
    pub(crate) fn restart(&mut self) {
        self.at = self.start.clone();
        self.chain = Chain::default();
        self.redirected_by = None;
        self.use_get();
    }

    /// Returns the condition under which the page is to be sent.
    pub(crate) fn condition(&self) -> Option<HeaderValue> {
        self.known.as_ref().filter(|_| self.chain.is_empty())?.condition()
    }

    /// Puts together what to remember of a page that is there by itself.
    pub(crate) fn learnt(&self, finding: &Finding) -> Option<Arc<KnownPage>> {
        let is_plain = finding.verdict == Verdict::Ok && self.chain.is_empty();
        let status = finding.status.filter(|status| is_plain && (200..300).contains(status))?;
        // A page that was asked for its head, or has not changed, has the anchors that it had.
        let same = self.known.as_ref().filter(|known| self.page.is_none() && known.etag == self.etag);
        let known = same.map(|known| KnownPage::clone(known));
        known.or_else(|| KnownPage::of(status, self.etag.as_deref(), self.page.as_ref())).map(Arc::new)
    }

    /// Asks with `GET` from now on.
    pub(crate) fn use_get(&mut self) {
        self.ask = if self.look == Look::AtPages { Ask::Page } else { Ask::FirstByte };
    }

    /// Begins the second pass.
    pub(crate) fn enter_second_pass(&mut self) {
        self.restart();
        self.pass = Pass::Second;
        self.failures = 0;
        self.spent = Duration::ZERO;
    }
}
