//! The file system as rules may ask for it: look-ups that never leave the repository.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};

use notesmith_lint::{Files, Lookup, Target, anchors_of};
use notesmith_parse::{Document, ParseOptions};
use rustc_hash::FxHashMap;

use crate::discover::display;
use crate::ignore_files;
use crate::load::{self, Input};

/// Looks up local links below one repository root.
pub(crate) struct FileTree {
    /// The root for notes that no repository holds.
    fallback: PathBuf,
    /// The folders that the run names: the roots of notes below them that neither a repository nor the fallback holds.
    named: Vec<PathBuf>,
    /// How to read notes.
    options: ParseOptions,
    /// Where we are.
    here: Option<PathBuf>,
    /// Each folder of notes as shown, with its real path and its root.
    folders: RefCell<FxHashMap<PathBuf, (PathBuf, Root)>>,
    /// What was found at real paths; many links lead to the same file.
    found: RefCell<FxHashMap<PathBuf, Target>>,
    /// The files below each root that was searched for names, by the last part, sorted.
    notes: RefCell<BTreeMap<PathBuf, BTreeMap<String, Vec<PathBuf>>>>,
    /// The same of roots in which a file was looked for that is not where it should be.
    files: RefCell<BTreeMap<PathBuf, BTreeMap<String, Vec<PathBuf>>>>,
    /// The names in each folder that was looked at.
    listings: RefCell<BTreeMap<PathBuf, BTreeSet<String>>>,
}

/// Where the notes of a folder belong.
#[derive(Clone, Debug)]
struct Root {
    path: PathBuf,
    /// What lies outside, as far as anybody can tell.
    outside: Target,
}

impl FileTree {
    /// Makes a tree; `fallback` is the root of notes outside any repository, `named` what the run names, and other
    /// notes are read with `options`.
    pub(crate) fn new(fallback: &Path, named: &[PathBuf], options: ParseOptions) -> Self {
        let fallback = fallback.canonicalize().unwrap_or_else(|_| fallback.to_owned());
        let folders = named.iter().filter_map(|path| path.canonicalize().ok().filter(|path| path.is_dir()));
        Self {
            fallback,
            named: folders.collect(),
            options,
            here: std::env::current_dir().ok(),
            folders: RefCell::default(),
            found: RefCell::default(),
            notes: RefCell::default(),
            files: RefCell::default(),
            listings: RefCell::default(),
        }
    }

    /// Gives the root for notes in `folder` (canonical): the nearest folder upward with `.git` or `notesmith.toml`, else
    /// the fallback, else the widest folder that the run names, beyond which nobody knows what belongs to the notes.
    fn root_of(&self, folder: &Path) -> Root {
        let marked = |folder: &&Path| folder.join(".git").exists() || folder.join("notesmith.toml").is_file();
        let fallback = || folder.starts_with(&self.fallback).then_some(self.fallback.as_path());
        if let Some(root) = folder.ancestors().find(marked).or_else(fallback) {
            return Root { path: root.to_owned(), outside: Target::Outside };
        }
        let around = self.named.iter().filter(|named| folder.starts_with(named));
        let widest = around.min_by_key(|named| named.as_os_str().len());
        Root { path: widest.map_or(folder, PathBuf::as_path).to_owned(), outside: Target::Unknown }
    }

    /// Gives the real path of a folder of notes, and its root.
    fn folder_and_root(&self, shown: &Path) -> (PathBuf, Root) {
        if let Some(known) = self.folders.borrow().get(shown) {
            return known.clone();
        }
        let here = if shown.as_os_str().is_empty() { Path::new(".") } else { shown };
        let folder = here.canonicalize().unwrap_or_else(|_| here.to_owned());
        let root = self.root_of(&folder);
        self.folders.borrow_mut().insert(shown.to_owned(), (folder.clone(), root.clone()));
        (folder, root)
    }

