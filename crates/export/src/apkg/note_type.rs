//! Our note type and the other settings of a collection, as the JSON that Anki keeps in its `col` table.

use serde_json::{Map, Value, json};

use crate::{CLOZE_NOTE_TYPE, FIELDS, OWN_NOTE_TYPE};

/// The note type's id: fixed, so that Anki knows it again.
pub(super) const NOTE_TYPE_ID: i64 = 1_720_000_000_001;

/// The id of the note type with gaps.
pub(super) const CLOZE_NOTE_TYPE_ID: i64 = NOTE_TYPE_ID + 1;

/// When the note type last changed, in seconds since 1970; a later one brings new templates to those who have it.
const CHANGED: u64 = 1_763_769_600;

const QUESTION: &str = include_str!("question.html");
const ANSWER: &str = include_str!("answer.html");
const STYLE: &str = include_str!("card.css");

const CLOZE_QUESTION: &str = include_str!("cloze_question.html");
const CLOZE_ANSWER: &str = include_str!("cloze_answer.html");
const CLOZE_STYLE: &str = include_str!("cloze.css");

/// One of our note types, for those who make it in Anki by other ways than a package, or show cards as Anki does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteType {
    /// Its name.
    pub name: &'static str,
    /// Whether its cards are made of gaps.
    pub is_cloze: bool,
    /// The name of its template.
    pub template: &'static str,
    /// The template of its question.
    pub question: &'static str,
    /// The template of its answer.
    pub answer: &'static str,
    /// Its style.
    pub style: String,
}

impl NoteType {
    /// Gives the one of cards with question and answer.
    pub fn plain() -> Self {
        Self {
            name: OWN_NOTE_TYPE,
            is_cloze: false,
            template: "Card 1",
            question: QUESTION.trim_end(),
            answer: ANSWER.trim_end(),
            style: STYLE.to_owned(),
        }
    }

    /// Gives the one of cards with gaps.
    pub fn cloze() -> Self {
        Self {
            name: CLOZE_NOTE_TYPE,
            is_cloze: true,
            template: "Cloze",
            question: CLOZE_QUESTION.trim_end(),
            answer: CLOZE_ANSWER.trim_end(),
            style: format!("{STYLE}{CLOZE_STYLE}"),
        }
    }
}

/// Whether a collection holds cards with gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gaps {
    /// It holds some.
    Some,
    /// It holds none.
    None,
}

/// Gives the note types of a collection: ours, and the one with gaps if there are any.
pub(crate) fn note_types(gaps: Gaps) -> Value {
    let mut types = Map::new();
    types.insert(NOTE_TYPE_ID.to_string(), note_type(NOTE_TYPE_ID, &NoteType::plain()));
    if gaps == Gaps::Some {
        types.insert(CLOZE_NOTE_TYPE_ID.to_string(), note_type(CLOZE_NOTE_TYPE_ID, &NoteType::cloze()));
    }
    types.into()
}

fn note_type(id: i64, own: &NoteType) -> Value {
    let fields: Vec<Value> = FIELDS
        .iter()
        .enumerate()
        .map(|(order, name)| {
            json!({ "name": name, "ord": order, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": [] })
        })
        .collect();
    let template = json!({
        "name": own.template, "ord": 0, "qfmt": own.question, "afmt": own.answer,
        "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0,
    });
    json!({
        "id": id, "name": own.name, "type": u8::from(own.is_cloze), "mod": CHANGED, "usn": -1, "sortf": 1, "did": 1,
        "tmpls": [template], "flds": fields, "css": own.style, "latexPre": "", "latexPost": "", "latexsvg": false,
        "req": [[0, "any", [1, 3]]], "tags": [], "vers": [],
    })
}

/// Gives the decks of a collection: Anki's own first one and those named.
pub(super) fn decks<'a>(named: impl Iterator<Item = (i64, &'a str)>) -> Value {
    let deck = |id: i64, name: &str| {
        json!({
            "id": id, "mod": CHANGED, "name": name, "usn": -1, "lrnToday": [0, 0], "revToday": [0, 0],
            "newToday": [0, 0], "timeToday": [0, 0], "collapsed": false, "browserCollapsed": false, "desc": "",
            "dyn": 0, "conf": 1, "extendNew": 0, "extendRev": 0,
        })
    };
    let mut decks: Map<String, Value> = named.map(|(id, name)| (id.to_string(), deck(id, name))).collect();
    decks.insert("1".to_owned(), deck(1, "Default"));
    decks.into()
}

/// Gives the settings of a collection.
pub(super) fn settings() -> Value {
    json!({
        "nextPos": 1, "estTimes": true, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0,
        "sortBackwards": false, "addToCur": true, "curDeck": 1, "newSpread": 0, "dueCounts": true,
        "curModel": NOTE_TYPE_ID.to_string(), "collapseTime": 1200,
    })
}

/// Gives Anki's own first group of deck options.
pub(crate) fn deck_options() -> Value {
    json!({ "1": {
        "id": 1, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true,
        "new": { "bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20 },
        "rev": { "bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2 },
        "lapse": { "delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0 }, "dyn": false,
    } })
}
