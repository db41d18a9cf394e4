//! From paths to the files to check: gitignore-aware, sorted, each file once.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{WalkBuilder, gitignore::Gitignore};
use rustc_hash::FxHashSet;

use crate::args::FileArgs;
use crate::error::CliError;
use crate::escape::escape;
use crate::git_ignores;
use crate::ignore_files;
use crate::load::Input;
use crate::path_list::read_list;

/// The endings of Markdown files in folders; a file that is named is read whatever its ending.
const ENDINGS: [&str; 3] = ["md", "markdown", "mdx"];

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Discovered {
    /// The files to check.
    pub(crate) inputs: Vec<Input>,
    /// What could not be looked at, and why.
    pub(crate) problems: Vec<CliError>,
}

/// The real paths so far, as text: comparing them part by part is slow, and all are written alike.
type Seen = FxHashSet<OsString>;

/// Finds the files that the arguments name; `exclude` holds globs of configuration, relative to `root`.
pub(crate) fn discover(args: &FileArgs, root: &Path, exclude: &[String]) -> Result<Discovered, CliError> {
    let excluded = globs(root, exclude)?;
    let mut found = Discovered::default();
    let mut seen = Seen::default();
    let listed = args.files_from.as_deref().map_or(Ok(Vec::new()), read_list)?;
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    if args.paths.iter().any(|path| is_stdin(&path)) {
        if args.files_from.as_ref().is_some_and(|list| is_stdin(&list)) {
            return Err(CliError::usage(
                "standard input cannot be both a note and a list of files",
                "write one of them to a file",
            ));
        }
        found.inputs.push(standard_input(args)?);
    }
    let named = args.paths.iter().filter(|path| !is_stdin(path));
    // A list may hold anything that changed; what is named one by one is meant.
    let listed = listed.iter().filter(|path| is_markdown(path) || path.is_dir());
    let mut links = Vec::new();
    for path in named.chain(listed) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                links.extend(
                    walk(path, &excluded, &mut found, &mut seen).into_iter().map(|link| (link, path)),
                );
            }
            Ok(metadata) if metadata.is_file() => {
                if !(args.force_exclude && is_excluded(path, &excluded)) {
                    add(path, &mut found, &mut seen);
                }
            }
            Ok(_) => found.problems.push(CliError::usage(
                format!("{} is neither a file nor a folder", display(path)),
                "name a Markdown file or a folder",
            )),
            Err(error) => found.problems.push(CliError::io("read", path, error)),
        }
    }
    follow(links, root, &mut found, &mut seen);
    found.inputs.sort_by(|a, b| a.display.cmp(&b.display));
    Ok(found)
}

/// Makes a test for paths below `root`: whether each is a Markdown file that configuration does not leave out.
pub(crate) fn note_filter(
    root: &Path,
    exclude: &[String],
) -> Result<impl Fn(&str) -> bool + use<>, CliError> {
    let excluded = globs(root, exclude)?;
    Ok(move |path: &str| is_markdown(Path::new(path)) && !excluded.matched(path, false).is_ignore())
}

/// Makes a test for files below `root`: whether configuration leaves out the file or a folder that it is in.
pub(crate) fn exclusion(root: &Path, exclude: &[String]) -> Result<impl Fn(&Path) -> bool + use<>, CliError> {
    let excluded = globs(root, exclude)?;
    let root = root.to_owned();
    Ok(move |path: &Path| {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let below = real.ancestors().take_while(|folder| **folder != root);
        below.enumerate().any(|(index, path)| excluded.matched(path, index > 0).is_ignore())
    })
}

/// Gives a path as shown to people: relative to where we are, if it was given so, with `/`.
pub(crate) fn display(path: &Path) -> String {
    let text = lossless(path);
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    text.strip_prefix("./").unwrap_or(&text).to_owned()
}

/// Gives a path as text; bytes that are no UTF-8 become `\xFF`, so that two names never look the same.
fn lossless(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    Cow::Owned(shown)
}

fn standard_input(args: &FileArgs) -> Result<Input, CliError> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::io("read", "<stdin>", error))?;
    let text = crate::encoding::decode(&bytes)
        .map_err(|error| CliError::usage(format!("standard input: {}", error.message), error.help))?;
    Ok(Input { display: args.stdin_filename.clone(), path: None, text: Some(text) })
}

