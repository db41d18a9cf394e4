//! `cargo xtask score spelling`: what the spelling rules find against labels made by hand.
//!
//! A finding meets a label where they touch in the same line. `TYPO` and `BRAND` with the note `case` are the errors
//! that nobody disputes (*core*); the other kinds are counted beside.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::build::{self, Profile};
use crate::{Failure, shell};

struct Label {
    file: String,
    line: u64,
    /// 1-based, in characters.
    column: u64,
    wrong: String,
    right: String,
    kind: String,
    note: String,
}

struct Finding {
    file: String,
    line: u64,
    column: u64,
    text: String,
    rule: String,
    suggestions: Vec<String>,
}

/// Lints `notes` and prints recall by kind, precision and every disagreement.
///
/// # Errors
/// Fails when the binary cannot be built or the labels cannot be read.
pub(crate) fn run(root: &Path, labels: &str, notes: &str) -> Result<(), Failure> {
    let labels = read_labels(&std::fs::read_to_string(labels)?)?;
    let notes = std::fs::canonicalize(notes)?;
    let findings = lint(root, &notes)?;
    report(&labels, &findings);
    Ok(())
}

/// Runs the spelling rules over all notes of a folder.
fn lint(root: &Path, notes: &Path) -> Result<Vec<Finding>, Failure> {
    let binary = build::binary(root, Profile::Debug)?;
    let mut files = Vec::new();
    collect(notes, &mut files)?;
    let mut arguments = vec!["lint", "--select", "spelling", "--format", "json"];
    arguments.extend(files.iter().map(String::as_str));
    let mut command = shell::command(binary, &arguments, notes);
    let output = command.output()?;
    let printed: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let diagnostics = printed["diagnostics"].as_array().ok_or("no diagnostics in the report")?;
    diagnostics
        .iter()
        .map(|diagnostic| finding(diagnostic).ok_or_else(|| "a diagnostic without a place".into()))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<String>) -> Result<(), Failure> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "md" || ending == "txt") {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

fn finding(diagnostic: &Value) -> Option<Finding> {
    let suggestions = diagnostic["suggestions"].as_array()?;
    Some(Finding {
        file: diagnostic["path"].as_str()?.to_owned(),
        line: diagnostic["start"]["line"].as_u64()?,
        column: diagnostic["start"]["column"].as_u64()?,
        text: diagnostic["text"].as_str()?.to_owned(),
        rule: diagnostic["rule"].as_str()?.to_owned(),
        suggestions: suggestions.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
    })
}

fn read_labels(text: &str) -> Result<Vec<Label>, Failure> {
    let mut labels = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let fields = split_csv(line);
        let [file, row, column, wrong, right, kind, note] = &fields[..] else {
            return Err(format!("no label: {line}").into());
        };
        labels.push(Label {
            file: file.clone(),
            line: row.parse()?,
            column: column.parse()?,
            wrong: wrong.clone(),
            right: right.clone(),
            kind: kind.clone(),
            note: note.clone(),
        });
    }
    Ok(labels)
}

/// Splits a line of CSV; fields may be quoted.
fn split_csv(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().expect("there is always one").push(other),
        }
    }
    fields
}

fn report(labels: &[Label], findings: &[Finding]) {
    let mut met = vec![false; findings.len()];
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut core, mut core_found, mut typos, mut typos_right) = (0, 0, 0, 0);
    for label in labels {
        let at = findings.iter().position(|finding| touches(label, finding));
        findings
            .iter()
            .zip(&mut met)
            .filter(|(finding, _)| touches(label, finding))
            .for_each(|(_, met)| *met = true);
        let is_core = label.kind == "TYPO" || label.kind == "BRAND" && label.note == "case";
        let counts = by_kind.entry(format!("{} {}", label.kind, label.note)).or_default();
        counts.1 += 1;
        core += usize::from(is_core);
        let Some(at) = at else {
            println!(
                "missed      {}:{}:{} {} → {} ({} {})",
                label.file, label.line, label.column, label.wrong, label.right, label.kind, label.note
            );
            continue;
        };
        counts.0 += 1;
        core_found += usize::from(is_core);
        if label.kind == "TYPO" {
            typos += 1;
            let first = findings[at].suggestions.first().map_or("", String::as_str);
            if !first.is_empty() && (label.right.contains(first) || first.contains(&label.right)) {
                typos_right += 1;
            } else {
                println!(
                    "other word  {}:{} {} → {first}, not {}",
                    label.file, label.line, label.wrong, label.right
                );
            }
        }
    }
    for finding in findings.iter().zip(&met).filter(|(_, met)| !**met).map(|(finding, _)| finding) {
        println!(
            "unlabelled  {}:{}:{} {} → {} ({})",
            finding.file,
            finding.line,
            finding.column,
            finding.text,
            finding.suggestions.join(", "),
            finding.rule
        );
    }
    for (kind, (found, all)) in &by_kind {
        println!("{kind:16} {found} of {all}");
    }
    let right = met.iter().filter(|met| **met).count();
    println!(
        "core {core_found} of {core}; suggestions right {typos_right} of {typos}; findings with a label {right} of {}",
        findings.len()
    );
}

fn touches(label: &Label, finding: &Finding) -> bool {
    let length = |text: &str| text.chars().count() as u64;
    finding.file.ends_with(&label.file)
        && finding.line == label.line
        && finding.column < label.column + length(&label.wrong)
        && label.column < finding.column + length(&finding.text)
}
