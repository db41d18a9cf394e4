//! Links of notes: every place collected, files and fragments looked up, URLs asked, all shown.

mod entry;
mod findings;
mod json;
mod local;
mod notes;
mod progress;
mod remote;
mod site;
mod verdict;

pub(crate) use entry::{Entry, NoteEntries, entries};
pub(crate) use findings::{findings, is_undecided};
pub(crate) use json::render as render_json;
pub(crate) use local::check_local;
pub(crate) use notes::{CollectedNotes, Note, collect};
pub(crate) use progress::Meter;
pub(crate) use remote::{RemoteOptions, check_remote};
pub(crate) use site::Site;
pub(crate) use verdict::Verdict;
