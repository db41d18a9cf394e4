//! The facts of all notes of a run.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::facts::{FileFacts, LocalLink};
use crate::files::{Files, Lookup, Target};
use crate::spelling::{SpellingSettings, Words};

/// The facts of all notes, in the order of the run, and what the file system says of their links.
#[derive(Debug, Default)]
pub struct Corpus {
    files: Vec<FileFacts>,
    /// Look-ups by the folder of the note and the destination as written.
    lookups: FxHashMap<(String, String), Lookup>,
    /// The notes of the run by path.
    by_path: FxHashMap<String, usize>,
    /// The fragments of notes that links lead to and that are not part of the run.
    other_anchors: FxHashMap<String, Option<Vec<String>>>,
    words: Words,
}

impl Corpus {
    /// Adds the facts of the next note.
    pub fn add(&mut self, mut facts: FileFacts) {
        self.words.add(self.files.len(), &std::mem::take(&mut facts.words));
        self.by_path.insert(facts.path.clone(), self.files.len());
        self.files.push(facts);
    }

    /// Says what the project says about its own words; to be called before the rules run.
    pub fn configure_spelling(&mut self, settings: SpellingSettings) {
        self.words.configure(settings);
    }

    /// Gives the words of all notes.
    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Asks the file system about every local link, each distinct one once; to be called after the last [`Self::add`].
    pub fn look_up_links(&mut self, files: &dyn Files) {
        let has_wiki_links = self.files.iter().flat_map(|file| &file.links).any(|link| link.is_wiki);
        let names = if has_wiki_links { names(&self.files) } else { BTreeMap::new() };
        for file in &self.files {
            let folder = folder_of(&file.path);
            for link in file.links.iter().filter(|link| !link.path.is_empty()) {
                let key = (folder.to_owned(), link.path.clone());
                let lookup = self.lookups.entry(key).or_insert_with(|| files.look_up(&file.path, &link.path));
                if link.is_wiki && matches!(lookup.target, Target::Missing { .. }) {
                    *lookup = by_name(&names, &link.path).unwrap_or_else(|| lookup.clone());
                }
                if link.fragment.is_none() {
                    continue;
                }
                if lookup.target == Target::Folder {
                    *lookup = index_note(files, file, link).unwrap_or_else(|| lookup.clone());
                }
                let elsewhere = lookup.target == Target::File && !self.by_path.contains_key(&lookup.path);
                if elsewhere && !self.other_anchors.contains_key(&lookup.path) {
                    self.other_anchors.insert(lookup.path.clone(), files.anchors(&lookup.path));
                }
            }
        }
    }

    /// Gives the facts of each note, in the order of the run.
    pub fn files(&self) -> &[FileFacts] {
        &self.files
    }

    /// Gives what a local link of a note leads to; `None` for a fragment of the note itself and before
    /// [`Self::look_up_links`].
    pub fn look_up(&self, from: &str, path: &str) -> Option<&Lookup> {
        self.lookups.get(&(folder_of(from).to_owned(), path.to_owned()))
    }

    /// Gives the fragments that the note behind a link offers; `None` where it leads to no note.
    pub fn anchors_behind(&self, file: &FileFacts, link: &LocalLink) -> Option<&[String]> {
        let path =
            if link.path.is_empty() { &file.path } else { &self.look_up(&file.path, &link.path)?.path };
        match self.by_path.get(path) {
            Some(&index) => Some(&self.files[index].anchors),
            None => self.other_anchors.get(path)?.as_deref(),
        }
    }
}

/// Gives the paths of all notes by the last part, sorted.
fn names(files: &[FileFacts]) -> BTreeMap<&str, Vec<&str>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in files.iter().map(|file| file.path.as_str()) {
        names.entry(last_part(path)).or_default().push(path);
    }
    for paths in names.values_mut() {
        paths.sort_unstable();
    }
    names
}

/// Gives the first note of the run with that name, in whatever folder it is.
fn by_name(names: &BTreeMap<&str, Vec<&str>>, name: &str) -> Option<Lookup> {
    let is_it =
        |path: &&&str| path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    let path = names.get(last_part(name))?.iter().find(is_it)?;
    Some(Lookup { path: (*path).to_owned(), target: Target::File })
}

fn last_part(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Gives the note that hosts show for a folder, where the link has a fragment to look for.
fn index_note(files: &dyn Files, file: &FileFacts, link: &LocalLink) -> Option<Lookup> {
    ["README.md", "index.md"].iter().find_map(|name| {
        let lookup = files.look_up(&file.path, &format!("{}/{name}", link.path.trim_end_matches('/')));
        (lookup.target == Target::File).then_some(lookup)
    })
}

/// Gives a path without its last part.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
