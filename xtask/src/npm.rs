//! npm packages below the target folder, for judges that are Node programs.

use std::path::{Path, PathBuf};

use crate::{Failure, build, shell};

/// Installs what a `package.json` of the project names and gives the folder that then has `node_modules`.
///
/// It is done once and done anew when the file changes; no script of a package runs.
///
/// # Errors
/// Fails when there is no `npm`, or a package cannot be installed.
pub(crate) fn ready(root: &Path, name: &str, packages: &str) -> Result<PathBuf, Failure> {
    let folder = build::target_folder(root)?.join("xtask").join(name);
    let (stamp, wanted) = (folder.join("package.json"), std::fs::read(root.join(packages))?);
    if folder.join("node_modules").is_dir() && std::fs::read(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&stamp, wanted)?;
    let arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    if let Err(error) = shell::run(&mut shell::command("npm", &arguments, &folder)) {
        std::fs::remove_file(&stamp)?;
        return Err(error);
    }
    Ok(folder)
}
