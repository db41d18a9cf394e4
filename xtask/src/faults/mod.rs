//! `cargo xtask faults`: the binary under faults of the machine, from kill -9 to a full disk.
//!
//! Each fault may come at any moment, and what is checked holds whenever it comes: a file is the old one or the new
//! one, whole; nothing of ours stays beside it once another run was there; what failed exits with 2 and no signal.

mod chance;
mod files;
mod full_disk;
mod killed;
mod size_limit;
mod together;

use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::tally::Tally;
use crate::{Failure, shell};
use files::Expected;

/// What the faults work on.
struct Bench {
    /// The program.
    binary: PathBuf,
    /// A folder of ours that may be filled and emptied.
    folder: PathBuf,
    /// The notes, before and after fixing.
    notes: Expected,
}

/// How often a fault that depends on luck is tried.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Length {
    /// Some seconds, for each run of the tests.
    Short,
    /// Minutes.
    Full,
}

/// Runs all faults for minutes.
///
/// # Errors
/// Fails when a promise does not hold.
pub(crate) fn run_alone(root: &Path) -> Result<(), Failure> {
    let mut tally = Tally::default();
    run(root, Length::Full, &mut tally);
    tally.close()
}

/// Runs all faults and counts them; those of other systems than Unix are none.
pub(crate) fn run(root: &Path, length: Length, tally: &mut Tally) {
    if cfg!(not(unix)) {
        return;
    }
    let bench = match Bench::new(root) {
        Ok(bench) => bench,
        Err(error) => return tally.fail("faults", &error.to_string()),
    };
    let rounds = match length {
        Length::Short => 12,
        Length::Full => 300,
    };
    tally.check("kill -9 while notes are fixed", killed::while_fixing(&bench, rounds));
    tally.check("kill -9 while cards are written", killed::while_exporting(&bench, rounds));
    tally.check("orphans of killed runs are swept", killed::orphans_are_swept(&bench));
    tally.check("a limit on the size of files", size_limit::check(&bench));
    tally.check("a full disk", full_disk::check(&bench));
    tally.check("many runs at once", together::check(&bench, rounds.div_ceil(10)));
    let _ = std::fs::remove_dir_all(&bench.folder);
}

impl Bench {
    fn new(root: &Path) -> Result<Self, Failure> {
        let binary = build::binary(root, Profile::Debug)?;
        let folder = build::target_folder(root)?.join("xtask").join("faults");
        let notes = Expected::new(&binary, &folder.join("expected"))?;
        Ok(Self { binary, folder, notes })
    }

    /// Gives the program with arguments, in a folder; what it prints is dropped.
    fn command(&self, folder: &Path, arguments: &[&str]) -> std::process::Command {
        let mut command = shell::command(&self.binary, arguments, folder);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    }
}
