//! The count of what passed and what failed, for the closing line of `test` and `real`.

use crate::Failure;

/// Counts checks and prints each as it ends.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: Vec<String>,
}

impl Tally {
    /// Counts one check.
    pub(crate) fn check(&mut self, name: &str, outcome: Result<(), Failure>) {
        match outcome {
            Ok(()) => {
                println!("pass  {name}");
                self.passed += 1;
            }
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    /// Counts checks that another program has run and reported.
    pub(crate) fn add(&mut self, name: &str, passed: usize, failed: usize) {
        println!("{}  {name}: {passed} passed, {failed} failed", if failed == 0 { "pass" } else { "FAIL" });
        self.passed += passed;
        self.failed.extend((0..failed).map(|_| name.to_owned()));
    }

    /// Counts a check that failed.
    pub(crate) fn fail(&mut self, name: &str, reason: &str) {
        println!("FAIL  {name}: {reason}");
        self.failed.push(name.to_owned());
    }

    /// Prints the names of what failed and, last of all, the count.
    ///
    /// # Errors
    /// Fails when a check has failed; nothing more needs to be said of it.
    pub(crate) fn close(mut self) -> Result<(), Failure> {
        let failed = self.failed.len();
        self.failed.dedup();
        if failed > 0 {
            println!("failed: {}", self.failed.join(", "));
        }
        println!("{} passed, {failed} failed", self.passed);
        if failed == 0 { Ok(()) } else { Err(ChecksFailed.into()) }
    }
}

/// The error of a chore that has said itself what failed.
#[derive(Debug)]
pub(crate) struct ChecksFailed;

impl std::fmt::Display for ChecksFailed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("some checks failed")
    }
}

impl std::error::Error for ChecksFailed {}
