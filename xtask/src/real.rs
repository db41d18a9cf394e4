//! `cargo xtask real`: the binary on real notes with labels made by hand, where they lie beside the checkout.
//!
//! They belong to their author and are no part of the project: no word of them is repeated here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::build::{self, Profile};
use crate::tally::Tally;
use crate::{Failure, anki, html, score_cards, shell};

/// Findings in the one file of `seed` that no label asks for and that its author would want still.
const FURTHER_WARNINGS: usize = 5;

/// Findings in all of `notes`, a list that is still short enough to read.
const FINDINGS: usize = 120;

/// Runs the checks on real notes and prints their count.
///
/// # Errors
/// Fails when a check fails.
pub(crate) fn run_alone(root: &Path) -> Result<(), Failure> {
    let mut tally = Tally::default();
    run(root, &mut tally);
    tally.close()
}

/// Runs the checks on real notes, or says that there are none.
pub(crate) fn run(root: &Path, tally: &mut Tally) {
    let Some(shared) = shared(root) else {
        println!("skip  real notes: there are none beside this checkout");
        return;
    };
    let (seed, notes) = (shared.join("seed"), shared.join("notes"));
    let seed = first_file(&seed).unwrap_or(seed);
    tally.check("real notes: labelled errors of the seed", labelled_errors(root, &shared, &seed));
    tally.check("real notes: findings by rule", findings_by_rule(root, &notes));
    tally.check("real notes: fixing twice is fixing once", fix_twice(root, &shared));
    tally.check("real notes: cards against labels", score_cards::run(root));
    let places: Vec<_> = [seed, notes].iter().map(|path| path.display().to_string()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    tally.check("real notes: cards in Anki's own engine", anki::run(root, &places));
    tally.check("real notes: the page of cards in a browser", html::run(root, &places));
}

/// Finds the folder of real notes and labels beside the checkout or above it.
pub(crate) fn shared(root: &Path) -> Option<PathBuf> {
    let mut above = root.ancestors().skip(1).map(|folder| folder.join("shared"));
    above.find(|shared| shared.join("labels").is_dir())
}

fn first_file(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).min()
}

/// Checks that each undisputed error of the seed is reported with its correction, and little else.
fn labelled_errors(root: &Path, shared: &Path, seed: &Path) -> Result<(), Failure> {
    let found = lint(root, seed)?;
    let labels = std::fs::read_to_string(shared.join("labels/spelling-seed.csv"))?;
    let mut missed = Vec::new();
    let mut wanted = 0;
    for label in labels.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()) {
        let [_, line, column, wrong, right, kind, note] = label[..] else {
            return Err("a label has not seven columns".into());
        };
        if kind != "TYPO" && !(kind == "BRAND" && note == "case") {
            continue;
        }
        wanted += 1;
        let is_reported = found.iter().any(|finding| {
            finding["start"]["line"].as_u64() == line.parse().ok()
                && finding["start"]["column"].as_u64() == column.parse().ok()
                && finding["suggestions"][0] == right
        });
        if !is_reported {
            missed.push(format!("line {line}: {wrong} → {right}"));
        }
    }
    let further = found.len().saturating_sub(wanted - missed.len());
    println!(
        "      {} of {wanted} undisputed errors found, {further} further findings",
        wanted - missed.len()
    );
    if further > FURTHER_WARNINGS {
        missed.push(format!("{further} further findings, more than {FURTHER_WARNINGS}"));
    }
    if missed.is_empty() { Ok(()) } else { Err(missed.join("; ").into()) }
}

/// Prints how often each rule fires, and checks that the list can be read.
fn findings_by_rule(root: &Path, notes: &Path) -> Result<(), Failure> {
    let found = lint(root, notes)?;
    let mut counts = BTreeMap::new();
    for finding in &found {
        *counts.entry(finding["rule"].as_str().unwrap_or_default()).or_insert(0) += 1;
    }
    for (rule, count) in counts {
        println!("      {count:4} {rule}");
    }
    println!("      {:4} in all", found.len());
    if found.len() > FINDINGS {
        return Err(format!("{} findings, more than {FINDINGS}", found.len()).into());
    }
    Ok(())
}

/// Fixes a copy of all real notes twice and compares.
fn fix_twice(root: &Path, shared: &Path) -> Result<(), Failure> {
    let binary = build::binary(root, Profile::Debug)?;
    let copy = build::target_folder(root)?.join("xtask").join("real-notes");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    for place in ["seed", "notes"] {
        copy_writable(&shared.join(place), &copy.join(place))?;
    }
    let fix =
        || shell::command(&binary, &["lint", "--fix", "--format", "concise", "--fail-on", "never"], &copy);
    shell::capture(&mut fix())?;
    let again = fix().output()?;
    std::fs::remove_dir_all(&copy)?;
    let said = String::from_utf8_lossy(&again.stderr);
    if said.contains("applied") { Err(format!("the second run: {said}").into()) } else { Ok(()) }
}

fn copy_writable(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_writable(&entry.path(), &target)?;
        } else {
            std::fs::write(target, std::fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

/// Gives the findings of a run that are shown without flags.
fn lint(root: &Path, notes: &Path) -> Result<Vec<Value>, Failure> {
    let binary = build::binary(root, Profile::Debug)?;
    let arguments = ["lint", "--format", "json", "--fail-on", "never"];
    let printed = shell::capture(shell::command(binary, &arguments, root).arg(notes))?;
    let report: Value = serde_json::from_slice(&printed)?;
    Ok(report["diagnostics"].as_array().ok_or("the report lists no findings")?.clone())
}
