//! What `notesmith.toml` says about following links.
//!
//! Where requests may go, and what secrets they carry, is for the command line alone: a repository of a stranger must
//! not decide that.

use std::collections::BTreeMap;

use notesmith_parse::AnchorStyle;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::document::texts;

/// How the web is asked about links.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LinksSection {
    /// Whose fragments the headings of notes get: those of the site that shows them.
    pub(crate) anchors: Option<Anchors>,
    /// The longest one request may take, in seconds.
    #[schemars(range(min = 1))]
    pub(crate) timeout: Option<u16>,
    /// URLs that are not asked.
    pub(crate) ignore: Vec<IgnoredUrl>,
    /// How certain hosts are asked, by name; `*.` and a domain means all hosts below it, which share one pace.
    #[schemars(extend("propertyNames" = texts("host")))]
    pub(crate) hosts: BTreeMap<String, HostSection>,
}

impl LinksSection {
    /// Adds a stronger section.
    pub(crate) fn add(&mut self, stronger: Self) {
        self.anchors = stronger.anchors.or(self.anchors);
        self.timeout = stronger.timeout.or(self.timeout);
        self.ignore.extend(stronger.ignore);
        self.hosts.extend(stronger.hosts);
    }
}

/// A renderer, by whose rules the fragments of headings are made.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Anchors {
    /// GitHub: what is used without a setting.
    Github,
    /// GitLab.
    Gitlab,
    /// `MkDocs`, with Python-Markdown's default.
    Mkdocs,
    /// `MkDocs`, with Python-Markdown's `slugify_unicode`.
    MkdocsUnicode,
    /// Zenn.
    Zenn,
    /// Qiita.
    Qiita,
    /// pandoc.
    Pandoc,
}

impl From<Anchors> for AnchorStyle {
    fn from(anchors: Anchors) -> Self {
        match anchors {
            Anchors::Github => Self::Github,
            Anchors::Gitlab => Self::Gitlab,
            Anchors::Mkdocs => Self::Mkdocs,
            Anchors::MkdocsUnicode => Self::MkdocsUnicode,
            Anchors::Zenn => Self::Zenn,
            Anchors::Qiita => Self::Qiita,
            Anchors::Pandoc => Self::Pandoc,
        }
    }
}

/// URLs that are not asked, and why.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct IgnoredUrl {
    /// The URL; `*` stands for any characters.
    #[schemars(extend("format" = "url-pattern"))]
    pub(crate) url: String,
    /// Why it is not asked.
    #[schemars(length(min = 1))]
    pub(crate) reason: String,
    /// The last day on which it is ignored, as YYYY-MM-DD; without it there is no end.
    #[schemars(extend("format" = "day"))]
    pub(crate) until: Option<String>,
    /// Globs as in `.gitignore`, relative to this file, of the notes in which it is ignored; all without.
    #[serde(default)]
    #[schemars(extend("items" = texts("glob")))]
    pub(crate) paths: Vec<String>,
}

/// How one host is asked.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HostSection {
    /// How many requests it gets at once.
    #[schemars(range(min = 1))]
    pub(crate) at_once: Option<u8>,
    /// How many requests it gets each second; 0.1 is one in ten seconds.
    #[schemars(range(min = 0.02, max = 1000))]
    pub(crate) per_second: Option<f64>,
}
