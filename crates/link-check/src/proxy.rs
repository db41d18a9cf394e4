//! The proxy that all requests go through, if the caller names one.
//!
//! It looks names up itself, so addresses behind names cannot be vetted; those that stand in URLs still are.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// The URL of a proxy.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyUrl(Url);

/// A text that names no proxy; what it says is not told, since it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseProxyError;

impl fmt::Display for ParseProxyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("this is no proxy such as http://proxy.intern:3128")
    }
}

impl std::error::Error for ParseProxyError {}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may hold a password.
        out.debug_tuple("ProxyUrl").field(&self.host()).finish()
    }
}

impl FromStr for ProxyUrl {
    type Err = ParseProxyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| ParseProxyError)?;
        let is_one = matches!(url.scheme(), "http" | "https") && url.has_host();
        if is_one { Ok(Self(url)) } else { Err(ParseProxyError) }
    }
}

impl ProxyUrl {
    /// Returns the URL, password and all.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// Returns the host's name.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Says whether the proxy itself is reached by TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_url_of_the_web_and_shows_no_password() {
        let proxy: ProxyUrl = "http://me:geheim@proxy.intern:3128".parse().expect("a proxy");
        assert!(!format!("{proxy:?}").contains("geheim"));
        for text in ["", "proxy.intern:3128", "socks5://a:1", "http://"] {
            assert_eq!(text.parse::<ProxyUrl>(), Err(ParseProxyError), "{text}");
        }
    }
}
