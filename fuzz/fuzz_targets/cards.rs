//! Cards of any note, in each format: nothing panics, and nothing in a field can act on its own.

#![no_main]

use libfuzzer_sys::fuzz_target;
use notesmith_export::{
    AnkiCsvOptions, Card, CardOptions, CardType, Note, cards_of, explain, fields, write_anki_csv, write_csv,
    write_html, write_json,
};
use notesmith_parse::{Document, ParseOptions, Rows};

fuzz_target!(|text: &str| {
    let document = Document::parse(text, &ParseOptions::default());
    let note = Note { path: "a.md", key: "a.md" };
    let every_kind = CardOptions {
        types: [CardType::Basic, CardType::Reversed, CardType::Acronym, CardType::Cloze].into(),
        table_rows: true,
        dollar_math: true,
        ..CardOptions::default()
    };
    let _ = explain(&document, Rows::Entries);
    for options in [CardOptions::default(), every_kind] {
        let cards = cards_of(&document, &note, &options);
        cards.iter().for_each(check);
        let mut out = Vec::new();
        // Two cards of one name are an error of the notes.
        let _ = write_anki_csv(&cards, &AnkiCsvOptions::default(), &mut out);
        write_json(&cards, &mut out).expect("a vector takes everything");
        write_html(&cards, &[], &mut out).expect("a vector takes everything");
        let mut csv = Vec::new();
        write_csv(&cards, &mut csv).expect("a vector takes everything");
        for row in csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]).records() {
            for field in &row.expect("it is CSV in UTF-8") {
                assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "a formula: {field}");
            }
        }
    }
});

/// Checks that no field holds what Anki or a browser would run.
fn check(card: &Card) {
    // The front and the back of a cloze hold its gaps, `{{c1::…}}`, which are ours.
    let is_cloze = card.card_type == CardType::Cloze;
    for field in fields(card) {
        let lower = field.to_ascii_lowercase();
        for bad in ["<script", "<iframe", "[sound:", "[latex]", "[$]", "[$$]", "[anki:"] {
            assert!(!lower.contains(bad), "{bad} in {field}");
        }
        assert!(is_cloze || !field.contains("{{"), "a field of Anki in {field}");
    }
}
