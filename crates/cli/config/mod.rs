//! `notesmith.toml`: found, read strictly, turned into settings.

mod check;
mod document;
mod expected;
mod export;
mod fault;
mod find;
mod format;
mod links;
mod prh;
mod read;
mod rule_table;
mod source;
mod spelling;

#[cfg(test)]
pub(crate) use document::ConfigFile;
pub(crate) use document::schema;
pub(crate) use export::{CardRules, ExportSection};
pub(crate) use find::{NearestConfigs, nearest_config};
pub(crate) use links::{HostSection, IgnoredUrl, LinksSection};
pub(crate) use prh::dictionary;
pub(crate) use read::{Config, ForPaths, fault_in, load, load_file, load_for, read_text};
pub(crate) use spelling::{SpellingSection, read as read_words, spelling_settings, word_file, words_of};
