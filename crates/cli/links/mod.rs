//! Links of notes: every place collected, files and fragments looked up, URLs asked, all shown.

pub(crate) mod cache_file;
mod changed;
mod entry;
mod findings;
mod ignored;
mod json;
mod local;
mod merge;
mod notes;
mod options;
mod progress;
mod remote;
mod report;
mod row;
mod site;
mod verdict;

pub(crate) use changed::keep_changed;
pub(crate) use entry::{Entry, Note};
pub(crate) use findings::{findings, is_undecided};
pub(crate) use ignored::{Ignored, parse_day};
pub(crate) use json::render as render_json;
pub(crate) use local::{Targets, check_local, profiles};
pub(crate) use merge::merge;
pub(crate) use notes::{CollectedNotes, collect};
pub(crate) use options::{egress, engine_options, host_rules};
pub(crate) use progress::Meter;
pub(crate) use remote::check_remote;
pub(crate) use report::{dump, report, summary};
pub(crate) use verdict::Verdict;
