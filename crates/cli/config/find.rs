//! Where configuration and the project's root are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

/// The name of the configuration file.
const NAME: &str = "notesmith.toml";

/// Finds the nearest `notesmith.toml` from `folder` upward to the repository's root.
pub(super) fn find_config(folder: &Path) -> Option<PathBuf> {
    NearestConfigs::default().of_real(folder)
}

/// Gives the folder that globs and root-relative links start from: that of the configuration, else the repository's
/// root, else `folder` itself.
pub(super) fn project_root(folder: &Path, config: Option<&Path>) -> PathBuf {
    let of_config = config.and_then(Path::parent);
    let of_repository = || folder.ancestors().find(|folder| folder.join(".git").exists());
    of_config.or_else(of_repository).unwrap_or(folder).to_owned()
}

/// Finds the nearest `notesmith.toml` for a file or a folder, by its real path.
pub(crate) fn nearest_config(path: &Path) -> Option<PathBuf> {
    let real = path.canonicalize().ok()?;
    find_config(if real.is_dir() { &real } else { real.parent()? })
}

/// The nearest `notesmith.toml` of many folders; each folder is looked into once.
///
/// Folders are told apart by the text of their paths; comparing paths part by part is slow.
#[derive(Debug, Default)]
pub(crate) struct NearestConfigs {
    /// By the path that was asked for.
    asked: FxHashMap<OsString, Option<PathBuf>>,
    /// By the real path.
    real: FxHashMap<OsString, Option<PathBuf>>,
}

impl NearestConfigs {
    /// Finds the nearest `notesmith.toml` from `folder` upward to the repository's root.
    pub(crate) fn of(&mut self, folder: &Path) -> Option<&Path> {
        if !self.asked.contains_key(folder.as_os_str()) {
            let found = folder.canonicalize().ok().and_then(|real| self.of_real(&real));
            self.asked.insert(folder.as_os_str().to_owned(), found);
        }
        self.asked[folder.as_os_str()].as_deref()
    }

    fn of_real(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.real.get(folder.as_os_str()) {
                found.clone_from(known);
                break;
            }
            passed.push(folder.as_os_str().to_owned());
            match look_into(folder) {
                Look::Config(file) => found = Some(file),
                Look::Root => {}
                Look::Further => continue,
            }
            break;
        }
        self.real.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        found
    }
}

/// What a folder says of the search for a configuration.
enum Look {
    /// It has one.
    Config(PathBuf),
    /// It is the root of a repository.
    Root,
    /// The folder above it may have one.
    Further,
}

fn look_into(folder: &Path) -> Look {
    let file = folder.join(NAME);
    if file.is_file() {
        Look::Config(file)
    } else if folder.join(".git").exists() {
        Look::Root
    } else {
        Look::Further
    }
}
