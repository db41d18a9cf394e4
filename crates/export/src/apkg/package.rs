//! The package: collection, list of media and media in one zip.

use std::io::{Seek, Write};

use serde_json::{Map, Value};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::collection::write_collection;
use super::dated::Dated;
use crate::{ExportError, MediaFile, refuse_twins};

/// Writes a package of the cards and the media that they show.
///
/// # Errors
/// Two cards with one guid, and failing writes.
pub fn write_apkg(
    cards: &[Dated<'_>],
    media: &[MediaFile],
    out: impl Write + Seek,
) -> Result<(), ExportError> {
    refuse_twins(cards.iter().map(|dated| dated.card))?;
    let mut sorted = cards.to_vec();
    sorted.sort_by_key(|dated| (&dated.card.file, dated.card.source.line, &dated.card.key));
    let mut zip = ZipWriter::new(out);
    let deflated = options(CompressionMethod::Deflated);
    zip.start_file("collection.anki2", deflated).map_err(zip_failed)?;
    write_collection(&sorted, &mut zip)?;
    let list: Map<String, Value> = media
        .iter()
        .enumerate()
        .map(|(number, file)| (number.to_string(), Value::from(file.name.as_str())))
        .collect();
    zip.start_file("media", deflated).map_err(zip_failed)?;
    zip.write_all(Value::from(list).to_string().as_bytes())?;
    for (number, file) in media.iter().enumerate() {
        // Images are compressed already.
        zip.start_file(number.to_string(), options(CompressionMethod::Stored)).map_err(zip_failed)?;
        zip.write_all(&file.bytes)?;
    }
    zip.finish().map_err(zip_failed)?;
    Ok(())
}

/// The same time for every file, so that the same cards give the same bytes.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default())
}

fn zip_failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Write(error.into())
}
