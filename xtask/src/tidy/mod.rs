//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! Lengths of functions, unsafe code and lints are clippy's and rustc's.

mod arrows;
mod sources;
mod words;

use std::path::Path;

use crate::Failure;

/// Checks the arrows between the crates, the length and names of source files, and the words of all files.
///
/// # Errors
/// Fails with every place that breaks a rule.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let files = sources::committed(root)?;
    let mut problems = arrows::check(root)?;
    problems.extend(sources::check(root, &files)?);
    problems.extend(words::check(root, &files)?);
    if problems.is_empty() {
        return Ok(());
    }
    Err(format!("{} places are untidy:\n  {}", problems.len(), problems.join("\n  ")).into())
}
