//! The folders of the Anki add-on CrowdAnki: for each outermost deck one with `deck.json` and `media`.
//!
//! Members are those that the add-on's serialisers write and its importer reads (`crowd_anki/representation` and
//! `crowd_anki/importer` of <https://github.com/Stvad/CrowdAnki>).
//! Writing the files is the caller's part.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize as _;
use serde_json::ser::PrettyFormatter;
use serde_json::{Map, Serializer, Value, json};
use sha2::{Digest as _, Sha256};

use crate::apkg::{Gaps, deck_options, note_types};
use crate::identity::hex;
use crate::{CLOZE_NOTE_TYPE, Card, ExportError, MediaFile, OWN_NOTE_TYPE, Tags, fields, note_type_of};

/// How many decks lie in each other.
const DEEPEST: usize = 64;

/// The folder of one outermost deck.
#[derive(Clone, Debug)]
pub struct CrowdankiFolder {
    /// Its name, in characters that every file system takes.
    pub name: String,
    /// What `deck.json` holds.
    pub json: Vec<u8>,
    /// The names of the images that `media` holds.
    pub media: BTreeSet<String>,
}

/// A deck with those below it.
#[derive(Default)]
struct Deck<'a> {
    cards: Vec<&'a Card>,
    children: BTreeMap<&'a str, Deck<'a>>,
}

/// Makes the folders of all cards, by name; `media` are the images that the cards name.
///
/// # Errors
/// Two cards with one guid.
pub fn crowdanki(
    cards: &[Card],
    media: &[MediaFile],
    tags: Tags,
) -> Result<Vec<CrowdankiFolder>, ExportError> {
    crate::refuse_twins(cards)?;
    let mut roots: BTreeMap<&str, Deck<'_>> = BTreeMap::new();
    for card in cards {
        let (first, rest) = card.deck.split_once("::").unwrap_or((&card.deck, ""));
        let root = roots.entry(first).or_default();
        // Folders may lie deeper than anybody names decks; what is left is one name, which Anki splits as well.
        let levels = rest.splitn(DEEPEST, "::").filter(|level| !level.is_empty());
        levels.fold(root, |deck, level| deck.children.entry(level).or_default()).cards.push(card);
    }
    let known: BTreeSet<&str> = media.iter().map(|file| file.name.as_str()).collect();
    let mut names = BTreeSet::new();
    roots.into_iter().map(|(name, deck)| folder(name, &deck, &known, tags, &mut names)).collect()
}

fn folder(
    name: &str,
    deck: &Deck<'_>,
    known: &BTreeSet<&str>,
    tags: Tags,
    names: &mut BTreeSet<String>,
) -> Result<CrowdankiFolder, ExportError> {
    let mut media = BTreeSet::new();
    let mut value = deck_value(name, name, deck, known, tags, &mut media);
    let gaps = if has_gaps(deck) { Gaps::Some } else { Gaps::None };
    let models = note_types(gaps);
    let models = models.as_object().into_iter().flat_map(Map::values).map(|model| {
        let name = model["name"].as_str().unwrap_or_default();
        shared(model, "NoteModel", &uuid("note type", name))
    });
    value["note_models"] = models.collect();
    let mut options = shared(&deck_options()["1"], "DeckConfig", &uuid("options", ""));
    // Another name than that of Anki's own options, which are the user's.
    options["name"] = "Notesmith".into();
    value["deck_configurations"] = json!([options]);
    let mut folder = file_name(name);
    while !names.insert(folder.to_lowercase()) {
        folder.push('_');
    }
    let mut json = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut json, PrettyFormatter::with_indent(b"    "));
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    json.push(b'\n');
    Ok(CrowdankiFolder { name: folder, json, media })
}

fn has_gaps(deck: &Deck<'_>) -> bool {
    let mut open = vec![deck];
    while let Some(deck) = open.pop() {
        if deck.cards.iter().any(|card| note_type_of(card) == CLOZE_NOTE_TYPE) {
            return true;
        }
        open.extend(deck.children.values());
    }
    false
}

/// Gives a deck with those below it, at most [`DEEPEST`].
fn deck_value(
    name: &str,
    path: &str,
    deck: &Deck<'_>,
    known: &BTreeSet<&str>,
    tags: Tags,
    all_media: &mut BTreeSet<String>,
) -> Value {
    let mut media = BTreeSet::new();
    let notes: Vec<Value> = deck.cards.iter().map(|card| note(card, known, tags, &mut media)).collect();
    let child = |(level, child): (&&str, &Deck<'_>)| {
        deck_value(level, &format!("{path}::{level}"), child, known, tags, all_media)
    };
    let children: Vec<Value> = deck.children.iter().map(child).collect();
    let value = json!({
        "__type__": "Deck", "name": name, "crowdanki_uuid": uuid("deck", path),
        "deck_config_uuid": uuid("options", ""), "desc": "", "dyn": 0, "extendNew": 0, "extendRev": 0,
        "media_files": media, "notes": notes, "children": children,
    });
    all_media.extend(media);
    value
}

fn note(card: &Card, known: &BTreeSet<&str>, tags: Tags, media: &mut BTreeSet<String>) -> Value {
    let fields = fields(card);
    for field in &fields {
        let sources = field.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
        media.extend(sources.filter(|name| known.contains(name)).map(str::to_owned));
    }
    let tags = match tags {
        Tags::Common => [&["notesmith".to_owned()], card.common_tags()].concat(),
        Tags::Column => card.tags.to_vec(),
    };
    let model = if note_type_of(card) == CLOZE_NOTE_TYPE { CLOZE_NOTE_TYPE } else { OWN_NOTE_TYPE };
    json!({
        "__type__": "Note", "fields": fields, "guid": card.guid.as_str(), "tags": tags,
        "note_model_uuid": uuid("note type", model),
    })
}

/// Gives one of Anki's objects as the add-on shares it: without what belongs to one collection.
fn shared(object: &Value, kind: &str, uuid: &str) -> Value {
    let mut object = object.clone();
    if let Some(members) = object.as_object_mut() {
        for own in ["id", "mod", "usn", "did"] {
            members.remove(own);
        }
        members.insert("__type__".to_owned(), kind.into());
        members.insert("crowdanki_uuid".to_owned(), uuid.into());
    }
    object
}

/// Gives a name of 128 bits that is the same on every machine, in the form of a UUID.
fn uuid(kind: &str, name: &str) -> String {
    let digits = hex(&Sha256::digest(format!("notesmith {kind} {name}"))[..16]);
    let part = |from: usize, to: usize| &digits[from..to];
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// Makes a name one that every file system takes.
fn file_name(deck: &str) -> String {
    let allowed = |letter: char| {
        if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter }
    };
    let name: String = deck.chars().map(allowed).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders_are_plain() {
        for (deck, name) in [("AWS", "AWS"), ("a/b", "a_b"), ("..", "_"), ("資料 1.", "資料 1"), ("a*", "a_")]
        {
            assert_eq!(file_name(deck), name);
        }
    }

    #[test]
    fn names_of_objects_never_change() {
        assert_eq!(uuid("deck", "AWS").len(), 36);
        assert_eq!(uuid("deck", "AWS"), uuid("deck", "AWS"));
        assert_ne!(uuid("deck", "AWS"), uuid("note type", "AWS"));
    }
}
