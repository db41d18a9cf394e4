//! The dictionaries of prh that `notesmith.toml` names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use notesmith_lint::Prh;

use crate::config::Config;
use crate::discover::display;
use crate::error::CliError;

/// A dictionary of more bytes than this is refused.
const TOO_LARGE: u64 = 4 << 20;

/// Reads the dictionaries and what they import; `None` where none is named.
///
/// # Errors
/// A file that is missing, lies outside the project, or cannot be used, with the rule that is wrong in it.
pub(crate) fn dictionary(config: &Config) -> Result<Option<Arc<Prh>>, CliError> {
    if config.prh_files.is_empty() {
        return Ok(None);
    }
    let files: Vec<PathBuf> = config.prh_files.iter().map(|name| config.root.join(name)).collect();
    let root = config.root.canonicalize().map_err(|error| CliError::io("find", &config.root, error))?;
    let read = Prh::read(&files, &mut |path| read(path, &root)).map(|prh| Some(Arc::new(prh)));
    read.map_err(|error| {
        let file = display(error.file.strip_prefix(&config.root).unwrap_or(&error.file));
        let message = format!("`ja.prh.files`: {file}: {}", error.message);
        let help = "mend the dictionary, or take the file out of `[ja.prh] files`";
        match config.prh_files.iter().find(|name| config.root.join(name) == error.file) {
            Some(name) => config.error_at(name, message, help),
            None => CliError::usage(message, help),
        }
    })
}

/// Gives the text of a file below the root.
fn read(path: &Path, root: &Path) -> Result<String, String> {
    let is_inside = path.canonicalize().is_ok_and(|path| path.starts_with(root));
    let length = std::fs::metadata(path).ok().filter(|metadata| is_inside && metadata.is_file());
    match length.map(|metadata| metadata.len()) {
        None => Err("there is no such file in this project".to_owned()),
        Some(length) if length > TOO_LARGE => {
            Err(format!("it has {length} bytes; at most {TOO_LARGE} are read"))
        }
        Some(_) => std::fs::read_to_string(path).map_err(|error| format!("it cannot be read: {error}")),
    }
}
