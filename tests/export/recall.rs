//! Notes in shapes beside bullets, against the cards that a learner wants from them.

use std::path::Path;

use serde_json::Value;

use super::cards;
use crate::notes::run_in;

/// What each line of the expectation says of a card.
fn line(card: &Value) -> String {
    let text = |value: &Value| value.as_str().expect("a text").replace('\n', "⏎");
    let context: Vec<String> = card["context"].as_array().expect("levels").iter().map(text).collect();
    let (path, front, back) =
        (text(&card["source"]["path"]), text(&card["frontText"]), text(&card["backText"]));
    format!("{path}: {} ‖ {front} = {back}", context.join(" › "))
}

#[test]
fn wanted_cards_are_found_and_few_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/card-recall");
    let expected = std::fs::read_to_string(folder.join("expected.txt")).expect("it is there");
    let wanted: Vec<&str> = expected.lines().skip(1).collect();
    let found: Vec<String> =
        cards(&run_in(&folder, &["export", "--format", "json"])).iter().map(line).collect();
    let missed: Vec<&&str> =
        wanted.iter().filter(|wanted| !found.iter().any(|card| card.starts_with(**wanted))).collect();
    let others: Vec<&String> =
        found.iter().filter(|card| !wanted.iter().any(|wanted| card.starts_with(wanted))).collect();
    assert!(missed.len() * 20 <= wanted.len(), "recall below .95: {missed:#?}\n{others:#?}");
    assert!(others.len() * 20 <= found.len(), "precision below .95: {others:#?}");
}
