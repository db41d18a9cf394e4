//! `notesmith export`: the cards of the notes as a file for Anki or for a program.

use std::io::Cursor;

use notesmith_export::{
    AnkiCsvOptions, Card, Dated, ExportError, Lock, MediaFile, Reconciled, Tags, refuse_twins,
    write_anki_csv, write_apkg, write_csv, write_html, write_json,
};

use crate::Outcome;
use crate::args::{ExportArgs, ExportFormat};
use crate::card_images;
use crate::card_lock::{LockFile, show_changes};
use crate::error::CliError;
use crate::gather::{gather, show_problems};
use crate::report::count;
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    let mut gathered = gather(&args.files)?;
    refuse_twins(&gathered.cards).map_err(failed)?;
    let lock = LockFile::read(gathered.roots.project())?;
    let writes_lock =
        args.lock || args.format == ExportFormat::Apkg || lock.exists() && args.format.is_for_anki();
    // Without a lock there is nothing to compare with.
    let reconciled = if writes_lock || lock.exists() || args.dry_run {
        lock.reconcile(&mut gathered)
    } else {
        Reconciled::default()
    };
    if args.dry_run {
        output::print(&show_changes(&reconciled.changes))?;
        return Ok(show_problems(&gathered.problems));
    }
    if args.format == ExportFormat::Apkg && args.output.is_none() {
        return Err(CliError::usage("a package is no text", "name a file: -o notes.apkg"));
    }
    let media = match args.format {
        ExportFormat::Apkg | ExportFormat::Html => card_images::bundle(&mut gathered)?,
        ExportFormat::AnkiCsv | ExportFormat::Csv | ExportFormat::Json => Vec::new(),
    };
    let bytes = file(&gathered.cards, &media, &reconciled.lock, args).map_err(failed)?;
    if writes_lock {
        lock.write(&reconciled.lock)?;
    }
    match &args.output {
        Some(path) => write::create(path, &bytes).map_err(|error| CliError::io("write", path, error))?,
        None => output::print(&String::from_utf8(bytes).expect("each of the other formats is text"))?,
    }
    output::note(&summary(&gathered.cards, args));
    if lock.exists() {
        output::note(show_changes(&reconciled.changes).trim_end());
    }
    Ok(show_problems(&gathered.problems))
}

/// Makes the bytes of the file.
fn file(cards: &[Card], media: &[MediaFile], lock: &Lock, args: &ExportArgs) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    match args.format {
        ExportFormat::AnkiCsv => {
            let tags = if args.tags { Tags::Column } else { Tags::Common };
            write_anki_csv(cards, &AnkiCsvOptions { note_type: args.notetype.clone(), tags }, &mut bytes)?;
        }
        ExportFormat::Apkg => {
            let modified = |card: &Card| lock.entries.get(&card.key).map_or(0, |entry| entry.modified);
            let dated: Vec<Dated<'_>> = cards
                .iter()
                .map(|card| Dated { card, modified: modified(card), tagged: args.tags })
                .collect();
            write_apkg(&dated, media, Cursor::new(&mut bytes))?;
        }
        ExportFormat::Csv => write_csv(cards, &mut bytes)?,
        ExportFormat::Json => write_json(cards, &mut bytes)?,
        ExportFormat::Html => write_html(cards, media, &mut bytes)?,
    }
    Ok(bytes)
}

fn failed(error: ExportError) -> CliError {
    match error {
        ExportError::Twins { .. } => {
            CliError::usage(error.to_string(), "the notes hold one file twice: name it once")
        }
        ExportError::Database(_) => {
            CliError::usage(error.to_string(), "this is a fault of notesmith; please report it")
        }
        ExportError::Write(error) => CliError::io("write", "the export", error),
    }
}

/// Says what was exported, and what a person should know before importing it.
fn summary(cards: &[Card], args: &ExportArgs) -> String {
    let mut lines = vec![format!("exported {}", count(cards.len(), "card", "cards"))];
    if args.format == ExportFormat::AnkiCsv {
        lines.push(format!(
            "Anki reads them as note type `{}`, and as the one last used if it has none of that name (--notetype NAME)",
            output::escape(&args.notetype)
        ));
        let local = cards.iter().filter(|card| !card.media.is_empty()).count();
        if local > 0 {
            let cards = count(local, "card has local images", "cards have local images");
            lines.push(format!("{cards}, which a CSV cannot carry: use --format apkg"));
        }
    }
    let remote = cards.iter().filter(|card| !card.remote_media.is_empty()).count();
    if remote > 0 {
        let cards = count(remote, "card needs", "cards need");
        lines.push(format!("{cards} the network to show an image"));
    }
    lines.join("\n")
}
