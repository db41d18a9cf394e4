//! The cards as JSON for other programs, with a version and a schema.

use std::io::Write;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::{Card, ExportError};

/// The version of the format: new members may come, these stay.
const VERSION: u32 = 1;

/// What `notesmith export --format json` and `notesmith cards --format json` print.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Cards of notesmith")]
struct CardFile<'a> {
    /// The version of the format: new members may come, these stay.
    version: u32,
    /// The cards in the order of files and lines.
    cards: &'a [Card],
}

/// Writes the cards as one JSON document with a line break at its end.
///
/// # Errors
/// Failing writes.
pub fn write_json(cards: &[Card], mut out: impl Write) -> Result<(), ExportError> {
    serde_json::to_writer_pretty(&mut out, &CardFile { version: VERSION, cards })
        .map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Gives the JSON schema of what [`write_json`] writes.
pub fn json_schema() -> Schema {
    schema_for!(CardFile<'_>)
}
