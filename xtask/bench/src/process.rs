//! A program run to its end: how long it took and how much it held.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run of a program used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// From start to end.
    pub(crate) wall: Duration,
    /// On all processors, of the program and of the system for it.
    pub(crate) cpu: Duration,
    /// The most memory it held, in bytes.
    pub(crate) peak: u64,
}

/// Runs a command a number of times with its output discarded and gives the medians.
///
/// # Errors
/// Fails when the program cannot be started or ends by a signal; findings (exit code 1) are no failure.
pub(crate) fn median(command: &mut Command, runs: usize) -> Result<Usage, Box<dyn Error>> {
    let mut usages = Vec::with_capacity(runs);
    for _ in 0..runs {
        usages.push(once(command)?);
    }
    let middle = usages.len() / 2;
    usages.sort_by_key(|usage| usage.wall);
    let wall = usages[middle].wall;
    usages.sort_by_key(|usage| usage.cpu);
    let cpu = usages[middle].cpu;
    usages.sort_by_key(|usage| usage.peak);
    Ok(Usage { wall, cpu, peak: usages[middle].peak })
}

fn once(command: &mut Command) -> Result<Usage, Box<dyn Error>> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let child = command.spawn().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let used = child.wait4()?;
    let wall = start.elapsed();
    if !matches!(used.status.code(), Some(0 | 1)) {
        return Err(format!("{} failed: {}", command.get_program().display(), used.status).into());
    }
    Ok(Usage { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss })
}
