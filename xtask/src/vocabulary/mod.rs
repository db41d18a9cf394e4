//! `cargo xtask vocabulary`: fetches the named word sources and writes the tables of `crates/lint/data`.
//!
//! It runs when somebody wants fresher sources, never in a build.
//! What the bytes mean is told in `crates/lint/data/README.md`; what is a spelling error is the rules' matter.

mod documentation;
mod entries;
mod fetch;
mod japanese;
mod lists;
mod mecab;
mod misspellings;
mod phrases;
mod tables;

use std::path::Path;

use entries::Entries;
use notesmith_word_table::GapFilter;
use phrases::Phrases;

use crate::Failure;

/// Fetches every source into a temporary folder and rewrites `crates/lint/data` under `root`.
///
/// # Errors
/// Fails when a source's client (`npm`, `pip`, `apt-get`, `cargo`) is missing or a source has changed its form.
pub(crate) fn run(root: &Path) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("notesmith-vocabulary-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = generate(&folder, &root.join("crates/lint/data"));
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn generate(folder: &Path, data: &Path) -> Result<(), Failure> {
    let sources = fetch::all(folder)?;
    let mut entries = Entries::default();
    let mut phrases = Phrases::default();
    lists::scowl(&sources.scowl, &mut entries)?;
    lists::cspell(&sources.cspell, &mut entries)?;
    lists::simple_icons(&sources.simple_icons, &mut entries, &mut phrases)?;
    lists::names(&mut entries, &mut phrases);
    documentation::read(&sources.botocore, &mut entries, &mut phrases)?;
    let corrections = misspellings::read(&sources.typos_dict)?;
    entries.drop_misspellings(&corrections);
    tables::write_words(data, &entries)?;
    tables::write_phrases(data, &phrases.settle(&entries))?;
    tables::write_corrections(data, &corrections)?;
    let katakana = japanese::katakana(&sources.ipadic)?;
    tables::write_word_set(&data.join("katakana.table"), &katakana, GapFilter::With)?;
    tables::write_set(&data.join("kanji.fst"), &japanese::kanji(&sources.ipadic)?)?;
    tables::write_map(&data.join("stems.fst"), &japanese::stems_before_rare(&sources.ipadic)?)?;
    let unidic = mecab::Trie::read(&std::fs::read(&sources.unidic)?)?;
    tables::write_set(&data.join("compounds.fst"), &japanese::compounds(&sources.ipadic, &unidic)?)?;
    let rare_katakana = japanese::rare_katakana(&unidic, &katakana);
    tables::write_word_set(&data.join("rare_katakana.table"), &rare_katakana, GapFilter::Without)?;
    Ok(())
}
