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

/// What a program used in several runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runs {
    /// The median of each.
    pub(crate) median: Usage,
    /// The least time on all processors.
    pub(crate) least_cpu: Duration,
}

/// Runs commands a number of times with their output discarded: in turn, so that what slows the machine down for a
/// while slows all of them.
///
/// # Errors
/// Fails when a program cannot be started or ends by a signal; findings (exit code 1) are no failure.
pub(crate) fn in_turn(commands: &mut [Command], runs: usize) -> Result<Vec<Runs>, Box<dyn Error>> {
    let mut usages = vec![Vec::with_capacity(runs); commands.len()];
    for _ in 0..runs {
        for (command, usages) in commands.iter_mut().zip(&mut usages) {
            usages.push(once(command)?);
        }
    }
    Ok(usages.into_iter().map(summary).collect())
}

/// Sums up what at least one run used.
fn summary(mut usages: Vec<Usage>) -> Runs {
    let middle = usages.len() / 2;
    usages.sort_by_key(|usage| usage.wall);
    let wall = usages[middle].wall;
    usages.sort_by_key(|usage| usage.peak);
    let peak = usages[middle].peak;
    usages.sort_by_key(|usage| usage.cpu);
    Runs { median: Usage { wall, cpu: usages[middle].cpu, peak }, least_cpu: usages[0].cpu }
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
