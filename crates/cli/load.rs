//! Files read into memory.

use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHasher;

use crate::encoding::{self, NotText};

/// A file, or standard input, to work on.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The path as shown to people: as given or found, with `/`.
    pub(crate) display: String,
    /// Where the file is; `None` for standard input.
    pub(crate) path: Option<PathBuf>,
    /// The text, where it does not come from the file: standard input, or a text that fixes changed.
    pub(crate) text: Option<String>,
}

/// Why a file gave no text.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// The bytes are no text; a finding.
    NotText(NotText),
    /// The file could not be read; exit code 2.
    Io(std::io::Error),
}

/// Files of 4 GiB and more are refused: offsets are 32 bits wide.
const TOO_LARGE: u64 = u32::MAX as u64;

/// Reads an input's text.
pub(crate) fn load(input: &Input) -> Result<String, LoadError> {
    match (&input.text, &input.path) {
        (Some(text), _) => Ok(text.clone()),
        (None, Some(path)) => {
            encoding::decode(&read(path).map_err(LoadError::Io)?).map_err(LoadError::NotText)
        }
        (None, None) => Ok(String::new()),
    }
}

/// Gives the text of a note by its path as shown to people; `None` where it cannot be read.
pub(crate) fn text_of(display: &str) -> Option<String> {
    let input = Input { display: display.to_owned(), path: Some(PathBuf::from(display)), text: None };
    load(&input).ok()
}

/// Reads a regular file; anything else is refused, since a FIFO or a device may never end.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a regular file"));
    }
    if metadata.len() >= TOO_LARGE {
        return Err(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            "files of 4 GiB and more are not supported",
        ));
    }
    fs::read(path)
}

/// Gives a hash of a text, to tell whether a file changed while it was checked.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.as_bytes().hash(&mut hasher);
    hasher.finish()
}