/// Finds the notes of a folder; gives the links among them, which go last.
fn walk(folder: &Path, excluded: &Override, found: &mut Discovered, seen: &mut Seen) -> Vec<PathBuf> {
    let mut links = Vec::new();
    if let Some(endless) = ignore_files::endless_above(folder) {
        found.problems.push(endless_problem(&endless));
        return links;
    }
    let (sender, endless) = mpsc::channel();
    let walker = WalkBuilder::new(folder)
        .add_custom_ignore_filename(ignore_files::OWN)
        .overrides(excluded.clone())
        .require_git(false)
        .git_global(git_ignores::may_be_global())
        .filter_entry(move |entry| match ignore_files::endless_at(entry) {
            // The walk that listens ends after this.
            Some(path) => sender.send(path).is_err(),
            None => true,
        })
        .build();
    // Only the last part of a path can be a link: the walk does not follow those of folders.
    let real_folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    for entry in walker {
        match entry {
            Ok(entry) if is_markdown(entry.path()) => match entry.file_type() {
                Some(kind) if kind.is_file() => {
                    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    add_real(entry.path(), real_folder.join(below), found, seen);
                }
                Some(kind) if kind.is_symlink() && entry.path().is_file() => links.push(entry.into_path()),
                _ => {}
            },
            Ok(_) => {}
            Err(error) => found.problems.push(walk_problem(folder, &error)),
        }
    }
    found.problems.extend(endless.try_iter().map(|path| endless_problem(&path)));
    links
}

/// Adds the notes that links in folders lead to, in order of their names, unless a link leads out of the project.
fn follow(mut links: Vec<(PathBuf, &PathBuf)>, root: &Path, found: &mut Discovered, seen: &mut Seen) {
    links.sort_unstable();
    for (link, folder) in links {
        let homes = [Some(root.to_owned()), Some(folder.clone()), repository_of(folder)];
        let real = link.canonicalize().ok();
        let is_home = |home: PathBuf| {
            real.as_ref().zip(home.canonicalize().ok()).is_some_and(|(real, home)| real.starts_with(home))
        };
        if homes.into_iter().flatten().any(is_home) {
            add(&link, found, seen);
        } else {
            found.problems.push(CliError::usage(
                format!("{} leads out of this project; it was not read", escape(&display(&link))),
                "name it on the command line, or leave it out with `[files] exclude`",
            ));
        }
    }
}

/// Gives the working tree of Git that a folder lies in.
fn repository_of(folder: &Path) -> Option<PathBuf> {
    let real = folder.canonicalize().ok()?;
    real.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned)
}

fn endless_problem(path: &Path) -> CliError {
    let message = format!("{} is no file; its folder was not looked through", escape(&display(path)));
    CliError::usage(message, "remove it, or put a file in its place")
}

fn walk_problem(folder: &Path, error: &ignore::Error) -> CliError {
    let source = std::io::Error::other(error.to_string());
    CliError::io("look through", folder, source)
}

fn is_markdown(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn add(path: &Path, found: &mut Discovered, seen: &mut Seen) {
    add_real(path, path.canonicalize().unwrap_or_else(|_| path.to_owned()), found, seen);
}

fn add_real(path: &Path, canonical: PathBuf, found: &mut Discovered, seen: &mut Seen) {
    if seen.insert(canonical.into_os_string()) {
        found.inputs.push(Input { display: display(path), path: Some(path.to_owned()), text: None });
    }
}

fn globs(root: &Path, exclude: &[String]) -> Result<Override, CliError> {
    let mut builder = OverrideBuilder::new(root);
    for glob in exclude {
        builder.add(&format!("!{glob}")).map_err(|error| {
            CliError::usage(
                format!("`[files] exclude` holds a bad glob: {error}"),
                "write it as in .gitignore",
            )
        })?;
    }
    builder
        .build()
        .map_err(|error| CliError::usage(error.to_string(), "name fewer globs in `[files] exclude`"))
}

/// Tells whether ignore files or configuration leave out a file that was named.
fn is_excluded(path: &Path, excluded: &Override) -> bool {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if excluded.matched(&absolute, false).is_ignore() {
        return true;
    }
    let ignores = |folder: &Path, name: &str| {
        let file = folder.join(name);
        file.is_file() && Gitignore::new(&file).0.matched_path_or_any_parents(&absolute, false).is_ignore()
    };
    for folder in absolute.ancestors().skip(1) {
        if ignores(folder, ".gitignore") || ignores(folder, ignore_files::OWN) {
            return true;
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    false
}
