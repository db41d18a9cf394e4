//! Cards pushed into a running Anki through its add-on `AnkiConnect`.

mod anki_connect;
mod apply;
mod record_file;
mod report;

pub(crate) use anki_connect::AnkiConnect;
pub(crate) use apply::{Sent, send};
pub(crate) use record_file::RecordFile;
pub(crate) use report::{Vanished, show_plan, vanished};
