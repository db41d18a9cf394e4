//! Writes the tables that the lint crate embeds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use fst::{MapBuilder, SetBuilder};
use notesmith_word_table::{self as word_table, GapFilter};

use super::Failure;
use super::entries::Entries;
use super::misspellings::Corrections;
use super::phrases::Phrase;

/// Writes the words with their packed values, and those that are used most a second time.
pub(super) fn write_words(data: &Path, entries: &Entries) -> Result<(), Failure> {
    let words: Vec<_> = entries.packed().collect();
    std::fs::write(data.join("words.table"), word_table::bytes_of(&words, GapFilter::Without)?)?;
    let common: Vec<_> = entries.common().collect();
    std::fs::write(data.join("common.table"), word_table::bytes_of(&common, GapFilter::Without)?)?;
    Ok(())
}

/// Writes words without numbers into a table.
pub(super) fn write_word_set(
    file: &Path,
    words: &BTreeSet<Vec<u8>>,
    gap_filter: GapFilter,
) -> Result<(), Failure> {
    let words: Vec<_> = words.iter().map(|word| (word, 0)).collect();
    Ok(std::fs::write(file, word_table::bytes_of(&words, gap_filter)?)?)
}

/// Writes the names: squashed form → place in the text of written forms (24 bits), source bits and count above.
pub(super) fn write_phrases(data: &Path, phrases: &[Phrase]) -> Result<(), Failure> {
    let mut names = Vec::new();
    let mut text = String::new();
    for phrase in phrases {
        names.push((&phrase.squashed, text.len() as u64 | phrase.value << 24));
        text.push_str(&phrase.written);
        text.push('\n');
    }
    std::fs::write(data.join("names.table"), word_table::bytes_of(&names, GapFilter::With)?)?;
    std::fs::write(data.join("names.txt"), text)?;
    Ok(())
}

/// Writes the known misspellings: word → place in the text of corrections, which holds each list once.
pub(super) fn write_corrections(data: &Path, corrections: &Corrections) -> Result<(), Failure> {
    let lists: BTreeSet<String> = corrections.values().map(|list| list.join(" ")).collect();
    let text: String = lists.iter().flat_map(|list| [list.as_str(), "\n"]).collect();
    let mut places = BTreeMap::new();
    let mut place = 0_u64;
    for list in &lists {
        places.insert(list.clone(), place);
        place += list.len() as u64 + 1;
    }
    let mut builder = MapBuilder::new(BufWriter::new(File::create(data.join("misspellings.fst"))?))?;
    for (word, list) in corrections {
        builder.insert(word, places[&list.join(" ")])?;
    }
    builder.finish()?;
    std::fs::write(data.join("corrections.txt"), text)?;
    Ok(())
}

/// Writes a set of packed words.
pub(super) fn write_set(file: &Path, words: &BTreeSet<Vec<u8>>) -> Result<(), Failure> {
    let mut builder = SetBuilder::new(BufWriter::new(File::create(file)?))?;
    for word in words {
        builder.insert(word)?;
    }
    builder.finish()?;
    Ok(())
}

/// Writes a map of words to numbers.
pub(super) fn write_map(file: &Path, words: &BTreeMap<Vec<u8>, u64>) -> Result<(), Failure> {
    let mut builder = MapBuilder::new(BufWriter::new(File::create(file)?))?;
    for (word, number) in words {
        builder.insert(word, *number)?;
    }
    builder.finish()?;
    Ok(())
}
