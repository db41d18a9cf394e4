//! Why an export could not be written.

use std::{error, fmt, io};

/// Why an export could not be written.
#[derive(Debug)]
pub enum ExportError {
    /// Two cards share one guid.
    Twins {
        /// The guid that they share.
        guid: String,
        /// The first card's file and 1-based line.
        first: String,
        /// The second card's file and 1-based line.
        second: String,
    },
    /// The database of a package could not be made.
    Database(String),
    /// The output could not be written.
    Write(io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twins { guid, first, second } => {
                write!(formatter, "two cards share the guid `{guid}`: {first} and {second}")
            }
            Self::Database(message) => write!(formatter, "the database could not be made: {message}"),
            Self::Write(error) => write!(formatter, "the export could not be written: {error}"),
        }
    }
}

impl error::Error for ExportError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Twins { .. } | Self::Database(_) => None,
            Self::Write(error) => Some(error),
        }
    }
}

impl From<rusqlite::Error> for ExportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
