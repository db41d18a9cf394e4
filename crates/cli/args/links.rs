//! The command line of `notesmith links`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use notesmith_link_check::{AllowHost, AllowNet, ProxyUrl, Shard};

use super::color::ColorArgs;
use super::files::FileArgs;
use super::format::Format;

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct LinksArgs {
    #[command(subcommand)]
    pub(crate) command: Option<LinksCommand>,
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// Look up files and headings only; ask nobody
    #[arg(long)]
    pub(crate) offline: bool,
    /// Show every link and check none
    #[arg(long)]
    pub(crate) dump: bool,
    /// Write the new URL of pages that moved for good, where it is sure to be the same page
    #[arg(long, conflicts_with = "dump")]
    pub(crate) fix: bool,
    /// Exit with 3 where blocked, limited or unreachable sites leave a link open
    #[arg(long, global = true)]
    pub(crate) strict: bool,
    /// Read each page, and doubt those whose title says that they are not there
    #[arg(long)]
    pub(crate) read_pages: bool,
    /// Keep verdicts in this file between runs
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Check only links on lines added since this commit, and links elsewhere that were fine then
    #[arg(long, value_name = "REV", conflicts_with = "dump")]
    pub(crate) changed_since: Option<String>,
    /// Ask only the hosts of this part, such as 2/5; `notesmith links merge` joins the JSON reports
    #[arg(long, value_name = "K/N")]
    pub(crate) shard: Option<Shard>,
    /// Reach this host whatever its address is
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<AllowHost>,
    /// Reach this network although it is not public, such as 10.1.0.0/16
    #[arg(long, value_name = "CIDR")]
    pub(crate) allow_net: Vec<AllowNet>,
    /// Go through this proxy, which then looks names up; proxies of the environment are not used
    #[arg(long, value_name = "URL")]
    pub(crate) proxy: Option<ProxyUrl>,
    /// Where tests have GitHub's API
    #[arg(long, value_name = "URL", hide = true)]
    pub(crate) github_api: Option<String>,
    /// Send this header to one host, with the value of an environment variable
    #[arg(long, value_name = "HOST[:PORT]/NAME=VARIABLE")]
    pub(crate) header: Vec<String>,
    /// How to show links that are not fine; JSON lists all
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    pub(crate) format: Format,
    /// Show all findings of a rule in the text format
    #[arg(long, global = true)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LinksCommand {
    /// Join the JSON reports of shards
    Merge {
        /// Reports of `notesmith links --format json`
        #[arg(value_name = "FILE", required = true)]
        reports: Vec<PathBuf>,
    },
}
