//! `notesmith export` and `notesmith cards` as users run them.

mod card_types;
mod configuration;
mod determinism;
mod history;
mod hostile;
mod images;
mod outputs;
mod recall;
mod roots;
mod shared_decks;

use serde_json::Value;

use crate::notes::{Notes, Ran};

/// Gives the cards of a run with `--format json`.
#[track_caller]
fn cards(ran: &Ran) -> Vec<Value> {
    assert_eq!(ran.code, 0, "{ran:?}");
    let file: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    file["cards"].as_array().expect("a list of cards").clone()
}

/// Exports a folder as JSON and gives `type front = back` of each card, as plain text.
#[track_caller]
fn shown(notes: &Notes) -> Vec<String> {
    let text = |card: &Value, member: &str| card[member].as_str().expect("a text").replace('\n', " / ");
    cards(&notes.run(&["export", "--format", "json"]))
        .iter()
        .map(|card| {
            format!("{} {} = {}", text(card, "type"), text(card, "frontText"), text(card, "backText"))
        })
        .collect()
}
