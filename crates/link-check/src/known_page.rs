//! What an earlier run learnt of a page that was there: enough to ask whether it changed, and to answer for its anchors.

use reqwest::header::{ETAG, HeaderMap, HeaderValue};

use crate::page::Page;

/// A longer tag is not kept.
const LONGEST_TAG_BYTES: usize = 256;
/// Anchors of a page that has more than these bytes of them are not kept.
const MOST_ANCHOR_BYTES: usize = 32 * 1024;

/// A page that was there, by itself and not by way of redirects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KnownPage {
    /// The status of its answer.
    pub(crate) status: u16,
    /// The entity tag (RFC 9110, section 8.8.3), as it was sent.
    pub(crate) etag: Option<String>,
    /// Its anchors, sorted, if all of it was read.
    pub(crate) anchors: Option<Vec<String>>,
}

impl KnownPage {
    /// Puts together what is worth keeping of an answer; `None` if nothing is.
    pub(crate) fn of(status: u16, etag: Option<&str>, page: Option<&Page>) -> Option<Self> {
        let anchors = page.and_then(Page::all_anchors);
        let anchors = anchors.filter(|all| all.iter().map(String::len).sum::<usize>() <= MOST_ANCHOR_BYTES);
        let known = Self { status, etag: etag.map(str::to_owned), anchors };
        (known.etag.is_some() || known.anchors.is_some()).then_some(known)
    }

    /// Returns the header that asks for the page only if it changed.
    pub(crate) fn condition(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(self.etag.as_deref()?).ok()
    }

    /// Returns the page as far as its anchors go.
    pub(crate) fn page(&self) -> Option<Page> {
        self.anchors.as_ref().map(|anchors| Page::of_anchors(anchors))
    }
}

/// Reads the entity tag of an answer.
pub(crate) fn etag_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(ETAG)?.to_str().ok().filter(|tag| tag.len() <= LONGEST_TAG_BYTES)
}
