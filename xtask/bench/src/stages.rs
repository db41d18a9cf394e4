//! The stages of a run, each more than the one before.

use std::error::Error;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options};
use notesmith_diagnostic::LineIndex;
use notesmith_lint::{Corpus, Hints, Layer, Level, Note, RuleSet, RuleSetting, check_corpus, check_note};
use notesmith_parse::{Document, ParseOptions};
use rayon::prelude::*;

use crate::files::{self, File};

/// Does one stage on the notes below the paths and prints a number that depends on all of its work.
pub(crate) fn run(stage: &str, paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let notes = files::read(paths)?;
    let done = match stage {
        "floor" => each(&notes, |note| std::str::from_utf8(&note.bytes).map_or(0, floor)).iter().sum(),
        "parse" => each(&notes, |note| parse(note).nodes().len()).iter().sum(),
        "structure" => lint(&notes, structure())?,
        "lint" => lint(&notes, Vec::new())?,
        _ => return Err(format!("there is no stage `{stage}`").into()),
    };
    println!("{done}");
    Ok(())
}

/// Fewer bytes than this are done sooner than a pool of threads starts.
const BYTES_FOR_ONE_THREAD: usize = 400_000;

/// Does something with each note, on all processors where there is enough to do.
fn each<T: Send>(notes: &[File], work: impl Fn(&File) -> T + Sync) -> Vec<T> {
    if notes.iter().map(|note| note.bytes.len()).sum::<usize>() < BYTES_FOR_ONE_THREAD {
        return notes.iter().map(work).collect();
    }
    notes.par_iter().map(&work).collect()
}

/// The least that a linter on comrak does to a text: parse, visit each node, index the lines.
fn floor(text: &str) -> usize {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, text, &options());
    let texts =
        root.descendants().filter(|node| matches!(node.data.borrow().value, NodeValue::Text(_))).count();
    texts + LineIndex::new(text).line_count()
}

/// The options of `crates/parse/src/comrak_options.rs`, whatever the text holds.
fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.front_matter_delimiter = Some("---".to_owned());
    options.parse.leave_footnote_definitions = true;
    options
}

/// Parses a note from its bytes, which are told to be text as the command line does it.
fn parse(note: &File) -> Document {
    let text = simdutf8::basic::from_utf8(&note.bytes).unwrap_or_default().to_owned();
    Document::parse(text, &ParseOptions::default())
}

/// Switches off the rules that read words rather than structure.
fn structure() -> Vec<Layer> {
    let off = RuleSetting { level: Some(Level::Off), options: None };
    vec![["spelling", "terms", "cards"].into_iter().map(|group| (group.to_owned(), off.clone())).collect()]
}

/// How many notes are checked before their facts are put together, as the command line does it.
const BATCH: usize = 512;

/// Parses and checks all notes as the command line does without `--hints`; links are not looked up, since that is the
/// file system's part.
fn lint(notes: &[File], layers: Vec<Layer>) -> Result<usize, Box<dyn Error>> {
    let rules = RuleSet::new(layers).map_err(|errors| format!("the rules: {errors:?}"))?;
    let mut corpus = Corpus::default();
    corpus.reserve(notes.len());
    let mut found = Vec::with_capacity(notes.len());
    let mut hints = 0;
    for batch in notes.chunks(BATCH) {
        let check = |note: &File| check_note(&Note::new(&note.path, &parse(note)), &rules, Hints::Counted);
        for report in each(batch, check) {
            found.push(report.diagnostics);
            hints += report.hints;
            corpus.add(report.facts);
        }
    }
    let report =
        check_corpus(&corpus, std::slice::from_ref(&rules), &vec![0; corpus.files().len()], Hints::Counted);
    let found: usize = found.iter().map(Vec::len).sum();
    Ok(found + hints + report.diagnostics.len() + report.hints)
}
