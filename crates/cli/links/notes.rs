//! Notes read for their links.

use std::panic::{AssertUnwindSafe, catch_unwind};

use notesmith_lint::{Corpus, FileFacts};
use notesmith_parse::{Document, ParseOptions};

use crate::error::CliError;
use crate::links::site;
use crate::links::{Entry, Note};
use crate::load::{self, Input, LoadError};
use crate::parallel;

/// How many notes are in memory twice at once.
const BATCH: usize = 1024;

/// All notes that could be read.
pub(crate) struct CollectedNotes {
    /// The notes, in the order of the inputs.
    pub(crate) notes: Vec<Note>,
    /// What the rules over all notes know of each, in the same order.
    pub(crate) corpus: Corpus,
    /// The files that could not be read.
    pub(crate) problems: Vec<CliError>,
}

/// Reads the inputs and collects their links.
pub(crate) fn collect(inputs: Vec<Input>, options: ParseOptions) -> CollectedNotes {
    let notes = Vec::with_capacity(inputs.len());
    let mut collected = CollectedNotes { notes, corpus: Corpus::default(), problems: Vec::new() };
    collected.corpus.reserve(inputs.len());
    let mut inputs = inputs.into_iter();
    loop {
        let batch: Vec<Input> = inputs.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return collected;
        }
        let reads = parallel::map(&batch, |input| read(input, options));
        for (input, read) in batch.into_iter().zip(reads) {
            match read {
                Ok((hash, entries, facts)) => {
                    let suppressions = facts.suppressions.clone();
                    collected.notes.push(Note { input, hash: Some(hash), entries, suppressions });
                    collected.corpus.add(*facts);
                }
                Err(problem) => collected.problems.push(problem),
            }
        }
    }
}

fn read(input: &Input, options: ParseOptions) -> Result<(u64, Vec<Entry>, Box<FileFacts>), CliError> {
    let text = load::load(input).map_err(|error| match error {
        LoadError::Io(error) => CliError::io("read", &input.display, error),
        LoadError::NotText(not_text) => {
            CliError::usage(format!("{}: {}", input.display, not_text.message), not_text.help)
        }
    })?;
    catch_unwind(AssertUnwindSafe(|| {
        let hash = load::hash(&text);
        let document = Document::parse(text, &options);
        let facts = FileFacts::of_links(&notesmith_lint::Note::new(&input.display, &document));
        (hash, site::collect(&document).into_iter().map(Entry::new).collect(), Box::new(facts))
    }))
    .map_err(|_| {
        CliError::usage(
            format!("internal error while reading {}", input.display),
            "this is a fault of notesmith; please report it with the file",
        )
    })
}
