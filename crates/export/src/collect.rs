//! Cards from the entries of a document.
//! What an entry is decides `notesmith-parse`; here its term and its answer become safe HTML.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use notesmith_parse::{BodyPiece, Document, Entry, References, Rows, render_html};

use crate::dollars::formulas;
use crate::identity::{Guid, Key};
use crate::markup::{neutralise, safe_html};
use crate::plain_text::plain_text;
use crate::{Card, CardOptions, CardType, Source, deck_named, deck_of, derived, tag_named, tag_of};

/// Where a document comes from.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// The path to show: as given or relative to the working directory, with `/`.
    pub path: &'a str,
    /// The path that keys, decks and tags are made of: relative to the notes' root, with `/`.
    pub key: &'a str,
}

/// Makes the cards of one document, in source order.
///
/// Equal terms in one context get numbers in order, so that all keys of a file differ.
pub fn cards_of(document: &Document, note: &Note<'_>, options: &CardOptions) -> Vec<Card> {
    let rows = if options.table_rows { Rows::Entries } else { Rows::Answers };
    let entries = document.entries_with(rows);
    let mut place = Place::new(document, note, options);
    let mut cards = Vec::with_capacity(entries.entries.len());
    for entry in &entries.entries {
        place.enter(&entries.context(entry));
        let card = card(document, entry, entries.body(entry), &mut place, options);
        push(&mut cards, card, entry, &options.types);
    }
    cards
}

/// Adds the cards of an entry, those of the types that are asked for.
fn push(cards: &mut Vec<Card>, card: Card, entry: &Entry<'_>, types: &BTreeSet<CardType>) {
    let has = |card_type| types.contains(&card_type);
    let reversed = has(CardType::Reversed).then(|| derived::reversed(&card)).flatten();
    let acronym =
        entry.aliases().filter(|_| has(CardType::Acronym)).and_then(|names| derived::acronym(&card, names));
    let cloze = has(CardType::Cloze).then(|| derived::cloze(&card)).flatten();
    cards.extend(has(CardType::Basic).then_some(card));
    cards.extend(reversed);
    cards.extend(acronym.into_iter().flatten());
    cards.extend(cloze);
}

/// What the cards of a note share, and what tells equal terms apart.
struct Place {
    path: Arc<str>,
    file: Arc<str>,
    deck: Arc<str>,
    context: Arc<[String]>,
    tags: Arc<[String]>,
    /// The tags of all cards.
    common: Vec<String>,
    /// Where reference links lead.
    references: References,
    /// How many cards there are for a key without a number.
    ordinals: BTreeMap<Key, u32>,
}

impl Place {
    fn new(document: &Document, note: &Note<'_>, options: &CardOptions) -> Self {
        let deck = options.deck.as_deref().and_then(deck_named).unwrap_or_else(|| deck_of(note.key));
        let common: Vec<String> = options.tags.iter().filter_map(|tag| tag_named(tag)).collect();
        Self {
            path: note.path.into(),
            file: note.key.into(),
            deck: deck.into(),
            context: Arc::new([]),
            tags: tags(tag_of(note.key, None), &common),
            common,
            references: References::of(document),
            ordinals: BTreeMap::new(),
        }
    }

    /// Goes to another context; cards beside each other mostly have the same.
    fn enter(&mut self, context: &[&str]) {
        if *self.context != *context {
            let tag = tag_of(&self.file, section(context));
            if self.tags[0] != tag {
                self.tags = tags(tag, &self.common);
            }
            self.context = context.iter().map(|&level| level.to_owned()).collect();
        }
    }

    /// Gives the key of the next card with a term.
    fn key(&mut self, term: &str) -> Key {
        let first = Key::new(&self.file, &self.context, term, 0);
        let ordinal = self.ordinals.entry(first).or_default();
        *ordinal += 1;
        if *ordinal == 1 { first } else { Key::new(&self.file, &self.context, term, *ordinal - 1) }
    }
}

fn tags(first: String, common: &[String]) -> Arc<[String]> {
    std::iter::once(first).chain(common.iter().cloned()).collect()
}

fn card(
    document: &Document,
    entry: &Entry<'_>,
    body: &[BodyPiece],
    place: &mut Place,
    options: &CardOptions,
) -> Card {
    let key = place.key(&entry.term_text);
    let front = html(&document.term_markdown(entry), &place.references, options);
    let back = html(&document.body_markdown(body), &place.references, options);
    let (media, remote_media) = images(&back);
    let line = document.line_index().line(entry.term.start());
    Card {
        guid: Guid::of(key),
        key,
        front_text: plain_text(&front).replace('\n', " ").into(),
        front,
        back,
        context: Arc::clone(&place.context),
        deck: Arc::clone(&place.deck),
        tags: Arc::clone(&place.tags),
        kind: entry.shape.name(),
        card_type: CardType::Basic,
        enumeration: None,
        source: Source { path: Arc::clone(&place.path), line: line as u32 },
        file: Arc::clone(&place.file),
        media,
        remote_media,
        media_content: None,
    }
}

/// Renders Markdown as safe HTML.
fn html(markdown: &str, references: &References, options: &CardOptions) -> String {
    let markdown = if options.dollar_math { formulas(markdown) } else { Cow::Borrowed(markdown) };
    shown(&render_html(&markdown, options.parse, references))
}

/// Gives the heading that a tag names: the second level of the context, since the first is the note's title.
fn section<'a>(context: &[&'a str]) -> Option<&'a str> {
    context.get(1).copied()
}

/// Makes HTML safe, and takes the paragraph off where it is the only one.
fn shown(html: &str) -> String {
    let safe = safe_html(html);
    let safe = neutralise(&safe);
    let trimmed = safe.trim();
    let inner = trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(trimmed).to_owned()
}

/// Gives the local and the remote images of safe HTML, in order and once each.
fn images(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut local, mut remote) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find("<img") {
        let tag = &rest[at..];
        let end = tag.find('>').unwrap_or(tag.len());
        if let Some(source) = tag[..end].split_once("src=\"").and_then(|(_, value)| value.split('"').next()) {
            let source = source.replace("&amp;", "&");
            let list =
                if source.contains("://") || source.starts_with("//") { &mut remote } else { &mut local };
            if !source.is_empty() && !list.contains(&source) {
                list.push(source);
            }
        }
        rest = &tag[end..];
    }
    (local, remote)
}
