//! The command line about images on the web.

use std::path::PathBuf;

use clap::Args;
use notesmith_link_check::{AllowHost, AllowNet};

/// Whether and how images on the web are fetched.
#[derive(Args, Debug)]
pub(crate) struct ImageArgs {
    /// Download images that are on the web, and bundle them with the cards
    #[arg(long)]
    pub(crate) fetch_images: bool,
    /// Keep downloaded images in this folder instead of the user's cache
    #[arg(long, value_name = "FOLDER", requires = "fetch_images")]
    pub(crate) image_cache: Option<PathBuf>,
    /// Reach this host whatever its address is
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<AllowHost>,
    /// Reach this network although it is not public, such as 10.1.0.0/16
    #[arg(long, value_name = "CIDR", requires = "fetch_images")]
    pub(crate) allow_net: Vec<AllowNet>,
}