    fn names_in(&self, folder: &Path) -> BTreeSet<String> {
        let mut listings = self.listings.borrow_mut();
        let names = listings.entry(folder.to_owned()).or_insert_with(|| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        });
        names.clone()
    }

    /// Tells what a path inside the root leads to, its letter case included.
    fn target(&self, path: &Path, root: &Root, destination: &str) -> Target {
        if let Some(found) = self.found.borrow().get(path) {
            return found.clone();
        }
        let target = self.look(path, root, destination);
        // The other answers are in the words of the destination.
        if matches!(target, Target::File | Target::Folder) {
            self.found.borrow_mut().insert(path.to_owned(), target.clone());
        }
        target
    }

    fn look(&self, path: &Path, root: &Root, destination: &str) -> Target {
        if let Some(actual) = self.wrong_case(path, &root.path, destination) {
            return Target::WrongCase { actual };
        }
        match path.canonicalize() {
            Ok(real) if !real.starts_with(&root.path) => root.outside.clone(),
            Ok(real) if real.is_dir() => Target::Folder,
            Ok(_) => Target::File,
            Err(_) => Target::Missing {
                similar: with_slashes(path, destination).or_else(|| self.similar(path, destination)),
            },
        }
    }

    /// Gives the destination in the right letter case, where only the case of some part is wrong.
    fn wrong_case(&self, path: &Path, root: &Path, destination: &str) -> Option<String> {
        if path.exists() && cfg!(not(any(windows, target_os = "macos"))) {
            return None;
        }
        let mut actual = root.to_owned();
        let mut wrong = false;
        for part in path.strip_prefix(root).ok()?.components() {
            let part = part.as_os_str().to_string_lossy();
            let names = self.names_in(&actual);
            let name = if names.contains(part.as_ref()) {
                part.into_owned()
            } else {
                wrong = true;
                let lower = part.to_lowercase();
                names.into_iter().find(|name| name.to_lowercase() == lower)?
            };
            actual.push(name);
        }
        wrong.then(|| in_the_words_of(destination, &actual))
    }

    /// Gives a destination like this one that leads to a file: in the same folder, a few edits away.
    fn similar(&self, path: &Path, destination: &str) -> Option<String> {
        let folder = path.parent()?;
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let stem = path.file_stem()?.to_string_lossy().chars().count();
        let names = self.names_in(folder);
        let near =
            names.iter().map(|other| (strsim::osa_distance(&other.to_lowercase(), &name), other)).min()?;
        if near.0 * 4 <= stem {
            return Some(in_the_words_of(destination, &folder.join(near.1)));
        }
        // `faq` and `faq.html` for `faq.md`.
        let stem = path.file_stem()?;
        let mut alike =
            names.iter().filter(|other| Path::new(other).file_stem() == Some(stem) && other.contains('.'));
        let only = alike.next().filter(|_| alike.next().is_none())?;
        Some(in_the_words_of(destination, &folder.join(only)))
    }

    /// Gives the path of the one file of that name in another folder below the root.
    fn elsewhere(&self, path: &Path, root: &Path, folder: &Path, destination: &str) -> Option<String> {
        let name = path.file_name()?.to_str().filter(|name| name.contains('.'))?;
        let mut files = self.files.borrow_mut();
        let files = files.entry(root.to_owned()).or_insert_with(|| {
            let most = NonZeroUsize::new(MOST_FILES);
            files_below(root, most)
        });
        let [only] = &files.get(name)?[..] else { return None };
        if destination.starts_with('/') {
            return Some(format!("/{}", display(only.strip_prefix(root).ok()?)));
        }
        Some(display(&relative(folder, only)))
    }
}

/// How many files are looked through for one that was moved; in a larger tree none is looked for.
const MOST_FILES: usize = 20_000;

/// Gives the path that leads from a folder to a file.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

/// Gives the files below a root by the last part of their path, but for those that Git ignores; none where there are
/// more than `most`.
fn files_below(root: &Path, most: Option<NonZeroUsize>) -> BTreeMap<String, Vec<PathBuf>> {
    let mut notes: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    if ignore_files::endless_above(root).is_some() {
        return notes;
    }
    let mut walk = ignore::WalkBuilder::new(root);
    walk.require_git(false).filter_entry(|entry| ignore_files::endless_at(entry).is_none());
    for (count, entry) in walk.build().flatten().enumerate() {
        if most.is_some_and(|most| count > most.get()) {
            return BTreeMap::new();
        }
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            notes.entry(name).or_default().push(entry.into_path());
        }
    }
    for paths in notes.values_mut() {
        paths.sort_unstable();
    }
    notes
}

/// Gives the destination with `/` where it was written with the backslashes of Windows and leads somewhere without.
fn with_slashes(path: &Path, destination: &str) -> Option<String> {
    let is_written_so = destination.contains('\\');
    let path = is_written_so.then(|| PathBuf::from(path.to_string_lossy().replace('\\', "/")))?;
    path.exists().then(|| destination.replace('\\', "/"))
}

