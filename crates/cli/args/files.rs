//! The command line about the files to work on.

use std::path::PathBuf;

use clap::Args;
use clap::builder::ArgPredicate;

/// Which files a command works on.
#[derive(Args, Clone, Debug)]
pub(crate) struct FileArgs {
    /// Files and folders; `-` reads standard input
    #[arg(
        value_name = "PATH",
        default_value = ".",
        default_value_if("files_from", ArgPredicate::IsPresent, None)
    )]
    pub(crate) paths: Vec<PathBuf>,
    /// Also check the Markdown files that this file lists, by line or by NUL; `-` reads the list from standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Also leave out files that are named but ignored (for hooks)
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// The path that standard input stands for
    #[arg(long, value_name = "PATH", default_value = "stdin.md")]
    pub(crate) stdin_filename: String,
    /// Read this configuration instead of the nearest notesmith.toml above each file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}
