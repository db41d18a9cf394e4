//! Files read into memory.

use std::cell::RefCell;
use std::fs::{self, File};
use std::hash::{Hash as _, Hasher as _};
use std::io::Read as _;
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
            read(path, encoding::decode).map_err(LoadError::Io)?.map_err(LoadError::NotText)
        }
        (None, None) => Ok(String::new()),
    }
}

/// Gives the text of a note by its path as shown to people; `None` where it cannot be read.
pub(crate) fn text_of(display: &str) -> Option<String> {
    let input = Input { display: display.to_owned(), path: Some(PathBuf::from(display)), text: None };
    load(&input).ok()
}

thread_local! {
    /// What the last file was read into; memory that was written to lately is faster than new.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A buffer of more bytes than this is given back.
const MOST_KEPT: usize = 1 << 20;

/// Reads a regular file and gives its bytes to `use_bytes`; anything else is refused, since a FIFO or a device may
/// never end.
fn read<T>(path: &Path, use_bytes: impl FnOnce(&[u8]) -> T) -> std::io::Result<T> {
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
    let length = metadata.len() as usize;
    BUFFER.with_borrow_mut(|buffer| {
        let end = fill(&mut File::open(path)?, buffer, length)?;
        let used = use_bytes(&buffer[..end]);
        if buffer.len() > MOST_KEPT {
            *buffer = Vec::new();
        }
        Ok(used)
    })
}

/// Reads all of a file that had `length` bytes a moment ago; gives the number of bytes in the buffer.
fn fill(file: &mut File, buffer: &mut Vec<u8>, length: usize) -> std::io::Result<usize> {
    // One byte more than there should be, which tells whether the file has grown.
    if buffer.len() <= length {
        buffer.reserve_exact(length + 1 - buffer.len());
        buffer.resize(length + 1, 0);
    }
    let mut end = 0;
    loop {
        match file.read(&mut buffer[end..]) {
            Ok(0) => return Ok(end),
            Ok(read) => end += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if end == buffer.len() {
            buffer.resize(end * 2, 0);
        }
    }
}

/// Gives a hash of a text, to tell whether a file changed while it was checked.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.as_bytes().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, Write as _};

    use super::*;

    #[test]
    fn a_file_is_read_to_its_end_though_it_has_grown() {
        let mut buffer = Vec::new();
        for (text, length) in [("", 0), ("abc", 3), ("abcdefgh", 1), ("abcd", 9), ("a", 0)] {
            let mut file = tempfile::tempfile().expect("a temporary file can be made");
            file.write_all(text.as_bytes()).expect("a file can be written");
            file.rewind().expect("a file can be read from its start");
            let end = fill(&mut file, &mut buffer, length).expect("the file can be read");
            assert_eq!(&buffer[..end], text.as_bytes());
        }
    }
}
