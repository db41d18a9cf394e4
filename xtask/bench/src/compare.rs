//! The table of all stages beside the whole program.

use std::error::Error;
use std::process::Command;

use crate::files;
use crate::process::{Usage, median};

/// Runs each stage and the program on the paths and prints the medians.
pub(crate) fn run(runs: &str, program: &str, paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let runs: usize = runs.parse().ok().filter(|runs| *runs > 0).ok_or("RUNS is a number from 1 on")?;
    let notes = files::read(paths)?;
    let bytes: usize = notes.iter().map(|note| note.bytes.len()).sum();
    println!(
        "{}: {} files, {:.2} MB, medians of {runs} runs",
        paths.join(" "),
        notes.len(),
        megabytes(bytes)
    );
    println!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "", "wall ms", "CPU ms", "MB/s CPU", "x floor", "peak MiB"
    );
    let own = std::env::current_exe()?;
    let stage = |stage: &str| median(Command::new(&own).arg(stage).args(paths), runs);
    let floor = stage("floor")?;
    print("floor: comrak, walk, lines", floor, floor, bytes);
    print("our parse", stage("parse")?, floor, bytes);
    print("parse, structure rules", stage("structure")?, floor, bytes);
    print("parse, all rules", stage("lint")?, floor, bytes);
    let whole = median(Command::new(program).args(["lint", "--format", "json"]).args(paths), runs)?;
    print("notesmith lint", whole, floor, bytes);
    let start = median(Command::new(program).arg("--version"), runs)?;
    println!(
        "{:<28}{:>10.1}{:>10.1}",
        "notesmith --version",
        milliseconds(start.wall),
        milliseconds(start.cpu)
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a table of four digits")]
fn print(name: &str, usage: Usage, floor: Usage, bytes: usize) {
    let seconds = usage.cpu.as_secs_f64();
    println!(
        "{name:<28}{:>10.1}{:>10.1}{:>10.1}{:>10.2}{:>10.1}",
        milliseconds(usage.wall),
        milliseconds(usage.cpu),
        megabytes(bytes) / seconds,
        seconds / floor.cpu.as_secs_f64(),
        usage.peak as f64 / f64::from(1 << 20),
    );
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "a table of four digits")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
