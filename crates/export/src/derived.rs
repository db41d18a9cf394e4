//! The other cards of an entry: asked the other way round, an acronym both ways, an enumeration with gaps.

use std::sync::Arc;

use crate::cloze::Enumeration;
use crate::identity::Guid;
use crate::markup::escape;
use crate::{Card, CardType};

/// How many characters an answer may have to be asked for its term.
const LONGEST_QUESTION: usize = 120;

/// How many characters an acronym may have.
const LONGEST_ACRONYM: usize = 10;

/// Asks for the term of a short definition that neither lists nor shows anything nor holds the term.
pub(crate) fn reversed(card: &Card) -> Option<Card> {
    let text = card.back_text();
    let plain = ["<ul", "<ol", "<pre", "<table", "<img", "<blockquote", "<p>"];
    let fits = matches!(card.kind, "term" | "line" | "row")
        && !text.is_empty()
        && !text.contains('\n')
        && text.chars().count() <= LONGEST_QUESTION
        && !plain.iter().any(|tag| card.back.contains(tag))
        && !text.to_lowercase().contains(&card.front_text.to_lowercase());
    fits.then(|| Card {
        front: card.back.clone(),
        back: card.front.clone(),
        front_text: text.into(),
        media: Vec::new(),
        remote_media: Vec::new(),
        media_content: None,
        ..of_type(card, CardType::Reversed, "reversed")
    })
}

/// Asks for the expansion of an acronym, and for the acronym of its expansion; both names come in any order.
pub(crate) fn acronym(card: &Card, [first, second]: [&str; 2]) -> Option<[Card; 2]> {
    let (short, long) = if is_acronym(first) { (first, second) } else { (second, first) };
    if !is_acronym(short) || is_acronym(long) || long.chars().count() <= short.chars().count() {
        return None;
    }
    let ask = |about: &str, answer: &str, name: &str| {
        let question = format!("{about} = ?");
        Card {
            front: escape(&question),
            back: escape(answer),
            front_text: question.into(),
            media: Vec::new(),
            remote_media: Vec::new(),
            media_content: None,
            ..of_type(card, CardType::Acronym, name)
        }
    };
    Some([ask(short, long, "acronym"), ask(long, short, "expansion")])
}

/// Asks for each member of an enumeration.
pub(crate) fn cloze(card: &Card) -> Option<Card> {
    let enumeration = Enumeration::of(&card.back)?;
    Some(Card { enumeration: Some(Box::new(enumeration)), ..of_type(card, CardType::Cloze, "cloze") })
}

/// Copies a card under a key of its own.
fn of_type(card: &Card, card_type: CardType, name: &str) -> Card {
    let key = card.key.derived(name);
    Card { key, guid: Guid::of(key), card_type, front_text: Arc::clone(&card.front_text), ..card.clone() }
}

/// Tells whether a name is an acronym, such as `FIFO`, `EC2` or `IaC`.
fn is_acronym(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    capitals >= 2
        && name.len() <= LONGEST_ACRONYM
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-/&.".contains(&byte))
        && 2 * capitals >= name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_short_and_in_capitals() {
        for name in ["FIFO", "EC2", "IaC", "TCP/IP", "VPCs"] {
            assert!(is_acronym(name), "{name}");
        }
        for name in ["Queue", "S3", "列", "First In", "Kubernetes", "AVERYLONGWORD"] {
            assert!(!is_acronym(name), "{name}");
        }
    }
}
