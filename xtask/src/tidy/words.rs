//! What no committed file may say: where it was written.

use std::path::{Path, PathBuf};

use crate::Failure;

/// Data that stands beside a checkout where the project's own people work; only `cargo xtask real` looks for it.
const BESIDE: &str = concat!("..", "/shared");

/// Gives the files that name a path of this machine or data that a clone has not.
pub(super) fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let machine = machine_paths(root);
    let mut problems = Vec::new();
    for path in files {
        let Ok(text) = String::from_utf8(std::fs::read(root.join(path))?) else { continue };
        let may_look_beside = path == Path::new("xtask/src/real.rs");
        for (number, line) in text.lines().enumerate() {
            let named = machine.iter().map(String::as_str).chain((!may_look_beside).then_some(BESIDE));
            for word in named.filter(|word| line.contains(word)) {
                problems.push(format!(
                    "{}:{}: names `{word}`, which a clone has not",
                    path.display(),
                    number + 1
                ));
            }
        }
    }
    Ok(problems)
}

/// Gives the folder that the checkout lies in and the person's home, where they are telling names.
fn machine_paths(root: &Path) -> Vec<String> {
    let top = root.iter().take(2).collect::<PathBuf>();
    let home = std::env::home_dir();
    let telling = |path: &PathBuf| {
        path.iter().count() > 1
            && !["/tmp", "/home", "/src", "/app", "/var"].iter().any(|common| path == Path::new(common))
    };
    [Some(top), root.parent().map(Path::to_path_buf), home]
        .into_iter()
        .flatten()
        .filter(telling)
        .map(|path| format!("{}/", path.display()))
        .collect()
}
