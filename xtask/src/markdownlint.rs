//! The rules with an alias compared with markdownlint itself, on inputs of our own.

use std::path::Path;

use crate::build::{self, Profile};
use crate::{Failure, npm, shell};

/// Runs both tools on each input of `tests/markdownlint/cases` and of the guide.
///
/// # Errors
/// Fails when markdownlint cannot be installed, or where the two report other lines than they should.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let modules = npm::ready(root, "markdownlint", "tests/markdownlint/package.json")?;
    let binary = build::binary(root, Profile::Debug)?;
    let mut compare = shell::command("node", &["tests/markdownlint/compare.mjs"], root);
    shell::run(compare.arg(binary).arg(modules))
}