/// Writes the last parts of `path` in place of as many parts of the destination, whose `../` stay.
fn in_the_words_of(destination: &str, path: &Path) -> String {
    let mut parts: Vec<String> = destination.split('/').map(str::to_owned).collect();
    let mut names = path.components().rev();
    for part in parts.iter_mut().rev() {
        if matches!(part.as_str(), "" | "." | "..") {
            break;
        }
        if let Some(Component::Normal(name)) = names.next() {
            *part = name.to_string_lossy().into_owned();
        }
    }
    parts.join("/")
}

/// Resolves `.` and `..` without looking at the file system.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) {
                    normal.pop();
                } else {
                    normal.push("..");
                }
            }
            other => normal.push(other),
        }
    }
    normal
}

impl Files for FileTree {
    fn find_note(&self, from: &str, name: &str) -> Option<Lookup> {
        let (_, root) = self.folder_and_root(Path::new(from).parent().unwrap_or(Path::new("")));
        let mut notes = self.notes.borrow_mut();
        let paths = notes.entry(root.path.clone()).or_insert_with(|| files_below(&root.path, None));
        let last = Path::new(name).file_name()?.to_str()?;
        let path = paths.get(last)?.iter().find(|path| path.ends_with(name))?;
        let shown = self.here.as_ref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
        Some(Lookup { path: display(shown), target: Target::File })
    }

    fn look_up(&self, from: &str, destination: &str) -> Lookup {
        let shown_folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let (folder, root) = self.folder_and_root(shown_folder);
        let (shown, real) = match destination.strip_prefix('/') {
            Some(rest) => (root.path.join(rest), root.path.join(rest)),
            None => (shown_folder.join(destination), folder.join(destination)),
        };
        let real = normal(&real);
        let is_inside = real.starts_with(&root.path);
        let target = if is_inside { self.target(&real, &root, destination) } else { root.outside };
        let target = match target {
            Target::Missing { similar: None } => {
                Target::Missing { similar: self.elsewhere(&real, &root.path, &folder, destination) }
            }
            target => target,
        };
        let relative = self.here.as_ref().and_then(|here| shown.strip_prefix(here).ok()).map(Path::to_owned);
        let shown = relative.unwrap_or(shown);
        Lookup { path: display(&normal(&shown)), target }
    }

    fn anchors(&self, path: &str) -> Option<Vec<String>> {
        let ending = Path::new(path).extension()?.to_str()?.to_lowercase();
        if !matches!(ending.as_str(), "md" | "markdown" | "mdx") {
            return None;
        }
        let input = Input { display: path.to_owned(), path: Some(PathBuf::from(path)), text: None };
        let text = load::load(&input).ok()?;
        Some(anchors_of(&Document::parse(text, &self.options)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(destination: &str, expected: &Target) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it is there");
        for file in ["notesmith.toml", "notes/a.md", "notes/img/Screen.png", "summary.md"] {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            std::fs::write(path, "").expect("written");
        }
        let from = root.join("notes/a.md");
        let lookup =
            FileTree::new(&root, &[], ParseOptions::default()).look_up(&from.to_string_lossy(), destination);
        assert_eq!(&lookup.target, expected, "{destination}");
    }

    #[test]
    fn looks_up_inside_the_root() {
        check("img/Screen.png", &Target::File);
        check("../summary.md", &Target::File);
        check("/summary.md", &Target::File);
        check("./img", &Target::Folder);
        check("img/screen.png", &Target::WrongCase { actual: "img/Screen.png".to_owned() });
        check("../Notes/img/screen.png", &Target::WrongCase { actual: "../notes/img/Screen.png".to_owned() });
        check("img/Screem.png", &Target::Missing { similar: Some("img/Screen.png".to_owned()) });
        check("img\\Screen.png", &Target::Missing { similar: Some("img/Screen.png".to_owned()) });
        let meant = |path: &str| Target::Missing { similar: Some(path.to_owned()) };
        check("a.html", &meant("a.md"));
        check("a", &meant("a.md"));
        check("../img/Screen.png", &meant("img/Screen.png"));
        check("summary.md", &meant("../summary.md"));
        check("/a.md", &meant("/notes/a.md"));
        check("other.md", &Target::Missing { similar: None });
        check("../../etc/passwd", &Target::Outside);
    }
}
