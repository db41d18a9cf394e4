//! The page: template, style, script and data put together.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE_64;
use sha2::{Digest as _, Sha256};

use super::data;
use crate::{Card, ExportError, MediaFile, NoteType, escape};

const TEMPLATE: &str = include_str!("page.html");
const PAGE_STYLE: &str = include_str!("page.css");
const SCRIPTS: [&str; 4] =
    [include_str!("search.js"), include_str!("card.js"), include_str!("decks.js"), include_str!("page.js")];

/// Writes one self-contained page with all cards and the given images, which cards name as [`crate::bundle_media`]
/// left them; images that are not given are shown as links or by their names.
///
/// # Errors
/// Failing writes.
pub fn write_html(cards: &[Card], media: &[MediaFile], mut out: impl Write) -> Result<(), ExportError> {
    let style = format!("{}\n{PAGE_STYLE}", NoteType::plain().style);
    let script = SCRIPTS.join("\n");
    let title = title_of(cards);
    // Style and script are admitted by what they are: whatever else gets into the page does not run.
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        source_hash(&style),
        source_hash(&script)
    );
    let value = |name: &str| match name {
        "policy" => policy.clone(),
        "title" => escape(title),
        "style" => style.clone(),
        "script" => script.clone(),
        "data" => data::json(title, cards, media),
        _ => String::new(),
    };
    let mut rest = TEMPLATE;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, after) = behind.split_once("}}").expect("the template closes its marks");
        out.write_all(before.as_bytes())?;
        out.write_all(value(name).as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())?;
    Ok(())
}

/// Gives the hash by which a content security policy admits an inline element (<https://www.w3.org/TR/CSP3/>).
fn source_hash(text: &str) -> String {
    format!("sha256-{}", BASE_64.encode(Sha256::digest(text.as_bytes())))
}

/// Gives the first level that all decks share, or a name for any cards.
fn title_of(cards: &[Card]) -> &str {
    let top = |card: &Card| -> usize { card.deck.find("::").unwrap_or(card.deck.len()) };
    let first = cards.first().map_or("", |card| &card.deck[..top(card)]);
    let is_shared = cards.iter().all(|card| &card.deck[..top(card)] == first);
    if is_shared && !matches!(first, "" | "Notes") { first } else { "Cards" }
}
