//! The table of all stages beside the whole program.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crate::files;
use crate::process::{Runs, in_turn};

/// The stages with their names; the first is what the others are measured against.
const STAGES: [(&str, &str); 4] = [
    ("floor", "floor: comrak, walk, lines"),
    ("parse", "our parse"),
    ("structure", "parse, structure rules"),
    ("lint", "parse, all rules"),
];

/// Runs each stage and the program on the paths and prints the medians and the least times.
pub(crate) fn run(runs: &str, program: &str, paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let runs: usize = runs.parse().ok().filter(|runs| *runs > 0).ok_or("RUNS is a number from 1 on")?;
    let notes = files::read(paths)?;
    let bytes: usize = notes.iter().map(|note| note.bytes.len()).sum();
    println!(
        "{}: {} files, {:.2} MB, medians and least times of {runs} runs in turn",
        paths.join(" "),
        notes.len(),
        megabytes(bytes)
    );
    println!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "", "wall ms", "CPU ms", "MB/s CPU", "x floor", "least ms", "x least", "peak MiB"
    );
    let own = std::env::current_exe()?;
    let command = |program: &Path, arguments: &[&str], paths: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).args(paths);
        command
    };
    let mut commands: Vec<Command> = STAGES.iter().map(|(stage, _)| command(&own, &[stage], paths)).collect();
    commands.push(command(program.as_ref(), &["lint", "--format", "json"], paths));
    commands.push(command(program.as_ref(), &["--version"], &[]));
    let used = in_turn(&mut commands, runs)?;
    let names = STAGES.iter().map(|(_, name)| *name).chain(["notesmith lint"]);
    for (name, used_by_it) in names.zip(&used) {
        print(name, *used_by_it, used[0], bytes);
    }
    let start = used[used.len() - 1];
    println!(
        "{:<28}{:>10.1}{:>10.1}{:>30.1}",
        "notesmith --version",
        milliseconds(start.median.wall),
        milliseconds(start.median.cpu),
        milliseconds(start.least_cpu),
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a table of four digits")]
fn print(name: &str, used: Runs, floor: Runs, bytes: usize) {
    let (seconds, least) = (used.median.cpu.as_secs_f64(), used.least_cpu.as_secs_f64());
    println!(
        "{name:<28}{:>10.1}{:>10.1}{:>10.1}{:>10.2}{:>10.1}{:>10.2}{:>10.1}",
        milliseconds(used.median.wall),
        milliseconds(used.median.cpu),
        megabytes(bytes) / seconds,
        seconds / floor.median.cpu.as_secs_f64(),
        milliseconds(used.least_cpu),
        least / floor.least_cpu.as_secs_f64(),
        used.median.peak as f64 / f64::from(1 << 20),
    );
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "a table of four digits")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
