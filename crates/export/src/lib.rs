//! From documents to cards, and from cards to what Anki, spreadsheets and programs read.
//!
//! Everything is written through [`std::io::Write`]: files, clocks and the network are the caller's.

mod anki_csv;
mod apkg;
mod card;
mod cloze;
mod collect;
mod crowdanki;
mod deck;
mod derived;
mod dollars;
mod error;
mod explanation;
mod fields;
mod html;
mod identity;
mod json;
mod lock;
mod markup;
mod media;
mod options;
mod plain_text;
mod push;
mod spreadsheet;
mod web_media;

pub use anki_csv::{AnkiCsvOptions, Tags, refuse_twins, write_anki_csv};
pub use apkg::{Dated, NoteType, write_apkg};
pub use card::{Card, Source};
pub use cloze::{Enumeration, Member};
pub use collect::{Note, cards_of};
pub use crowdanki::{CrowdankiFolder, crowdanki};
pub use deck::{deck_named, deck_of, tag_named, tag_of};
pub use error::ExportError;
pub use explanation::{LineVerdict, Verdict, explain};
pub use fields::{CLOZE_NOTE_TYPE, FIELDS, OWN_NOTE_TYPE, fields, note_type_of, plain_fields};
pub use html::write_html;
pub use identity::{Guid, Key};
pub use json::{json_schema, write_json};
pub use lock::{Change, ChangeKind, Lock, LockEntry, LockError, Reconciled, reconcile};
pub use markup::{escape, neutralise, sanitise};
pub use media::{MediaFile, bundle_media, note_media_content};
pub use options::{CardOptions, CardType};
pub use push::{
    AnkiNote, Edits, PushRecord, Pushed, RecordError, Step, StepKind, VANISHED_TAG, content_held,
    content_sent, plan,
};
pub use spreadsheet::write_csv;
pub use web_media::{bundle_web_media, cache_name, image_ending};
