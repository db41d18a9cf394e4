//! The commands, one file each.

pub(crate) mod about;
pub(crate) mod cards;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod links;
pub(crate) mod lint;
pub(crate) mod push;
pub(crate) mod renumber;
pub(crate) mod spelling;
pub(crate) mod stats;
