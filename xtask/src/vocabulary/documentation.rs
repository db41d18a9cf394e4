//! Reads the service descriptions of botocore: names of services, and how their documentation writes words.
//!
//! Only counts of words and of short capitalised names are kept, never sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::Failure;
use super::entries::{Entries, Source};
use super::fetch::run;
use super::phrases::Phrases;

/// A word that documentation uses this often is no slip of a writer.
const LEAST: u32 = 8;

/// Counts of the documentation of all services.
#[derive(Default)]
struct Counts {
    words: BTreeMap<String, u32>,
    /// Capitalised runs of two to four words, with the number of services that use them.
    runs: BTreeMap<String, (u32, BTreeSet<usize>)>,
}

/// Reads each service's newest description.
pub(super) fn read(folder: &Path, entries: &mut Entries, phrases: &mut Phrases) -> Result<(), Failure> {
    let mut counts = Counts::default();
    let mut identifiers = BTreeSet::new();
    for (number, service) in folders(folder)?.iter().enumerate() {
        let Some(version) = folders(service)?.pop() else { continue };
        let text = run("gzip", &["-dc", "service-2.json.gz"], &version)?;
        let description: Value = serde_json::from_slice(&text)?;
        for field in ["serviceFullName", "serviceAbbreviation", "serviceId"] {
            if let Some(name) = description["metadata"][field].as_str() {
                add_name(name, field, entries, phrases);
            }
        }
        for list in ["operations", "shapes"] {
            let names = description[list].as_object();
            identifiers.extend(names.into_iter().flat_map(|names| names.keys().cloned()));
        }
        let mut seen = BTreeSet::new();
        for sentence in documentation(&description) {
            if seen.insert(sentence) {
                counts.add(&plain(sentence), number);
            }
        }
    }
    for (word, count) in &counts.words {
        entries.documented(word, *count);
    }
    entries.settle_documentation(LEAST);
    for (run, (count, services)) in &counts.runs {
        phrases.documented(run, *count, services.len());
    }
    for (word, count) in counts.words.iter().filter(|(word, _)| !identifiers.contains(*word)) {
        phrases.documented(word, *count, 2);
    }
    Ok(())
}

fn add_name(name: &str, field: &str, entries: &mut Entries, phrases: &mut Phrases) {
    let name = name.strip_prefix("AWS ").or(name.strip_prefix("Amazon ")).unwrap_or(name);
    // Identifiers are joined where the name has spaces, so only full names say how to write it.
    if field == "serviceFullName" {
        phrases.service(name);
    }
    for word in name.split(|mark: char| !mark.is_ascii_alphanumeric()) {
        entries.named(word, Source::Service, 0);
    }
}

impl Counts {
    fn add(&mut self, text: &str, service: usize) {
        for sentence in text.split(|mark: char| !(mark.is_ascii_alphanumeric() || mark == ' ' || mark == '-'))
        {
            let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
            for (at, word) in words.iter().enumerate() {
                for part in word.split('-') {
                    *self.words.entry(part.to_owned()).or_default() += 1;
                }
                // The first word of a sentence is capitalised for another reason.
                for length in (2..=4).filter(|_| at > 0) {
                    let Some(run) = words.get(at..at + length) else { break };
                    if !run.iter().all(|word| is_capitalised(word)) {
                        break;
                    }
                    let (count, services) = self.runs.entry(run.join(" ")).or_default();
                    *count += 1;
                    services.insert(service);
                }
            }
        }
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit())
}

/// All documentation texts inside a description.
fn documentation(description: &Value) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut waiting = vec![description];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    match field {
                        Value::String(text) if name == "documentation" => texts.push(text.as_str()),
                        other => waiting.push(other),
                    }
                }
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    texts
}

/// A text without its HTML; code becomes a mark that ends a sentence.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let after = match after.strip_prefix("code>") {
            Some(code) => {
                plain.push('|');
                code.split_once("</code>").map_or("", |(_, after)| after)
            }
            None => after.split_once('>').map_or("", |(_, after)| after),
        };
        plain.push(' ');
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The folders inside a folder, in name order.
fn folders(folder: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}
