//! `notesmith export`: the cards of the notes as a file for Anki or for a program.

use std::io::{self, Seek, Write};
use std::path::Path;

use notesmith_export::{
    AnkiCsvOptions, Card, Dated, ExportError, Lock, Reconciled, Tags, crowdanki, refuse_twins,
    write_anki_csv, write_apkg, write_csv, write_html, write_json,
};

use crate::Outcome;
use crate::args::{ExportArgs, ExportFormat};
use crate::card_images;
use crate::card_lock::{LockFile, show_changes};
use crate::crowdanki_folder::write_folders;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::{gather, show_problems};
use crate::push::RecordFile;
use crate::report::count;
use crate::web_images::WebImages;
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    let mut gathered = gather(&args.files)?;
    refuse_twins(&gathered.cards).map_err(|error| failed(error, "the export"))?;
    let mut lock = LockFile::read(gathered.roots.project())?;
    let always = matches!(args.format(), ExportFormat::Apkg | ExportFormat::Crowdanki);
    let writes_lock = args.lock || always || lock.exists() && args.format().is_for_anki();
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
    check_arguments(args)?;
    let images = if carries_images(args.format()) {
        card_images::bundle(&mut gathered, &args.images)?
    } else {
        WebImages::default()
    };
    let note_type =
        args.notetype.as_deref().or(gathered.config.export.note_type.as_deref()).unwrap_or("Basic");
    let export = Export { cards: &gathered.cards, images: &images, lock: &reconciled.lock, note_type, args };
    match args.output() {
        Some(path) if args.format() == ExportFormat::Crowdanki => export.folders(path)?,
        Some(path) => write::create_with(path, |out| match args.format() {
            ExportFormat::Apkg => export.package(out),
            _ => export.text(out),
        })
        .map_err(|error| failed(error, &path.display().to_string()))?,
        None => output::print_with(|out| export.text(out).map_err(into_io))?,
    }
    if writes_lock {
        lock.write(&reconciled.lock)?;
    }
    output::note(&export.summary());
    if let Some(warning) = gathered.roots.warning().filter(|_| args.format().is_for_anki() && !writes_lock) {
        output::note(&warning);
    }
    if args.format().is_for_anki() && RecordFile::read(gathered.roots.project())?.holds_any(&gathered.cards) {
        output::note(
            "a push added these cards to Anki under other ids: importing this file there adds them again",
        );
    }
    if lock.exists() {
        output::note(show_changes(&reconciled.changes).trim_end());
    }
    Ok(show_problems(&gathered.problems))
}

/// Refuses what a format cannot do.
fn check_arguments(args: &ExportArgs) -> Result<(), CliError> {
    match (args.format(), args.output()) {
        (ExportFormat::Apkg, None) => {
            return Err(CliError::usage("a package is no text", "name a file: -o notes.apkg"));
        }
        (ExportFormat::Crowdanki, None) => {
            return Err(CliError::usage("CrowdAnki reads a folder", "name one: -o shared-decks"));
        }
        _ => {}
    }
    if args.images.fetch_images && !carries_images(args.format()) {
        let help = "use --format apkg, crowdanki or html, or push";
        return Err(CliError::usage("this format carries no images, so there is nothing to fetch", help));
    }
    Ok(())
}

fn carries_images(format: ExportFormat) -> bool {
    match format {
        ExportFormat::Apkg | ExportFormat::Crowdanki | ExportFormat::Html => true,
        ExportFormat::AnkiCsv | ExportFormat::Csv | ExportFormat::Json => false,
    }
}

/// What is written, and how.
struct Export<'a> {
    cards: &'a [Card],
    images: &'a WebImages,
    lock: &'a Lock,
    note_type: &'a str,
    args: &'a ExportArgs,
}

impl Export<'_> {
    /// Writes a package.
    fn package(&self, out: impl Write + Seek) -> Result<(), ExportError> {
        let modified = |card: &Card| {
            let fetched = self.images.fetched.get(&card.key).copied();
            self.lock.entries.get(&card.key).map(|entry| entry.modified).max(fetched).unwrap_or(0)
        };
        let dated = |card| Dated { card, modified: modified(card), tagged: self.args.tags };
        write_apkg(&self.cards.iter().map(dated).collect::<Vec<_>>(), &self.images.media, out)
    }

    fn tags(&self) -> Tags {
        if self.args.tags { Tags::Column } else { Tags::Common }
    }

    /// Writes the folders of CrowdAnki.
    fn folders(&self, target: &Path) -> Result<(), CliError> {
        let folders = crowdanki(self.cards, &self.images.media, self.tags())
            .map_err(|error| failed(error, &target.display().to_string()))?;
        write_folders(target, &folders, &self.images.media)
    }

    /// Writes one of the formats that are text.
    fn text(&self, out: impl Write) -> Result<(), ExportError> {
        match self.args.format() {
            ExportFormat::AnkiCsv | ExportFormat::Apkg | ExportFormat::Crowdanki => {
                let tags = self.tags();
                write_anki_csv(
                    self.cards,
                    &AnkiCsvOptions { note_type: self.note_type.to_owned(), tags },
                    out,
                )
            }
            ExportFormat::Csv => write_csv(self.cards, out),
            ExportFormat::Json => write_json(self.cards, out),
            ExportFormat::Html => write_html(self.cards, &self.images.media, out),
        }
    }

    /// Says what was exported, and what a person should know before importing it.
    fn summary(&self) -> String {
        let cards = self.cards;
        let mut lines = vec![format!("exported {}", count(cards.len(), "card", "cards"))];
        if self.args.format() == ExportFormat::AnkiCsv {
            lines.push(format!(
                "Anki reads them as note type `{}`, and as the one last used if it has none of that name (--notetype NAME)",
                escape(self.note_type)
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
}

/// Gives the error below, where there is one.
pub(crate) fn into_io(error: ExportError) -> io::Error {
    match error {
        ExportError::Write(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// Says why an export could not be made.
pub(crate) fn failed(error: ExportError, target: &str) -> CliError {
    match error {
        ExportError::Twins { .. } => {
            CliError::usage(error.to_string(), "the notes hold one file twice: name it once")
        }
        ExportError::Database(_) => {
            CliError::usage(error.to_string(), "this is a fault of notesmith; please report it")
        }
        ExportError::Write(error) => CliError::io("write", target, error),
    }
}
