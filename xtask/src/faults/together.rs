//! Many runs on the same notes at the same time.

use super::Bench;
use super::files::none_left;
use crate::Failure;

/// How many runs there are at once.
const RUNS: usize = 8;

/// Lets many runs fix the same notes: each note is new in the end, and no run takes another's file for an orphan.
pub(super) fn check(bench: &Bench, rounds: usize) -> Result<(), Failure> {
    let folder = bench.folder.join("together");
    for _ in 0..rounds {
        bench.notes.write(&folder)?;
        let start = || bench.command(&folder, &["lint", "--fix"]).spawn();
        let mut runs = (0..RUNS).map(|_| start()).collect::<Result<Vec<_>, _>>()?;
        for run in &mut runs {
            let status = run.wait()?;
            // 2 where a note had changed on disk meanwhile.
            if !matches!(status.code(), Some(0..=2)) {
                return Err(format!("a run ended with {status}").into());
            }
        }
        bench.notes.count_new(&folder)?;
        bench.command(&folder, &["lint", "--fix"]).status()?;
        bench.notes.all_new(&folder)?;
        none_left(&folder)?;
    }
    Ok(())
}
