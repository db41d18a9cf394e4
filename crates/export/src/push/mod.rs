//! What a push to a running Anki has to do: the notes' cards against the notes that Anki holds, three ways.
//!
//! An edit made in Anki is kept: it is known by comparing what Anki holds with what it held after the last push.
//! Talking to Anki is the caller's part.

mod plan;
mod record;

pub use plan::{AnkiNote, Edits, Step, StepKind, VANISHED_TAG, content_held, content_sent, plan};
pub use record::{PushRecord, Pushed, RecordError};
