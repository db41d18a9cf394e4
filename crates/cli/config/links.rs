//! What `notesmith.toml` says about following links.
//!
//! Where requests may go, and what secrets they carry, is for the command line alone: a repository of a stranger must
//! not decide that.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// How the web is asked about links.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LinksSection {
    /// The longest one request may take, in seconds.
    pub(crate) timeout: Option<u16>,
    /// URLs that are not asked.
    pub(crate) ignore: Vec<IgnoredUrl>,
    /// How certain hosts are asked, by name; `*.` and a domain means all hosts below it, which share one pace.
    pub(crate) hosts: BTreeMap<String, HostSection>,
}

impl LinksSection {
    /// Adds a stronger section.
    pub(crate) fn add(&mut self, stronger: Self) {
        self.timeout = stronger.timeout.or(self.timeout);
        self.ignore.extend(stronger.ignore);
        self.hosts.extend(stronger.hosts);
    }
}

/// URLs that are not asked, and why.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct IgnoredUrl {
    /// The URL; `*` stands for any characters.
    pub(crate) url: String,
    /// Why it is not asked.
    pub(crate) reason: String,
    /// The last day on which it is ignored, as YYYY-MM-DD; without it there is no end.
    pub(crate) until: Option<String>,
}

/// How one host is asked.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HostSection {
    /// How many requests it gets at once.
    pub(crate) at_once: Option<u8>,
    /// How many requests it gets each second.
    pub(crate) per_second: Option<f64>,
}
