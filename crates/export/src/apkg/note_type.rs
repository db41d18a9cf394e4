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

/// Our note type, for those who make it in Anki by other ways than a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteType {
    /// Its name.
    pub name: &'static str,
    /// The template of its question.
    pub question: &'static str,
    /// The template of its answer.
    pub answer: &'static str,
    /// Its style.
    pub style: &'static str,
}

impl NoteType {
    /// Gives it.
    pub fn own() -> Self {
        Self { name: OWN_NOTE_TYPE, question: QUESTION.trim_end(), answer: ANSWER.trim_end(), style: STYLE }
    }
}

const CLOZE_QUESTION: &str = include_str!("cloze_question.html");
const CLOZE_ANSWER: &str = include_str!("cloze_answer.html");
const CLOZE_STYLE: &str = include_str!("cloze.css");

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
    let template = |question: &str, answer: &str, name: &str| {
        json!({
            "name": name, "ord": 0, "qfmt": question.trim_end(), "afmt": answer.trim_end(),
            "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0,
        })
    };
    let mut types = Map::new();
    let plain = note_type(NOTE_TYPE_ID, OWN_NOTE_TYPE, &template(QUESTION, ANSWER, "Card 1"));
    types.insert(NOTE_TYPE_ID.to_string(), plain);
    if gaps == Gaps::Some {
        let template = template(CLOZE_QUESTION, CLOZE_ANSWER, "Cloze");
        let mut cloze = note_type(CLOZE_NOTE_TYPE_ID, CLOZE_NOTE_TYPE, &template);
        cloze["type"] = 1.into();
        cloze["css"] = format!("{STYLE}{CLOZE_STYLE}").into();
        types.insert(CLOZE_NOTE_TYPE_ID.to_string(), cloze);
    }
    types.into()
}

fn note_type(id: i64, name: &str, template: &Value) -> Value {
    let fields: Vec<Value> = FIELDS
        .iter()
        .enumerate()
        .map(|(order, name)| {
            json!({ "name": name, "ord": order, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": [] })
        })
        .collect();
    json!({
        "id": id, "name": name, "type": 0, "mod": CHANGED, "usn": -1, "sortf": 1, "did": 1,
        "tmpls": [template], "flds": fields, "css": STYLE, "latexPre": "", "latexPost": "", "latexsvg": false,
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
