//! The file that keeps verdicts between runs.

use std::path::Path;
use std::time::SystemTime;

use notesmith_link_check::Cache;

use crate::error::CliError;
use crate::escape::escape;
use crate::{output, write};

/// Reads the cache; one that is not there is empty, and one that cannot be read is made anew, with a warning.
pub(crate) fn read(path: &Path) -> Cache {
    // A FIFO or a device would never end.
    if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return anew(path, "it is no file");
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Cache::default(),
        Err(error) => return anew(path, &error.to_string()),
    };
    Cache::from_json(&text).unwrap_or_else(|error| anew(path, &error.to_string()))
}

fn anew(path: &Path, why: &str) -> Cache {
    let path = path.to_string_lossy();
    output::note(&format!("the cache {} is made anew: {}", escape(&path), escape(why)));
    Cache::default()
}

/// Writes the cache, whole or not at all.
pub(crate) fn write(path: &Path, cache: &Cache, now: SystemTime) -> Result<(), CliError> {
    write::create(path, cache.to_json(now).as_bytes()).map_err(|error| CliError::io("write", path, error))
}
