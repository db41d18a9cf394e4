//! What a run found, and the formats that show it: one file a format, all behind [`Emitter`].
//!
//! An emitter gets the finished, sorted run and decides nothing but its form; text of notes and names of files are
//! escaped for that form, so that none can steer a terminal, a CI machine or a parser.

mod concise;
mod emitter;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod json_text;
mod jsonl;
mod junit;
mod markdown;
mod model;
mod places;
mod rdjson;
mod sarif;
mod statistics;
mod text;
mod window;

pub(crate) use emitter::{Emitter, TextStyle, emitter};
pub(crate) use json_text::{Layout, write_json};
pub(crate) use model::{Report, ReportFile, count};
pub(crate) use places::{Place, Places};
pub(crate) use statistics::Statistics;
