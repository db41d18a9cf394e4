//! The facts of all notes of a run.

use rustc_hash::FxHashMap;

use crate::facts::FileFacts;
use crate::files::{Files, Lookup};

/// The facts of all notes, in the order of the run, and what the file system says of their links.
#[derive(Debug, Default)]
pub struct Corpus {
    files: Vec<FileFacts>,
    /// Look-ups by the folder of the note and the destination as written.
    lookups: FxHashMap<(String, String), Lookup>,
}

impl Corpus {
    /// Adds the facts of the next note.
    pub fn add(&mut self, facts: FileFacts) {
        self.files.push(facts);
    }

    /// Asks the file system about every local link, each distinct one once; to be called after the last [`Self::add`].
    pub fn look_up_links(&mut self, files: &dyn Files) {
        for file in &self.files {
            let folder = folder_of(&file.path);
            for link in &file.links {
                let key = (folder.to_owned(), link.path.clone());
                self.lookups.entry(key).or_insert_with(|| files.look_up(&file.path, &link.path));
            }
        }
    }

    /// Gives the facts of each note, in the order of the run.
    pub fn files(&self) -> &[FileFacts] {
        &self.files
    }

    /// Gives what a local link of a note leads to; `None` before [`Self::look_up_links`].
    pub fn look_up(&self, from: &str, path: &str) -> Option<&Lookup> {
        self.lookups.get(&(folder_of(from).to_owned(), path.to_owned()))
    }
}

/// Gives a path without its last part.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
