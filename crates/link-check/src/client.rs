//! HTTP clients: one for each reach and for http and https apart, made when first needed.
//!
//! A client of its own for each reach keeps connections to private addresses out of the pool that requests
//! with a narrower reach use.
//! Plain http needs no certificates, and loading the system's takes time and memory.

use std::sync::Arc;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Proxy};
use rustc_hash::FxHashMap;
use url::Url;

use crate::egress::Reach;
use crate::options::Options;
use crate::proxy::ProxyUrl;
use crate::resolve::{Lookup, SystemLookup, VettingResolver};

/// The most header fields an answer may have.
const MOST_HEADERS: usize = 128;

/// The clients of a run.
pub(crate) struct Clients {
    options: Options,
    lookup: Arc<dyn Lookup>,
    egress: Arc<crate::egress::Egress>,
    made: FxHashMap<(Reach, bool), Client>,
}

impl Clients {
    pub(crate) fn new(options: &Options) -> Self {
        // The provider is global to the process; a second run, or a caller with its own, keeps the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            lookup: options.lookup.clone().unwrap_or_else(|| Arc::new(SystemLookup)),
            egress: Arc::new(options.egress.clone()),
            options: options.clone(),
            made: FxHashMap::default(),
        }
    }

    /// Returns the client for a request, or why there is none (the system has no usable certificates).
    pub(crate) fn get(&mut self, url: &Url, reach: Reach) -> Result<Client, String> {
        let has_secure_proxy = self.options.proxy.as_ref().is_some_and(ProxyUrl::is_secure);
        let key = (reach, url.scheme() == "https" || has_secure_proxy);
        if let Some(client) = self.made.get(&key) {
            return Ok(client.clone());
        }
        let client = self.make(reach, key.1).map_err(|error| format!("cannot set up TLS: {error:?}"))?;
        self.made.insert(key, client.clone());
        Ok(client)
    }

    fn make(&self, reach: Reach, secure: bool) -> reqwest::Result<Client> {
        let resolver = VettingResolver {
            lookup: Arc::clone(&self.lookup),
            egress: Arc::clone(&self.egress),
            reach,
            proxy: self.options.proxy.clone(),
        };
        let builder = Client::builder()
            .user_agent(&self.options.user_agent)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .http1_only()
            .http1_max_headers(MOST_HEADERS)
            .connect_timeout(self.options.connect_timeout)
            .pool_max_idle_per_host(self.options.host_cap)
            .dns_resolver(Arc::new(resolver));
        let builder = match &self.options.proxy {
            Some(proxy) => builder.proxy(Proxy::all(proxy.url().clone())?),
            None => builder,
        };
        if secure { builder } else { builder.tls_certs_only(Vec::<Certificate>::new()) }.build()
    }
}
