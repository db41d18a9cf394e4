//! Runs that are killed at any moment of their life.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::Bench;
use super::chance::Chance;
use super::files::{clean, leftovers, none_left};
use crate::Failure;

const FIX: [&str; 2] = ["lint", "--fix"];
const EXPORT: [&str; 5] = ["export", "--format", "csv", "--output", "out/cards.csv"];

/// Kills runs that fix notes; the next run fixes what is left and sweeps.
pub(super) fn while_fixing(bench: &Bench, rounds: usize) -> Result<(), Failure> {
    let folder = bench.folder.join("killed");
    bench.notes.write(&folder)?;
    let whole = time_of(bench, &folder, &FIX)?;
    let mut chance = Chance::new();
    let (mut new, mut orphans) = (0, 0);
    for _ in 0..rounds {
        bench.notes.write(&folder)?;
        kill_after(chance.moment(whole), bench, &folder, &FIX)?;
        new += bench.notes.count_new(&folder)?;
        orphans += leftovers(&folder)?.len();
        bench.command(&folder, &FIX).status()?;
        bench.notes.all_new(&folder)?;
        // A run that was killed over a note has not written it, so the next one writes, and sweeps.
        none_left(&folder)?;
    }
    println!("      {rounds} runs killed: {new} notes were new by then, {orphans} orphans were swept");
    Ok(())
}

/// Kills runs that write cards; the file is the one before or the one after.
pub(super) fn while_exporting(bench: &Bench, rounds: usize) -> Result<(), Failure> {
    let folder = bench.folder.join("cards");
    clean(&folder)?;
    let out = folder.join("out");
    fs::create_dir_all(&out)?;
    let items: Vec<String> = (0..1_000).map(|number| format!("- 用語{number}: 定義{number}\n")).collect();
    fs::write(folder.join("a.md"), format!("# 語\n\n{}", items.concat()))?;
    let whole = time_of(bench, &folder, &EXPORT)?;
    let after = fs::read(out.join("cards.csv"))?;
    let mut chance = Chance::new();
    for _ in 0..rounds {
        fs::write(out.join("cards.csv"), "before")?;
        kill_after(chance.moment(whole), bench, &folder, &EXPORT)?;
        let now = fs::read(out.join("cards.csv"))?;
        if now != b"before" && now != after {
            return Err(format!("the cards are neither old nor new: {} bytes", now.len()).into());
        }
        bench.command(&folder, &EXPORT).status()?;
        if fs::read(out.join("cards.csv"))? != after {
            return Err("the next run did not write the cards".into());
        }
        none_left(&out)?;
    }
    Ok(())
}

/// Leaves what a killed run leaves, beside what it does not, and lets a run come by.
pub(super) fn orphans_are_swept(bench: &Bench) -> Result<(), Failure> {
    let folder = bench.folder.join("orphans");
    bench.notes.write(&folder)?;
    for name in [".notesmith-aB3dE6.tmp", ".notesmith-000000.tmp"] {
        fs::write(folder.join(name), "half a no")?;
    }
    fs::write(folder.join("mine.tmp"), "not ours")?;
    bench.command(&folder, &FIX).status()?;
    bench.notes.all_new(&folder)?;
    none_left(&folder)?;
    Ok(fs::read(folder.join("mine.tmp")).map(|_| ())?)
}

/// Takes the time of a run that nobody kills.
fn time_of(bench: &Bench, folder: &std::path::Path, arguments: &[&str]) -> Result<Duration, Failure> {
    let start = Instant::now();
    bench.command(folder, arguments).status()?;
    Ok(start.elapsed())
}

/// Starts a run and kills it after a while, unless it has ended.
fn kill_after(
    moment: Duration,
    bench: &Bench,
    folder: &std::path::Path,
    arguments: &[&str],
) -> Result<(), Failure> {
    let mut run = bench.command(folder, arguments).spawn()?;
    thread::sleep(moment);
    run.kill()?;
    run.wait()?;
    Ok(())
}
