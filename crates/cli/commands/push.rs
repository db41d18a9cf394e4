//! `notesmith push`: the cards of the notes straight into a running Anki.

use notesmith_export::{Edits, FIELDS, NoteType, StepKind, Tags, VANISHED_TAG, plan, refuse_twins};
use notesmith_link_check::LocalService;
use serde_json::{Value, json};

use crate::Outcome;
use crate::args::PushArgs;
use crate::card_images;
use crate::card_lock::LockFile;
use crate::commands::export::failed;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::{gather, show_problems};
use crate::output;
use crate::push::{AnkiConnect, RecordFile, Sent, Vanished, send, show_plan, vanished};
use crate::report::count;

/// Runs the command.
pub(crate) fn run(args: &PushArgs) -> Result<Outcome, CliError> {
    let mut gathered = gather(&args.files)?;
    refuse_twins(&gathered.cards).map_err(|error| failed(error, "the push"))?;
    let mut lock = LockFile::read(gathered.roots.project())?;
    let record = RecordFile::read(gathered.roots.project())?;
    let old_keys = lock.keys();
    let reconciled = lock.reconcile(&mut gathered);
    let media = card_images::bundle(&mut gathered, &args.images)?.media;
    let anki = connect(args)?;
    let note_types = [NoteType::plain(), NoteType::cloze()];
    let mut notes = Vec::new();
    for note_type in &note_types {
        check_fields(&anki, note_type)?;
        let query = format!("\"note:{}\"", note_type.name);
        let ids: Vec<i64> = anki.call("findNotes", &json!({ "query": query }))?;
        notes.extend(anki.notes(&ids)?);
    }
    let tags = if args.tags { Tags::Column } else { Tags::Common };
    let edits = if args.overwrite { Edits::Overwrite } else { Edits::Keep };
    let steps = plan(&gathered.cards, &record.record, &old_keys, &notes, tags, edits);
    let vanished = vanished(&reconciled.lock, &record.record, &notes);
    output::print(&show_plan(&steps, &vanished))?;
    let conflicts = steps.iter().any(|step| step.kind == StepKind::Conflict);
    let outcome = if conflicts { Outcome::Findings } else { Outcome::Clean };
    if args.dry_run {
        return Ok(outcome.max(show_problems(&gathered.problems)));
    }
    // First, since it says which card is which: a push that breaks off must not forget.
    lock.write(&reconciled.lock)?;
    let Sent { record: now, refused, error } = send(&anki, &note_types, &steps, &media, &record.record);
    record.write(&now)?;
    for line in &refused {
        output::note(line);
    }
    if let Some(error) = error {
        return Err(error);
    }
    if args.tag_vanished {
        tag_vanished(&anki, &vanished)?;
    }
    let outcome = if refused.is_empty() { outcome } else { Outcome::Failed };
    Ok(outcome.max(show_problems(&gathered.problems)))
}

/// Tags the notes of cards that vanished, those that carry the tag already left alone.
fn tag_vanished(anki: &AnkiConnect, vanished: &[Vanished]) -> Result<(), CliError> {
    let notes: Vec<i64> = vanished.iter().filter(|one| !one.tagged).map(|one| one.note).collect();
    if notes.is_empty() {
        return Ok(());
    }
    anki.call::<Value>("addTags", &json!({ "notes": notes, "tags": VANISHED_TAG }))?;
    output::note(&format!("tagged {} as {VANISHED_TAG}", count(notes.len(), "card", "cards")));
    Ok(())
}

fn connect(args: &PushArgs) -> Result<AnkiConnect, CliError> {
    let service = LocalService::new(&args.url, &args.images.allow_host).map_err(|error| {
        CliError::usage(
            error.to_string(),
            "push to http://127.0.0.1:8765, or allow the host with `--allow-host`",
        )
    })?;
    let key = args.api_key.as_ref().map(|variable| {
        std::env::var(variable).map_err(|_| {
            let message = format!("the variable {} is not set", escape(variable));
            CliError::usage(message, "set it to the `apiKey` of AnkiConnect's configuration")
        })
    });
    AnkiConnect::new(service, key.transpose()?)
}

/// Makes sure that a note type of our name is ours.
fn check_fields(anki: &AnkiConnect, note_type: &NoteType) -> Result<(), CliError> {
    if !anki.names("modelNames")?.contains(note_type.name) {
        return Ok(());
    }
    let found: Vec<String> = anki.call("modelFieldNames", &json!({ "modelName": note_type.name }))?;
    if found.first().map(String::as_str) == Some(FIELDS[0])
        && FIELDS.iter().all(|name| found.iter().any(|field| field == name))
    {
        return Ok(());
    }
    Err(CliError::usage(
        format!("the note type {} in Anki has other fields: {}", note_type.name, escape(&found.join(", "))),
        format!("give it the fields {}, with {} first", FIELDS.join(", "), FIELDS[0]),
    ))
}
