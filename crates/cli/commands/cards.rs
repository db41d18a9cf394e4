//! `notesmith cards`: what would be a card, and why.

use std::fmt::Write as _;

use notesmith_export::{
    Card, Change, LineVerdict, Lock, Reconciled, Verdict, explain, json_schema, reconcile, write_json,
};
use notesmith_parse::Rows;

use crate::Outcome;
use crate::args::{CardsArgs, CardsFormat};
use crate::card_lock::{LockFile, show_changes};
use crate::commands::export::into_io;
use crate::config::{self, CardRules};
use crate::discover::{discover, note_filter};
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::{Gathered, cards_of_text, gather, parse, show_problems};
use crate::output;
use crate::report::count;
use crate::revision::files_at;

/// How many characters of an answer a list of cards shows.
const SHOWN: usize = 60;

/// Runs the command.
pub(crate) fn run(args: &CardsArgs) -> Result<Outcome, CliError> {
    if args.explain {
        return explain_files(args);
    }
    if args.format == CardsFormat::JsonSchema {
        let schema = serde_json::to_string_pretty(&json_schema()).expect("a schema is JSON");
        output::print(&format!("{schema}\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut gathered = gather(&args.files)?;
    if let Some(revision) = &args.diff {
        output::print(&show_changes(&changes_since(revision, &mut gathered)?))?;
        return Ok(show_problems(&gathered.problems));
    }
    let mut lock = LockFile::read(gathered.roots.project())?;
    let reconciled = if lock.exists() { lock.reconcile(&mut gathered) } else { Reconciled::default() };
    if args.vanished {
        output::print(&vanished(&reconciled.lock))?;
        return Ok(show_problems(&gathered.problems));
    }
    output::print_with(|out| match args.format {
        CardsFormat::Json => write_json(&gathered.cards, out).map_err(into_io),
        _ => gathered.cards.iter().try_for_each(|card| {
            let place = format!("{}:{}", card.source.path, card.source.line);
            let (context, back) = (card.context_line(), shortened(&card.back_text()));
            let (context, front) = (escape(&context), escape(&card.front_text));
            writeln!(out, "{}: {context} › {front}: {}", escape(&place), escape(&back))
        }),
    })?;
    output::note(&count(gathered.cards.len(), "card", "cards"));
    Ok(show_problems(&gathered.problems))
}

/// Lists the cards that the notes no longer hold, and gives a search that finds them in Anki.
fn vanished(lock: &Lock) -> String {
    let mut gone: Vec<_> = lock.entries.iter().filter(|(_, entry)| entry.gone).collect();
    gone.sort_by_key(|(_, entry)| (&entry.file, &entry.front));
    let mut text = String::new();
    for (_, entry) in &gone {
        writeln!(text, "{}  {}", escape(&entry.file), escape(&entry.front))
            .expect("a String takes every write");
    }
    let keys: Vec<String> = gone.iter().map(|(key, _)| format!("Key:{key}")).collect();
    writeln!(text, "{}", count(gone.len(), "card vanished", "cards vanished")).expect("as above");
    if !keys.is_empty() {
        writeln!(text, "search of Anki's browser: {}", keys.join(" OR ")).expect("as above");
    }
    text
}

/// Compares the cards with those of a revision, or those of two with each other.
fn changes_since(revisions: &str, gathered: &mut Gathered) -> Result<Vec<Change>, CliError> {
    let Gathered { config, roots, cards, .. } = gathered;
    let (revision, later) = match revisions.split_once("..") {
        Some((revision, later)) => (revision, Some(later).filter(|later| !later.is_empty())),
        None => (revisions, None),
    };
    let rules = CardRules::new(config)?;
    let is_note = note_filter(roots.project(), &config.files.exclude)?;
    let cards_at = |revision: &str| -> Result<Vec<Card>, CliError> {
        let files = files_at(roots.project(), revision, |key| is_note(key) && roots.names(key))?;
        let cards =
            files.into_iter().filter_map(|(key, text)| Some(cards_of_text(&key, text, &rules.of(&key)?)));
        Ok(cards.flatten().collect())
    };
    if let Some(later) = later {
        *cards = cards_at(later)?;
    }
    let mut old = cards_at(revision)?;
    let before = reconcile(&mut old, &Lock::default(), |_| true, 0).lock;
    Ok(reconcile(cards, &before, |_| true, 0).changes)
}

fn explain_files(args: &CardsArgs) -> Result<Outcome, CliError> {
    let config = config::load_for(&args.files)?;
    let found = discover(&args.files, &config.root, &config.files.exclude)?;
    let options = config.parse_options();
    let rows = if config.export.table_rows == Some(true) { Rows::Entries } else { Rows::Answers };
    let mut problems = found.problems;
    for input in &found.inputs {
        match parse(input, options) {
            Ok(document) => {
                let mut text = format!("{}\n", escape(&input.display));
                for line in explain(&document, rows) {
                    text.push_str(&explanation(&line));
                }
                output::print(&text)?;
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok(show_problems(&problems))
}

/// Gives one line of the explanation; nothing for an empty line.
fn explanation(line: &LineVerdict) -> String {
    let part = line.part_of.as_ref();
    let part = part.map(|(at, term)| format!("in the answer of line {at}, {}", escape(&shortened(term))));
    let own = match &line.verdict {
        Verdict::Blank => return String::new(),
        Verdict::Card { term, kind } => format!("card ({kind}): {}", escape(&shortened(term))),
        Verdict::NoCard(reason) => format!("no card: {}", reason.text()),
        Verdict::Inside if part.is_some() => "no card".to_owned(),
        Verdict::Inside => "no card: neither a bullet nor a heading".to_owned(),
    };
    match part {
        Some(part) => format!("{:>6}  {own}; {part}\n", line.line),
        None => format!("{:>6}  {own}\n", line.line),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String =
        text.chars().take(SHOWN).map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
