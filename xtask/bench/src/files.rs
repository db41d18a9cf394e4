//! The notes below the given paths, found as the command line finds them.

use std::error::Error;
use std::path::PathBuf;

use ignore::WalkBuilder;

/// A note as it is read.
pub(crate) struct File {
    /// Its path as given.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads every note below the paths, sorted by path; a file given by name is read whatever its ending.
pub(crate) fn read(paths: &[&str]) -> Result<Vec<File>, Box<dyn Error>> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        // What Git ignores everywhere is not asked for: the walk would make a regular expression to look for it, which
        // is no part of a floor.
        for entry in WalkBuilder::new(path).git_global(false).build() {
            let entry = entry?;
            let is_note = entry
                .path()
                .extension()
                .is_some_and(|ending| ["md", "markdown", "mdx"].iter().any(|md| ending == *md));
            if entry.file_type().is_some_and(|kind| kind.is_file()) && (is_note || entry.depth() == 0) {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    let mut notes = Vec::with_capacity(found.len());
    for path in found {
        notes.push(File { path: path.to_string_lossy().into_owned(), bytes: std::fs::read(&path)? });
    }
    Ok(notes)
}
