//! The facts of all notes of a run.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use crate::facts::{FileFacts, Fragments, LocalLink};
use crate::files::{Files, Lookup, Target};
use crate::spelling::{SpellingSettings, Verdict, VerdictKind, Verdicts, Words};

/// The facts of all notes, in the order of the run, and what the file system says of their links.
#[derive(Debug, Default)]
pub struct Corpus {
    files: Vec<FileFacts>,
    /// What links lead to; each file once, however many links lead there.
    found: Vec<Found>,
    /// The fragments of notes that links lead to and that are not part of the run.
    other_anchors: Vec<Fragments>,
    words: Words,
    verdicts: Verdicts,
}

/// What a path leads to.
#[derive(Debug)]
struct Found {
    lookup: Lookup,
    anchors: Anchors,
}

/// Where the fragments of a file are.
#[derive(Clone, Copy, Debug)]
enum Anchors {
    /// Nowhere: it is no note, or no link asks for one.
    None,
    /// With the note of the run at this place.
    OfNote(usize),
    /// Among those of other notes.
    OfOther(usize),
}

impl Corpus {
    /// Adds the facts of the next note.
    pub fn add(&mut self, mut facts: FileFacts) {
        if let Some(words) = facts.words.take() {
            self.words.add(self.files.len(), &words);
        }
        self.files.push(facts);
    }

    /// Makes room for the facts of as many more notes.
    pub fn reserve(&mut self, notes: usize) {
        self.files.reserve_exact(notes);
    }

    /// Says what the project says about its own words; to be called before the rules run.
    pub fn configure_spelling(&mut self, settings: SpellingSettings) {
        self.words.configure(settings);
    }

    /// Gives the words of all notes.
    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Gives what is to be said about the words of all notes.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts.all(&self.words)
    }

    /// Gives what one rule is to say about the words of all notes, in order of their text.
    pub(crate) fn verdicts_of(&self, kind: VerdictKind) -> impl Iterator<Item = &Verdict> {
        self.verdicts.of(kind, &self.words)
    }

    /// Asks the file system about every local link, each distinct one once; to be called after the last [`Self::add`].
    pub fn look_up_links(&mut self, files: &dyn Files) {
        let mut all_links: Vec<_> =
            self.files.iter_mut().map(|file| std::mem::take(&mut file.links)).collect();
        let mut links = LinkLookups::new(&self.files, files);
        links.names = if all_links.iter().flatten().any(|link| link.is_wiki) {
            names(&self.files)
        } else {
            BTreeMap::new()
        };
        for (file, own) in self.files.iter().zip(&mut all_links) {
            let folder = folder_of(&file.path);
            let mut known = links.by_folder.remove(folder).unwrap_or_default();
            for link in own.iter_mut().filter(|link| !link.path.is_empty()) {
                // A wiki link looks further than others, and one with a fragment for a note in a folder.
                let way = 2 * usize::from(link.is_wiki) + usize::from(link.fragment.is_some());
                if !known.contains_key(link.path.as_str()) {
                    known.insert(link.path.as_str().into(), [None; 4]);
                }
                let ways = known.get_mut(link.path.as_str()).expect("it was put there just now");
                let found = *ways[way].get_or_insert_with(|| links.look_up(file, link));
                link.found = Some(found);
            }
            links.by_folder.insert(folder, known);
        }
        (self.found, self.other_anchors) = (links.found, links.other_anchors);
        for (file, links) in self.files.iter_mut().zip(all_links) {
            file.links = links;
        }
    }

    /// Gives the facts of each note, in the order of the run.
    pub fn files(&self) -> &[FileFacts] {
        &self.files
    }

    /// Gives what the path of a link of these notes leads to; `None` for a fragment of the note itself and before
    /// [`Self::look_up_links`].
    pub fn look_up(&self, link: &LocalLink) -> Option<&Lookup> {
        self.found_by(link).map(|found| &found.lookup)
    }

    /// Gives the fragments that the note behind a link offers; `None` where it leads to no note.
    pub fn anchors_behind<'a>(&'a self, file: &'a FileFacts, link: &LocalLink) -> Option<&'a Fragments> {
        if link.path.is_empty() {
            return Some(&file.anchors);
        }
        match self.found_by(link)?.anchors {
            Anchors::None => None,
            Anchors::OfNote(note) => Some(&self.files[note].anchors),
            Anchors::OfOther(other) => Some(&self.other_anchors[other]),
        }
    }

    fn found_by(&self, link: &LocalLink) -> Option<&Found> {
        self.found.get(link.found?.get() as usize - 1)
    }
}

/// What is known while links are looked up.
struct LinkLookups<'a> {
    notes: &'a [FileFacts],
    files: &'a dyn Files,
    /// The places of the notes of the run, sorted by their path.
    by_path: Vec<usize>,
    /// The paths of all notes by the last part; empty where no link needs them.
    names: BTreeMap<&'a str, Vec<&'a str>>,
    /// What was found, counted from 1, by the folder of the note, the destination as written and the way of looking.
    by_folder: FxHashMap<&'a str, FxHashMap<Box<str>, [Option<NonZeroU32>; 4]>>,
    /// Files that were found, by path and whether their fragments were asked for.
    known_files: FxHashMap<(String, bool), NonZeroU32>,
    found: Vec<Found>,
    other_anchors: Vec<Fragments>,
}

impl<'a> LinkLookups<'a> {
    fn new(notes: &'a [FileFacts], files: &'a dyn Files) -> Self {
        let mut by_path: Vec<usize> = (0..notes.len()).collect();
        by_path.sort_by_key(|&note| notes[note].path.as_str());
        Self {
            notes,
            files,
            by_path,
            names: BTreeMap::new(),
            by_folder: FxHashMap::default(),
            known_files: FxHashMap::default(),
            found: Vec::new(),
            other_anchors: Vec::new(),
        }
    }

    fn look_up(&mut self, file: &FileFacts, link: &LocalLink) -> NonZeroU32 {
        let mut lookup = self.files.look_up(&file.path, &link.path);
        if link.is_wiki && matches!(lookup.target, Target::Missing { .. }) {
            let named = by_name(&self.names, &link.path);
            lookup = named.or_else(|| self.files.find_note(&file.path, &link.path)).unwrap_or(lookup);
        }
        if link.fragment.is_some() && lookup.target == Target::Folder {
            lookup = index_note(self.files, file, link).unwrap_or(lookup);
        }
        if lookup.target != Target::File {
            return self.keep(Found { lookup, anchors: Anchors::None });
        }
        let key = (lookup.path.clone(), link.fragment.is_some());
        if let Some(known) = self.known_files.get(&key) {
            return *known;
        }
        let anchors = if key.1 { self.anchors_of(&key.0) } else { Anchors::None };
        let found = self.keep(Found { lookup, anchors });
        self.known_files.insert(key, found);
        found
    }

    fn anchors_of(&mut self, path: &str) -> Anchors {
        let place = self.by_path.binary_search_by_key(&path, |&note| self.notes[note].path.as_str());
        if let Ok(place) = place {
            return Anchors::OfNote(self.by_path[place]);
        }
        match self.files.anchors(path) {
            Some(anchors) => {
                self.other_anchors.push(anchors.into());
                Anchors::OfOther(self.other_anchors.len() - 1)
            }
            None => Anchors::None,
        }
    }

    fn keep(&mut self, found: Found) -> NonZeroU32 {
        self.found.push(found);
        u32::try_from(self.found.len())
            .ok()
            .and_then(NonZeroU32::new)
            .expect("fewer links than bytes in memory")
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
