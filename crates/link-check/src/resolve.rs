//! Turns host names into addresses that the egress policy admits.
//!
//! The connection gets only addresses that were checked here, so a name that resolves differently the second
//! time (rebinding) gains nothing.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::egress::{Egress, Reach, refused_address};
use crate::proxy::ProxyUrl;

/// The addresses of a name, once they are known.
pub type Addresses = Pin<Box<dyn Future<Output = Result<Vec<IpAddr>, LookupError>> + Send>>;

/// A source of addresses for host names; the default asks the system.
pub trait Lookup: Send + Sync {
    /// Looks a host name up.
    fn lookup(&self, host: &str) -> Addresses;
}

/// Why a name has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupError {
    /// The domain name system says that there is no such name, or that it has no address.
    NoSuchName,
    /// The domain name system could not answer; the text says why.
    Failed(String),
}

impl fmt::Display for LookupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchName => out.write_str("no such domain"),
            Self::Failed(why) => write!(out, "name lookup failed: {why}"),
        }
    }
}

impl std::error::Error for LookupError {}

/// Asks the system's resolver, on tokio's threads for blocking calls.
pub(crate) struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, host: &str) -> Addresses {
        let host = host.to_owned();
        Box::pin(async move {
            let found =
                tokio::net::lookup_host((host.as_str(), 0)).await.map_err(|error| lookup_error(&error))?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Tells "no such name" from a lookup that failed; std has no error kind for it, so the system's words must do.
fn lookup_error(error: &io::Error) -> LookupError {
    const WINDOWS_HOST_NOT_FOUND: i32 = 11001;
    const WINDOWS_NO_DATA: i32 = 11004;
    // glibc, its "no data", musl, macOS and the BSDs.
    const NO_SUCH_NAME: [&str; 4] = [
        "Name or service not known",
        "No address associated with hostname",
        "Name does not resolve",
        "nodename nor servname provided",
    ];
    let words = error.to_string();
    let known = NO_SUCH_NAME.iter().any(|phrase| words.contains(phrase))
        || matches!(error.raw_os_error(), Some(WINDOWS_HOST_NOT_FOUND | WINDOWS_NO_DATA));
    if known { LookupError::NoSuchName } else { LookupError::Failed(words) }
}

/// Hands out only addresses that requests of one reach may connect to.
pub(crate) struct VettingResolver {
    pub(crate) lookup: Arc<dyn Lookup>,
    pub(crate) egress: Arc<Egress>,
    pub(crate) reach: Reach,
    /// The caller named it, so it may be anywhere.
    pub(crate) proxy: Option<ProxyUrl>,
}

impl Resolve for VettingResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let found = self.lookup.lookup(name.as_str());
        let is_proxy = self.proxy.as_ref().is_some_and(|proxy| proxy.host() == name.as_str());
        let reach = if is_proxy { Reach::Anywhere } else { self.reach };
        let egress = Arc::clone(&self.egress);
        Box::pin(async move {
            let found = found.await?;
            let Some(first) = found.first().copied() else { return Err(LookupError::NoSuchName.into()) };
            let admitted: Vec<IpAddr> =
                found.into_iter().filter(|address| egress.admits(*address, reach)).collect();
            if admitted.is_empty() {
                return Err(refused_address(first).into());
            }
            let addresses: Addrs = Box::new(admitted.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_for_no_such_name_are_known() {
        for words in [
            "failed to lookup address information: Name or service not known",
            "failed to lookup address information: No address associated with hostname",
            "failed to lookup address information: Name does not resolve",
            "failed to lookup address information: nodename nor servname provided, or not known",
        ] {
            assert_eq!(lookup_error(&io::Error::other(words)), LookupError::NoSuchName);
        }
        let busy =
            io::Error::other("failed to lookup address information: Temporary failure in name resolution");
        assert!(matches!(lookup_error(&busy), LookupError::Failed(_)));
    }
}
