//! The record of pushes as a file: `notesmith.push.lock` in the project's root.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use notesmith_export::{Card, PushRecord};

use crate::error::CliError;
use crate::write;

/// The record's name.
const NAME: &str = "notesmith.push.lock";

/// The record as it stands in the project.
pub(crate) struct RecordFile {
    path: PathBuf,
    /// What it holds; nothing where there is none.
    pub(crate) record: PushRecord,
}

impl RecordFile {
    /// Reads the record in a root.
    pub(crate) fn read(root: &Path) -> Result<Self, CliError> {
        let path = root.join(NAME);
        let record = match std::fs::read_to_string(&path) {
            Ok(text) => PushRecord::parse(&text).map_err(|error| {
                let help =
                    "mend the line, or get the last good version with `git checkout -- notesmith.push.lock`";
                CliError::usage(format!("{NAME}: {error}"), help)
            })?,
            Err(error) if error.kind() == ErrorKind::NotFound => PushRecord::default(),
            Err(error) => return Err(CliError::io("read", path, error)),
        };
        Ok(Self { path, record })
    }

    /// Tells whether any of these cards was pushed.
    pub(crate) fn holds_any(&self, cards: &[Card]) -> bool {
        cards.iter().any(|card| self.record.entries.contains_key(&card.guid))
    }

    /// Writes a record where it differs from what stands.
    pub(crate) fn write(&self, record: &PushRecord) -> Result<(), CliError> {
        if self.record == *record {
            return Ok(());
        }
        write::create(&self.path, record.to_text().as_bytes())
            .map_err(|error| CliError::io("write", &self.path, error))
    }
}
