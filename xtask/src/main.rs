//! The project's own chores, run as `cargo xtask CHORE`.
//!
//! Each contributor compiles this, so it has few dependencies and leaves the work to `cargo`, `git`, `python3` and
//! `npm`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the person at the terminal")]

mod anki;
mod bench;
mod build;
mod codegen;
mod faults;
mod fuzz;
mod hooks;
mod html;
mod markdownlint;
mod new_rule;
mod npm;
mod real;
mod reports;
mod score_cards;
mod score_spelling;
mod shell;
mod tally;
mod test;
mod tidy;
mod venv;
mod vocabulary;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask CHORE

  test                   every check of the project, and how many there were
  codegen [--check]      write what is generated; --check only compares
  new-rule GROUP/NAME    write the template of a rule
  bench [PATH...]        time and memory of each stage, against a floor built from the same comrak
  bench growth [SHAPE]   time for notes of ever greater size, of all shapes or those of a name
  reports                judge every report format with validators that others wrote
  markdownlint           compare rules that have an alias with markdownlint itself
  anki [NOTES...]        judge exports with Anki's own engine; without NOTES those of the fixtures
  html [NOTES...]        judge the HTML page in a headless Chromium, which Debian's root installs when it is missing
  score spelling --labels FILE --notes DIR
                         compare what the spelling rules find with labels
  score-cards            compare the cards of real notes with labels, where there are any
  hooks                  let pre-commit run our hooks on a sample repository
  faults                 kill -9, full disks, limits and many runs at once, against what is promised; some minutes
  fuzz [--seconds N] [TARGET]
                         feed the crates inputs of cargo-fuzz, on nightly; 60 seconds for each target
  real                   the checks on real notes alone; `test` has them too, where there are any
  tidy                   check the rules of the house that no compiler checks
  vocabulary             fetch the word sources and rewrite crates/lint/data";

/// An error of a chore: anything that a person at the terminal can read.
pub(crate) type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["codegen"] => codegen::write(root),
        ["codegen", "--check"] => codegen::check(root),
        ["new-rule", id] => new_rule::run(root, id),
        ["bench", paths @ ..] => bench::run(root, paths),
        ["anki", places @ ..] => anki::run(root, places),
        ["html", places @ ..] => html::run(root, places),
        ["score", "spelling", "--labels", labels, "--notes", notes] => {
            score_spelling::run(root, labels, notes)
        }
        ["score-cards"] => score_cards::run(root),
        ["faults"] => faults::run_alone(root),
        ["fuzz", arguments @ ..] => fuzz::run(root, arguments),
        ["hooks"] => hooks::run_alone(root),
        ["real"] => real::run_alone(root),
        ["reports"] => reports::run(root),
        ["markdownlint"] => markdownlint::run(root),
        ["test"] => test::run(root),
        ["tidy"] => tidy::run(root),
        ["vocabulary"] => vocabulary::run(root),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is::<tally::ChecksFailed>() {
                eprintln!("xtask: {error}");
            }
            ExitCode::FAILURE
        }
    }
}
