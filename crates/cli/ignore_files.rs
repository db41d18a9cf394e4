//! Ignore files that are no files: reading a FIFO or a device under such a name would never end.
//!
//! A repository can hold one, as a link to `/dev/zero`, and the walk over folders reads whatever it finds.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::DirEntry;

/// Our own ignore file, in the syntax of `.gitignore`.
pub(crate) const OWN: &str = ".notesmithignore";

/// What a walk reads in each folder that it enters.
const NAMES: [&str; 4] = [".gitignore", OWN, ".ignore", ".git/info/exclude"];

/// Gives an ignore file of a folder that is neither a file nor a folder.
pub(crate) fn endless_in(folder: &Path) -> Option<PathBuf> {
    NAMES
        .iter()
        .map(|name| folder.join(name))
        .find(|path| fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()))
}

/// Gives such a file of a folder or of one above it, which walks read as well.
pub(crate) fn endless_above(folder: &Path) -> Option<PathBuf> {
    let real = folder.canonicalize().ok()?;
    real.ancestors().find_map(endless_in)
}

/// Gives such a file of a folder that a walk is about to enter.
pub(crate) fn endless_at(entry: &DirEntry) -> Option<PathBuf> {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    is_folder.then(|| endless_in(entry.path())).flatten()
}
