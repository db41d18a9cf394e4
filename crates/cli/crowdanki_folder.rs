//! The folders of `--format crowdanki`, written below the folder that was named.

use std::fs;
use std::path::Path;

use notesmith_export::{CrowdankiFolder, MediaFile};

use crate::error::CliError;
use crate::write;

/// Writes each folder's `deck.json` and images; images that were there before stay.
pub(crate) fn write_folders(
    target: &Path,
    folders: &[CrowdankiFolder],
    media: &[MediaFile],
) -> Result<(), CliError> {
    for folder in folders {
        let path = target.join(&folder.name);
        let images = path.join("media");
        fs::create_dir_all(&images).map_err(|error| CliError::io("make", &images, error))?;
        let deck = path.join("deck.json");
        write::create(&deck, &folder.json).map_err(|error| CliError::io("write", &deck, error))?;
        for file in media.iter().filter(|file| folder.media.contains(&file.name)) {
            let image = images.join(&file.name);
            write::create(&image, &file.bytes).map_err(|error| CliError::io("write", &image, error))?;
        }
    }
    Ok(())
}
