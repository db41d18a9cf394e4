//! A service on this machine that speaks JSON over HTTP, such as `AnkiConnect` in a running Anki.
//!
//! It stands here because this is the crate with a network; nothing of it has to do with links.
//! Other machines are reached only where the caller names them.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};
use tokio::runtime::Runtime;
use url::{Host, Url};

use crate::egress::AllowHost;
use crate::failure::Failure;

/// The longest one request may take: Anki answers when nothing else keeps it busy.
const PATIENCE: Duration = Duration::from_mins(2);
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
/// The most that is read of an answer.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// A connection to one service.
#[derive(Debug)]
pub struct LocalService {
    url: Url,
    client: Client,
    runtime: Runtime,
}

/// Why a service cannot be spoken with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalServiceError {
    /// The URL is not one of this machine, or not one of HTTP; the text says why.
    Refused(String),
    /// Nobody answers; the text says why.
    Unreachable(String),
    /// The answer is none that can be used; the text says why.
    BadAnswer(String),
}

impl fmt::Display for LocalServiceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) | Self::Unreachable(why) | Self::BadAnswer(why) => out.write_str(why),
        }
    }
}

impl std::error::Error for LocalServiceError {}

impl LocalService {
    /// Prepares to speak with the service at a URL, which must be one of this machine or of an allowed host.
    ///
    /// # Errors
    /// A URL that is refused, and a system that gives no resources.
    pub fn new(url: &str, allowed: &[AllowHost]) -> Result<Self, LocalServiceError> {
        let refused = |why: String| LocalServiceError::Refused(why);
        let url = Url::parse(url).map_err(|error| refused(format!("`{url}` is no URL: {error}")))?;
        if url.scheme() != "http" {
            return Err(refused(format!(
                "`{}` is no scheme of this service, which speaks http",
                url.scheme()
            )));
        }
        let is_allowed = allowed.iter().any(|host| host.matches(&url));
        if !is_allowed && !is_this_machine(&url) {
            return Err(refused(format!("{} is not this machine", url.host_str().unwrap_or("the host"))));
        }
        let no_resources = |error: &dyn fmt::Display| {
            LocalServiceError::Unreachable(format!("cannot start the network runtime: {error}"))
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| no_resources(&error))?;
        let client = client(is_allowed).map_err(|error| no_resources(&error))?;
        Ok(Self { url, client, runtime })
    }

    /// Gives the service's URL.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Sends JSON and gives the answer's text. Blocks until it is there.
    ///
    /// # Errors
    /// A service that does not answer, or not with success and text.
    pub fn post_json(&self, json: String) -> Result<String, LocalServiceError> {
        self.runtime.block_on(async {
            let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
            let failed = |error: &reqwest::Error| LocalServiceError::Unreachable(Failure::of(error).reason);
            let mut answer = request.body(json).send().await.map_err(|error| failed(&error))?;
            if !answer.status().is_success() {
                return Err(LocalServiceError::BadAnswer(format!(
                    "it answers with status {}",
                    answer.status()
                )));
            }
            let mut bytes = Vec::new();
            while let Some(piece) = answer.chunk().await.map_err(|error| failed(&error))? {
                if bytes.len() + piece.len() > MOST_BYTES {
                    return Err(LocalServiceError::BadAnswer("its answer is too large".to_owned()));
                }
                bytes.extend_from_slice(&piece);
            }
            String::from_utf8(bytes)
                .map_err(|_| LocalServiceError::BadAnswer("its answer is no text".to_owned()))
        })
    }
}

/// Makes the client; the name `localhost` never leaves the machine, whatever its resolver says.
fn client(is_allowed: bool) -> reqwest::Result<Client> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .http1_only()
        .connect_timeout(CONNECT_PATIENCE)
        .timeout(PATIENCE)
        .tls_certs_only(Vec::<Certificate>::new());
    if is_allowed {
        return builder.build();
    }
    let here = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    builder.resolve_to_addrs("localhost", &here.map(|address| SocketAddr::new(address, 0))).build()
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, allowed: &[&str], expected: Result<(), &str>) {
        let allowed: Vec<AllowHost> =
            allowed.iter().map(|host| host.parse().expect("a valid host")).collect();
        let found = LocalService::new(url, &allowed).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(ToOwned::to_owned), "{url}");
    }

    #[test]
    fn only_this_machine_is_spoken_with() {
        check("http://127.0.0.1:8765", &[], Ok(()));
        check("http://localhost:8765", &[], Ok(()));
        check("http://[::1]:8765", &[], Ok(()));
        check("http://192.168.0.2:8765", &[], Err("192.168.0.2 is not this machine"));
        check("http://anki.example.com", &[], Err("anki.example.com is not this machine"));
        check("http://192.168.0.2:8765", &["192.168.0.2:8765"], Ok(()));
        check("http://192.168.0.2:8766", &["192.168.0.2:8765"], Err("192.168.0.2 is not this machine"));
        check("https://127.0.0.1", &[], Err("`https` is no scheme of this service, which speaks http"));
        check("file:///etc/passwd", &[], Err("`file` is no scheme of this service, which speaks http"));
        check("8765", &[], Err("`8765` is no URL: relative URL without a base"));
    }

    #[test]
    fn nobody_there_is_said() {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let url = format!("http://{}", port.expect("a free port"));
        let service = LocalService::new(&url, &[]).expect("this machine");
        let error = service.post_json("{}".to_owned()).expect_err("nobody listens");
        assert_eq!(error, LocalServiceError::Unreachable("connection refused".to_owned()));
    }
}
