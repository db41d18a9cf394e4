//! What the page's script works on: cards, templates and images, as JSON that cannot end its element.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE_64;
use serde::Serialize;

use crate::{Card, FIELDS, MediaFile, NoteType, plain_fields};

/// The page's data.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    /// The language of the cards, which chooses the forms of their characters; empty if it is not known.
    lang: &'static str,
    question: &'static str,
    answer: &'static str,
    decks: Vec<&'a str>,
    cards: Vec<CardData<'a>>,
    /// Images by the name that cards use, as `data:` URLs.
    media: BTreeMap<&'a str, String>,
}

/// A card: its fields by name, and the number of its deck.
#[derive(Serialize)]
struct CardData<'a> {
    deck: usize,
    #[serde(flatten)]
    fields: BTreeMap<&'static str, Cow<'a, str>>,
}

/// Gives the data as JSON without `<`, so that nothing in it ends the script element or begins a comment
/// (<https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements>).
pub(super) fn json<'a>(title: &str, cards: &'a [Card], media: &[MediaFile]) -> String {
    let mut numbers: BTreeMap<&str, usize> = cards.iter().map(|card| (&*card.deck, 0)).collect();
    for (number, deck) in numbers.values_mut().enumerate() {
        *deck = number;
    }
    let card_data = |card: &'a Card| CardData {
        deck: numbers[&*card.deck],
        fields: FIELDS
            .into_iter()
            .zip(plain_fields(card))
            .filter(|(name, value)| !value.is_empty() || !matches!(*name, "Extra" | "Spare"))
            .collect(),
    };
    let note_type = NoteType::plain();
    let data = Data {
        title,
        lang: if cards.iter().any(is_japanese) { "ja" } else { "" },
        question: note_type.question,
        answer: note_type.answer,
        decks: numbers.keys().copied().collect(),
        cards: cards.iter().map(card_data).collect(),
        media: media.iter().map(|file| (file.name.as_str(), data_url(file))).collect(),
    };
    let json = serde_json::to_string(&data).expect("text and numbers are JSON");
    json.replace('<', "\\u003c")
}

fn is_japanese(card: &Card) -> bool {
    let has_kana = |text: &str| text.contains(|letter| matches!(letter, '\u{3041}'..='\u{30FF}'));
    has_kana(&card.front_text) || has_kana(&card.back)
}

fn data_url(file: &MediaFile) -> String {
    let ending = file.name.rsplit('.').next().unwrap_or("");
    let kind = match ending {
        "jpg" => "jpeg",
        "svg" => "svg+xml",
        other => other,
    };
    format!("data:image/{kind};base64,{}", BASE_64.encode(&file.bytes))
}
