//! Notes read for their links.

use std::panic::{AssertUnwindSafe, catch_unwind};

use notesmith_lint::{FileFacts, Suppressions};
use notesmith_parse::{Document, ParseOptions};

use crate::error::CliError;
use crate::links::site::{self, Site};
use crate::load::{self, Input, LoadError};
use crate::parallel;

/// The links of one note.
pub(crate) struct Note {
    /// The file.
    pub(crate) input: Input,
    /// The hash of the text that was read; `None` for a note of somebody else's report.
    pub(crate) hash: Option<u64>,
    /// Its links in order.
    pub(crate) sites: Vec<Site>,
    /// Where comments switch rules off.
    pub(crate) suppressions: Suppressions,
}

/// All notes that could be read.
pub(crate) struct CollectedNotes {
    /// The notes, in the order of the inputs.
    pub(crate) notes: Vec<Note>,
    /// What the rules over all notes know of each, in the same order.
    pub(crate) facts: Vec<FileFacts>,
    /// The files that could not be read.
    pub(crate) problems: Vec<CliError>,
}

/// Reads the inputs and collects their links.
pub(crate) fn collect(inputs: &[Input], options: ParseOptions) -> CollectedNotes {
    let mut collected = CollectedNotes { notes: Vec::new(), facts: Vec::new(), problems: Vec::new() };
    for (input, read) in inputs.iter().zip(parallel::map(inputs, |input| read(input, options))) {
        match read {
            Ok((hash, sites, facts)) => {
                collected.notes.push(Note {
                    input: input.clone(),
                    hash: Some(hash),
                    sites,
                    suppressions: facts.suppressions.clone(),
                });
                collected.facts.push(*facts);
            }
            Err(problem) => collected.problems.push(problem),
        }
    }
    collected
}

fn read(input: &Input, options: ParseOptions) -> Result<(u64, Vec<Site>, Box<FileFacts>), CliError> {
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
        (hash, site::collect(&document), Box::new(facts))
    }))
    .map_err(|_| {
        CliError::usage(
            format!("internal error while reading {}", input.display),
            "this is a fault of notesmith; please report it with the file",
        )
    })
}
