//! From URL to verdict: the only crate of notesmith that talks to the network.
//!
//! [`Plan`] turns the URLs of all notes into unique requests grouped by host, [`check`] sends them and
//! returns one [`Outcome`] for each distinct URL.
//! [`fetch`] downloads files by the same rules, and [`LocalService`] speaks with a program on this machine.
//! It knows nothing of Markdown, files, configuration files or terminals: the caller collects URLs and
//! shows the outcomes.

mod address;
mod body;
mod cache;
mod chain;
mod charset;
mod client;
mod egress;
mod engine;
mod exchange;
mod failure;
mod fetch;
mod fragment;
mod github;
mod github_place;
mod header;
mod job;
mod judge;
mod known_page;
mod local_service;
mod options;
mod outcome;
mod pace;
mod page;
mod placeholder;
mod plan;
mod progress;
mod proxy;
mod queue;
mod redact;
mod resolve;
mod retry_after;
mod stable_hash;

pub use address::AddressClass;
pub use cache::{Cache, CacheError};
pub use egress::{AllowHost, AllowNet, Egress, ParseAllowError, Scope};
pub use engine::{StartError, check};
pub use fetch::{Taker, fetch};
pub use github::GithubApi;
pub use header::{HeaderError, HostHeader};
pub use local_service::{LocalService, LocalServiceError};
pub use options::{HostRule, Look, Options};
pub use outcome::{Outcome, Verdict};
pub use placeholder::placeholder;
pub use plan::{ParseShardError, Plan, Shard};
pub use progress::{Progress, Silent, Snapshot, Waiting};
pub use proxy::{ParseProxyError, ProxyUrl};
pub use redact::{has_userinfo, redacted, userinfo_range};
pub use resolve::{Addresses, Lookup, LookupError};
