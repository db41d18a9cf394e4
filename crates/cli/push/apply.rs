//! The plan carried out: note type, decks, images, notes, tags; and what Anki then holds, read back.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE_64;
use notesmith_export::{
    FIELDS, MediaFile, NoteType, PushRecord, Pushed, Step, StepKind, content_held, content_sent, fields,
    note_type_of,
};
use serde_json::{Value, json};

use super::anki_connect::{AT_ONCE, AnkiConnect};
use crate::error::CliError;
use crate::escape::escape;

/// About so many bytes of images go into one request.
const IMAGE_BYTES: usize = 8 << 20;

/// What came of sending.
pub(crate) struct Sent {
    /// What is now known of all cards, also after an error.
    pub(crate) record: PushRecord,
    /// What Anki refused, one line each.
    pub(crate) refused: Vec<String>,
    /// Why it ended early.
    pub(crate) error: Option<CliError>,
}

/// Carries the steps out.
pub(crate) fn send(
    anki: &AnkiConnect,
    note_types: &[NoteType],
    steps: &[Step<'_>],
    media: &[MediaFile],
    record: &PushRecord,
) -> Sent {
    let mut sent = Sent { record: record.clone(), refused: Vec::new(), error: None };
    for step in steps {
        if let Some(known) = &step.known {
            sent.record.entries.insert(step.card.guid.clone(), known.clone());
        }
    }
    sent.error = sent.carry_out(anki, note_types, steps, media).err();
    sent
}

impl Sent {
    fn carry_out(
        &mut self,
        anki: &AnkiConnect,
        note_types: &[NoteType],
        steps: &[Step<'_>],
        media: &[MediaFile],
    ) -> Result<(), CliError> {
        let adds: Vec<&Step<'_>> = steps.iter().filter(|step| step.kind == StepKind::Add).collect();
        if !adds.is_empty() {
            make_note_types(anki, note_types, &adds)?;
            make_decks(anki, &adds)?;
        }
        self.store(anki, media)?;
        for adds in adds.chunks(AT_ONCE) {
            self.add(anki, adds)?;
        }
        let updates: Vec<&Step<'_>> = steps.iter().filter(|step| step.kind == StepKind::Update).collect();
        for updates in updates.chunks(AT_ONCE) {
            self.update(anki, updates)?;
        }
        tag(anki, steps)
    }

    /// Stores the images that Anki lacks; their names tell their content.
    fn store(&mut self, anki: &AnkiConnect, media: &[MediaFile]) -> Result<(), CliError> {
        if media.is_empty() {
            return Ok(());
        }
        let there: BTreeSet<String> = anki.call("getMediaFilesNames", &json!({ "pattern": "ns_*" }))?;
        let mut missing = media.iter().filter(|file| !there.contains(&file.name)).peekable();
        while missing.peek().is_some() {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while let Some(file) = missing.next_if(|_| bytes < IMAGE_BYTES) {
                bytes += file.bytes.len();
                batch.push(file);
            }
            let params =
                |file: &&MediaFile| json!({ "filename": file.name, "data": BASE_64.encode(&file.bytes) });
            let answers = anki.all(batch.iter().map(|file| ("storeMediaFile", params(file))).collect())?;
            for (file, answer) in batch.iter().zip(answers) {
                match answer {
                    Ok(Value::String(name)) if name == file.name => {}
                    Ok(_) => self.refused.push(format!("{}: Anki gave the image another name", file.name)),
                    Err(why) => self.refused.push(format!("{}: {}", file.name, escape(&why))),
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, anki: &AnkiConnect, steps: &[&Step<'_>]) -> Result<(), CliError> {
        let action = |step: &&Step<'_>| {
            let note = json!({
                "deckName": step.card.deck.as_ref(), "modelName": note_type_of(step.card), "fields": fields_of(step),
                "tags": step.add_tags, "options": { "allowDuplicate": false },
            });
            ("addNote", json!({ "note": note }))
        };
        let answers = anki.all(steps.iter().map(action).collect())?;
        let mut made = BTreeMap::new();
        for (step, answer) in steps.iter().zip(answers) {
            match answer.map(|id| id.as_i64()) {
                Ok(Some(id)) => {
                    made.insert(id, *step);
                }
                Ok(None) => self.refuse(step, "Anki did not add it"),
                Err(why) => self.refuse(step, &why),
            }
        }
        self.read_back(anki, &made)
    }

    fn update(&mut self, anki: &AnkiConnect, steps: &[&Step<'_>]) -> Result<(), CliError> {
        let action = |step: &&Step<'_>| {
            let note = json!({ "id": step.note, "fields": fields_of(step) });
            ("updateNoteFields", json!({ "note": note }))
        };
        let answers = anki.all(steps.iter().map(action).collect())?;
        let mut made = BTreeMap::new();
        for (step, answer) in steps.iter().zip(answers) {
            match (answer, step.note) {
                (Ok(_), Some(id)) => {
                    made.insert(id, *step);
                }
                (Err(why), _) => self.refuse(step, &why),
                (Ok(_), None) => {}
            }
        }
        self.read_back(anki, &made)
    }

    /// Records what Anki holds of notes that were just written: the next push compares with that.
    fn read_back(&mut self, anki: &AnkiConnect, made: &BTreeMap<i64, &Step<'_>>) -> Result<(), CliError> {
        let ids: Vec<i64> = made.keys().copied().collect();
        for note in anki.notes(&ids)? {
            let Some(step) = made.get(&note.id) else { continue };
            let key = note.fields.get(FIELDS[0]).cloned().unwrap_or_default();
            if key != step.card.key.to_string() {
                self.refuse(
                    step,
                    "Anki did not take the change; if its note is open in Anki's browser, close it",
                );
                continue;
            }
            let pushed = Pushed { key, sent: content_sent(step.card), held: content_held(&note) };
            self.record.entries.insert(step.card.guid.clone(), pushed);
        }
        Ok(())
    }

    fn refuse(&mut self, step: &Step<'_>, why: &str) {
        let card = step.card;
        self.refused.push(format!("{}:{}: {}", escape(&card.source.path), card.source.line, escape(why)));
    }
}

/// The fields that are written: those that the learner may fill stay as they are.
fn fields_of(step: &Step<'_>) -> Value {
    let own = FIELDS.into_iter().zip(fields(step.card)).take(5);
    own.map(|(name, value)| (name.to_owned(), Value::from(value.as_ref()))).collect()
}

/// Makes the note types of new notes that Anki has not.
fn make_note_types(anki: &AnkiConnect, note_types: &[NoteType], adds: &[&Step<'_>]) -> Result<(), CliError> {
    let there = anki.names("modelNames")?;
    let is_used = |own: &NoteType| adds.iter().any(|step| note_type_of(step.card) == own.name);
    for own in note_types.iter().filter(|own| is_used(own) && !there.contains(own.name)) {
        let template = json!({ "Name": own.template, "Front": own.question, "Back": own.answer });
        let params = json!({
            "modelName": own.name, "inOrderFields": FIELDS, "css": own.style, "isCloze": own.is_cloze,
            "cardTemplates": [template],
        });
        anki.call::<Value>("createModel", &params)?;
    }
    Ok(())
}

fn make_decks(anki: &AnkiConnect, adds: &[&Step<'_>]) -> Result<(), CliError> {
    let there = anki.names("deckNames")?;
    let wanted: BTreeSet<&str> = adds.iter().map(|step| step.card.deck.as_ref()).collect();
    for deck in wanted.into_iter().filter(|deck| !there.contains(*deck)) {
        anki.call::<Value>("createDeck", &json!({ "deck": deck }))?;
    }
    Ok(())
}

/// Removes and then adds tags of ours, each for all its notes at once.
fn tag(anki: &AnkiConnect, steps: &[Step<'_>]) -> Result<(), CliError> {
    change_tags(anki, "removeTags", steps, |step| &step.remove_tags)?;
    change_tags(anki, "addTags", steps, |step| &step.add_tags)
}

fn change_tags<'a>(
    anki: &AnkiConnect,
    action: &str,
    steps: &'a [Step<'a>],
    tags: impl Fn(&'a Step<'a>) -> &'a Vec<String>,
) -> Result<(), CliError> {
    let mut changes: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for step in steps {
        // The tags of a new note went along with it.
        let Some(note) = step.note else { continue };
        for tag in tags(step) {
            changes.entry(tag).or_default().push(note);
        }
    }
    for (tag, notes) in changes {
        anki.call::<Value>(action, &json!({ "notes": notes, "tags": tag }))?;
    }
    Ok(())
}
