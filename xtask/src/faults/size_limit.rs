//! A limit on the size of files, which makes the write that meets it fail, at each size of the notes.

use std::process::Stdio;

use super::Bench;
use super::files::none_left;
use crate::{Failure, shell};

/// The notes have some 4 kB; `ulimit -f` counts kilobytes.
const LIMITS: [u32; 4] = [0, 1, 2, 3];

/// Fixes notes under each limit: the run exits with 2 and leaves all as it was.
pub(super) fn check(bench: &Bench) -> Result<(), Failure> {
    let folder = bench.folder.join("limited");
    for limit in LIMITS {
        bench.notes.write(&folder)?;
        let script = format!("ulimit -f {limit} && exec \"$0\" lint --fix >/dev/null 2>&1");
        let mut bash = shell::command("bash", &["-c", &script], &folder);
        let status = bash.arg(&bench.binary).stderr(Stdio::null()).status()?;
        if status.code() != Some(2) {
            return Err(format!("with {limit} kB it ended with {status}, not with 2").into());
        }
        if bench.notes.count_new(&folder)? != 0 {
            return Err(format!("with {limit} kB a note was written").into());
        }
        none_left(&folder)?;
    }
    Ok(())
}
