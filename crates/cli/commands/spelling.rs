//! `notesmith spelling add`: words that the project uses and no dictionary holds.

use std::collections::BTreeSet;

use crate::Outcome;
use crate::args::{SpellingArgs, SpellingCommand};
use crate::config;
use crate::discover::display;
use crate::error::CliError;
use crate::escape::escape;
use crate::{output, write};

/// Runs the command.
pub(crate) fn run(args: &SpellingArgs) -> Result<Outcome, CliError> {
    let SpellingCommand::Add(args) = &args.command;
    let config = config::load(args.config.as_deref())?;
    let path = config::word_file(&config);
    let mut text = if path.is_file() { config::read_words(&path)? } else { String::new() };
    let known: BTreeSet<String> = config::words_of(&text).map(str::to_lowercase).collect();
    let mut added = BTreeSet::new();
    for word in &args.words {
        let word = word.trim();
        if word.is_empty() || word.contains(['#', '\n', '\r']) {
            return Err(CliError::usage(
                format!("`{}` is no word", escape(word)),
                "give words of letters and digits",
            ));
        }
        if !known.contains(&word.to_lowercase()) {
            added.insert(word.to_owned());
        }
    }
    if added.is_empty() {
        output::note("nothing to add: all words are there already");
        return Ok(Outcome::Clean);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for word in &added {
        text.push_str(word);
        text.push('\n');
    }
    write::create(&path, text.as_bytes()).map_err(|error| CliError::io("write", &path, error))?;
    let words: Vec<&str> = added.iter().map(String::as_str).collect();
    let shown = display(path.strip_prefix(&config.root).unwrap_or(&path));
    output::note(&format!("added to {shown}: {}", escape(&words.join(", "))));
    Ok(Outcome::Clean)
}
