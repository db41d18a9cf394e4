//! Python environments below the target folder, for judges that are Python programs.

use std::path::{Path, PathBuf};

use crate::{Failure, build, shell};

/// Makes an environment with the given packages and gives the folder of its programs.
///
/// It is made once and made anew when the packages change.
///
/// # Errors
/// Fails when there is no `python3` with `venv`, or a package cannot be installed.
pub(crate) fn ready(root: &Path, name: &str, packages: &[&str]) -> Result<PathBuf, Failure> {
    let venv = build::target_folder(root)?.join("xtask").join(name);
    let programs = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = venv.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(programs);
    }
    std::fs::create_dir_all(&venv)?;
    let folder = venv.to_string_lossy();
    shell::run(&mut shell::command("python3", &["-m", "venv", "--clear", &folder], root))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    shell::run(shell::command(programs.join("python"), &pip, root).args(packages))?;
    std::fs::write(&stamp, wanted)?;
    Ok(programs)
}
