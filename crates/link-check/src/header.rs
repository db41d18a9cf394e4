//! Headers that requests to certain hosts carry: how a private wiki lets the checker in.

use std::fmt;

use reqwest::header::{HeaderName, HeaderValue};
use url::Url;

use crate::egress::AllowHost;

/// A header for one host; each redirect is looked at anew, so that it never goes to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostHeader {
    host: AllowHost,
    name: HeaderName,
    /// Marked as sensitive, so that it is shown nowhere.
    value: HeaderValue,
}

/// Why a name and a value make no header; the value is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// The name has characters that a header's name cannot have.
    Name,
    /// The value has characters that a header's value cannot have.
    Value,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Name => "this is no name of a header",
            Self::Value => "the value has characters that no header can have",
        })
    }
}

impl std::error::Error for HeaderError {}

impl HostHeader {
    /// Makes a header.
    ///
    /// # Errors
    /// Returns an error when name or value cannot stand in a header.
    pub fn new(host: AllowHost, name: &str, value: &str) -> Result<Self, HeaderError> {
        let name = name.parse().map_err(|_| HeaderError::Name)?;
        let mut value = HeaderValue::from_str(value).map_err(|_| HeaderError::Value)?;
        value.set_sensitive(true);
        Ok(Self { host, name, value })
    }

    /// Returns name and value if the header is for this URL's host.
    pub(crate) fn for_url(&self, url: &Url) -> Option<(HeaderName, HeaderValue)> {
        self.host.matches(url).then(|| (self.name.clone(), self.value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_for_its_host_alone_and_shows_no_secret() {
        let host = "wiki.intern:8080".parse().expect("a host");
        let header = HostHeader::new(host, "Authorization", "geheim").expect("a header");
        let is_for = |url: &str| header.for_url(&Url::parse(url).expect("a URL")).is_some();
        assert!(is_for("http://wiki.intern:8080/a"));
        assert!(!is_for("http://wiki.intern/a"));
        assert!(!is_for("http://a.wiki.intern:8080/a"));
        assert!(!format!("{header:?}").contains("geheim"));
    }

    #[test]
    fn line_breaks_make_no_header() {
        let make = |name, value| HostHeader::new("a.b".parse().expect("a host"), name, value);
        assert_eq!(make("a b", "x"), Err(HeaderError::Name));
        assert_eq!(make("a", "x\r\nb: c"), Err(HeaderError::Value));
    }
}
