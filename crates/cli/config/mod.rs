//! `notesmith.toml`: found, read strictly, turned into settings.

mod document;
mod find;
mod read;

pub(crate) use document::{ConfigFile, FilesSection, schema};
pub(crate) use find::{find_config, project_root};
pub(crate) use read::{Config, load};
