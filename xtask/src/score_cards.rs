//! `cargo xtask score-cards`: the cards of real notes against labels made by hand, where they are at hand.

use std::path::Path;

use serde_json::Value;

use crate::build::{self, Profile};
use crate::{Failure, real, shell};

/// How many of a thousand wanted cards must be found, and how many of a thousand found be wanted or tolerated.
const RECALL: usize = 974;
const PRECISION: usize = 970;

/// One label or one card, with all white space removed.
struct Entry {
    fronts: Vec<String>,
    back: String,
    context: Vec<String>,
    must: bool,
    line: u64,
}

/// Compares, prints the figures and every miss.
///
/// # Errors
/// Fails when there are no labels, or when the figures are below what is asked for.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let shared = real::shared(root).ok_or("no labels are at hand")?;
    let labels: Value = serde_json::from_slice(&std::fs::read(shared.join("labels/cards-seed.json"))?)?;
    let notes = shared.join("seed").join(labels["file"].as_str().ok_or("the labels name no file")?);
    let binary = build::binary(root, Profile::Debug)?;
    let notes = notes.to_str().ok_or("the path of the notes is no text")?;
    let arguments = ["cards", "--format", "json", notes];
    let printed: Value =
        serde_json::from_slice(&shell::capture(&mut shell::command(binary, &arguments, root))?)?;
    let wanted: Vec<Entry> = entries(&labels, "front", "back40");
    let found: Vec<Entry> = entries(&printed, "frontText", "backText");
    judge(&wanted, &found)
}

/// Pairs cards with labels, prints what has no partner, and compares the shares.
fn judge(wanted: &[Entry], found: &[Entry]) -> Result<(), Failure> {
    let mut paired = vec![false; wanted.len()];
    let mut strangers = 0;
    for card in found {
        if let Some(at) = (0..wanted.len()).find(|&at| !paired[at] && fits(&wanted[at], card)) {
            paired[at] = true;
        } else {
            strangers += 1;
            println!("not wanted  line {}: {}", card.line, card.fronts.join(" | "));
        }
    }
    let must = wanted.iter().filter(|label| label.must).count();
    let mut hits = 0;
    for (label, paired) in wanted.iter().zip(paired).filter(|(label, _)| label.must) {
        if paired {
            hits += 1;
        } else {
            println!("missed      line {}: {}", label.line, label.fronts.join(" | "));
        }
    }
    let right = found.len() - strangers;
    println!(
        "{hits} of {must} wanted cards found; {right} of {} cards found are wanted or tolerated",
        found.len()
    );
    if hits * 1000 < must * RECALL || right * 1000 < found.len() * PRECISION {
        return Err(format!("asked for are {RECALL} and {PRECISION} of a thousand").into());
    }
    Ok(())
}

fn fits(label: &Entry, card: &Entry) -> bool {
    card.fronts.iter().any(|front| label.fronts.contains(front))
        && card.back.starts_with(&label.back)
        && card.context == label.context
}

fn entries(file: &Value, front: &str, back: &str) -> Vec<Entry> {
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(bare).collect()
    };
    let text = |value: &Value| bare(value.as_str().unwrap_or(""));
    let cards = file["cards"].as_array().into_iter().flatten();
    cards
        .map(|card| Entry {
            fronts: std::iter::once(text(&card[front])).chain(texts(&card["front_alt"])).collect(),
            back: text(&card[back]),
            context: texts(&card["context"]),
            must: card["must"].as_bool().unwrap_or(false),
            line: card["line"].as_u64().or_else(|| card["source"]["line"].as_u64()).unwrap_or(0),
        })
        .collect()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
