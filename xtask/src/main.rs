//! The project's own chores.

mod vocabulary;

use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "a chore talks to the person at the terminal")]
fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace");
    let chore = std::env::args().nth(1);
    let outcome = match chore.as_deref() {
        Some("vocabulary") => vocabulary::run(root),
        _ => Err("usage: cargo xtask vocabulary".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
