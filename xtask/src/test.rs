//! `cargo xtask test`: every check of the project, in one command, and how many there were.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::tally::Tally;
use crate::{Failure, anki, codegen, faults, hooks, html, markdownlint, real, reports, shell, tidy};

/// Runs everything; the last line it prints is the count.
///
/// # Errors
/// Fails when a check has failed.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let mut tally = Tally::default();
    let cargo = |arguments: &[&str]| shell::run(&mut shell::command("cargo", arguments, root));
    tally.check("rustfmt", cargo(&["fmt", "--all", "--check"]));
    let lints = ["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    tally.check("clippy", cargo(&lints));
    cargo_tests(root, &mut tally);
    tally.check("generated files are fresh", codegen::check(root));
    tally.check("tidy", tidy::run(root));
    tally.check("exports in Anki's own engine", anki::run(root, &[]));
    tally.check("the page of cards in a browser", html::run(root, &[]));
    tally.check("report formats in their validators", reports::run(root));
    tally.check("the same lines as markdownlint", markdownlint::run(root));
    faults::run(root, faults::Length::Short, &mut tally);
    hooks::run(root, &mut tally);
    real::run(root, &mut tally);
    tally.close()
}

/// Runs the tests of all crates, with nextest where it is installed.
fn cargo_tests(root: &Path, tally: &mut Tally) {
    let has_nextest = shell::capture(&mut shell::command("cargo", &["nextest", "--version"], root)).is_ok();
    if has_nextest {
        let arguments =
            ["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--status-level", "fail"];
        let mut nextest = shell::command("cargo", &arguments, root);
        repeatable(&mut nextest);
        count(nextest.stdout(Stdio::inherit()).stderr(Stdio::piped()), Runner::Nextest, tally);
    } else {
        let mut test = shell::command("cargo", &["test", "--workspace", "--locked", "--no-fail-fast"], root);
        repeatable(&mut test);
        count(test.stdout(Stdio::piped()).stderr(Stdio::inherit()), Runner::CargoTest, tally);
    }
}

/// Has property tests try the same inputs in each run, so that a failure is that of the change under test.
/// `cargo test` alone looks for new ones.
fn repeatable(tests: &mut Command) {
    const SEED: &str = "PROPTEST_RNG_SEED";
    if std::env::var_os(SEED).is_none() {
        tests.env(SEED, "2026");
    }
}

/// Runs a test runner, shows what its piped stream says, and adds the counts of its summaries.
fn count(command: &mut Command, tests: Runner, tally: &mut Tally) {
    let name = tests.name();
    let mut runner = match command.spawn() {
        Ok(runner) => runner,
        Err(error) => return tally.fail(name, &error.to_string()),
    };
    let stream: Box<dyn std::io::Read> = match (runner.stdout.take(), runner.stderr.take()) {
        (Some(stdout), _) => Box::new(stdout),
        (None, Some(stderr)) => Box::new(stderr),
        (None, None) => return tally.fail(name, "no stream is piped"),
    };
    let (mut passed, mut failed) = (0, 0);
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        if let Some(summary) = tests.summary(&line) {
            passed += before(summary, " passed");
            failed += before(summary, " failed") + before(summary, " timed out");
        }
    }
    match runner.wait() {
        Ok(status) if !status.success() && failed == 0 => tally.fail(name, &status.to_string()),
        Err(error) => tally.fail(name, &error.to_string()),
        Ok(_) if passed + failed == 0 => tally.fail(name, "it reported no test"),
        Ok(_) => tally.add(name, passed, failed),
    }
}

/// What runs the tests.
#[derive(Clone, Copy, Debug)]
enum Runner {
    Nextest,
    CargoTest,
}

impl Runner {
    fn name(self) -> &'static str {
        match self {
            Self::Nextest => "cargo nextest run",
            Self::CargoTest => "cargo test",
        }
    }

    /// Gives the part of a line that counts tests: nextest has one such line, `cargo test` one for each program.
    ///
    /// nextest repeats what failing tests print, and that may look like a line of `cargo test`.
    fn summary(self, line: &str) -> Option<&str> {
        match self {
            Self::Nextest => {
                line.trim_start().strip_prefix("Summary [")?.split_once("run: ").map(|(_, counts)| counts)
            }
            Self::CargoTest => line.strip_prefix("test result: "),
        }
    }
}

/// Gives the number that stands before a word, 0 where there is none.
fn before(summary: &str, word: &str) -> usize {
    let Some(at) = summary.find(word) else { return 0 };
    summary[..at]
        .rsplit(|character: char| !character.is_ascii_digit())
        .next()
        .map_or(0, |digits| digits.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{Runner, before};

    #[track_caller]
    fn check(tests: Runner, line: &str, expected: Option<(usize, usize)>) {
        let counts = tests.summary(line).map(|counts| (before(counts, " passed"), before(counts, " failed")));
        assert_eq!(counts, expected, "{line}");
    }

    #[test]
    fn summaries_are_counted_once() {
        let nextest = Runner::Nextest;
        check(
            nextest,
            "     Summary [   0.052s] 12 tests run: 11 passed, 1 failed, 0 skipped",
            Some((11, 1)),
        );
        check(
            nextest,
            "     Summary [   0.052s] 12/14 tests run: 12 passed (2 slow), 0 skipped",
            Some((12, 0)),
        );
        check(nextest, "    test result: FAILED. 0 passed; 1 failed; 0 ignored", None);
        check(Runner::CargoTest, "test result: ok. 5 passed; 0 failed; 0 ignored", Some((5, 0)));
        check(Runner::CargoTest, "test result: FAILED. 3 passed; 2 failed; 0 ignored", Some((3, 2)));
        check(Runner::CargoTest, "test summaries_are_counted ... ok", None);
    }
}
