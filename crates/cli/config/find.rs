//! Where configuration and the project's root are.

use std::path::{Path, PathBuf};

/// The name of the configuration file.
const NAME: &str = "notesmith.toml";

/// Finds the nearest `notesmith.toml` from `folder` upward to the repository's root.
pub(super) fn find_config(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
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
