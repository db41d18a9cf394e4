//! The notes below the given paths, found as the command line finds them.

use std::error::Error;
use std::path::PathBuf;

use ignore::WalkBuilder;

/// Reads every note below the paths, sorted by path; a file given by name is read whatever its ending.
pub(crate) fn read(paths: &[&str]) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        for entry in WalkBuilder::new(path).build() {
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
        if let Ok(text) = String::from_utf8(std::fs::read(&path)?) {
            notes.push((path.to_string_lossy().into_owned(), text));
        }
    }
    Ok(notes)
}
