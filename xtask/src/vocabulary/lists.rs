//! Reads the plain word lists: SCOWL, the cspell dictionaries, the titles of simple-icons, our own names.

use std::path::{Path, PathBuf};

use super::Failure;
use super::entries::{Entries, Source};
use super::fetch::run;
use super::phrases::Phrases;

/// The largest SCOWL size that is read; words above 60 are known, never proposed.
const LARGEST: u8 = 70;

/// Reads SCOWL's lists of all spellings of English (American, British, Canadian, Australian, variants).
pub(super) fn scowl(folder: &Path, entries: &mut Entries) -> Result<(), Failure> {
    for file in files(folder)? {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let Some((kind, size)) = name.as_deref().and_then(|name| name.rsplit_once('.')) else {
            continue;
        };
        let Ok(size) = size.parse::<u8>() else { continue };
        if size > LARGEST || kind.contains("variant_3") || kind.contains("contractions") {
            continue;
        }
        // The lists are ISO 8859-1; only their ASCII words are kept, so any byte may stand for the others.
        let text: String = std::fs::read(&file)?.into_iter().map(char::from).collect();
        for word in text.lines().map(|line| line.strip_suffix("'s").unwrap_or(line)) {
            entries.english(word, size);
            if kind.contains("abbreviations") {
                entries.named(word, Source::Abbreviation, 0);
            }
        }
    }
    Ok(())
}

/// Reads the cspell dictionaries; the package's name says what its words are.
pub(super) fn cspell(folders: &[PathBuf], entries: &mut Entries) -> Result<(), Failure> {
    for folder in folders {
        let manifest = std::fs::read_to_string(folder.join("package.json"))?;
        let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
        let package = manifest["name"].as_str().unwrap_or_default();
        let (source, weight) = match package {
            "@cspell/dict-companies" => (Source::Brand, 4),
            "@cspell/dict-software-terms" => (Source::Software, 4),
            "@cspell/dict-aws" | "@cspell/dict-google" => (Source::Software, 0),
            _ => (Source::Code, 0),
        };
        for file in files(folder)?.into_iter().chain(files(&folder.join("dict"))?) {
            let Some(text) = word_list(&file)? else { continue };
            for line in text.lines() {
                read_line(line, source, weight, entries);
            }
        }
    }
    Ok(())
}

/// Reads one line of a cspell list: `#` comments, `!` forbids a word, `*` and `+` mark affixes.
fn read_line(line: &str, source: Source, weight: u32, entries: &mut Entries) {
    let line = line.split('#').next().unwrap_or_default().trim();
    if line.starts_with('!') || line.contains(':') || line.contains("->") {
        return;
    }
    let word = line.trim_matches(|mark| matches!(mark, '*' | '+' | '~'));
    let word = word.strip_suffix("'s").unwrap_or(word);
    entries.named(word, source, weight);
    if word.bytes().any(|byte| !byte.is_ascii_alphanumeric()) {
        for part in word.split(|mark: char| !mark.is_ascii_alphanumeric()) {
            entries.named(part, source, 0);
        }
    }
}

/// Reads the titles and aliases of simple-icons as brands.
pub(super) fn simple_icons(
    folder: &Path,
    entries: &mut Entries,
    phrases: &mut Phrases,
) -> Result<(), Failure> {
    let text = std::fs::read_to_string(folder.join("data/simple-icons.json"))?;
    let icons: serde_json::Value = serde_json::from_str(&text)?;
    for icon in icons.as_array().ok_or("simple-icons.json is no list")? {
        let title = icon["title"].as_str().ok_or("an icon without a title")?;
        phrases.brand(title);
        for word in title.split(|mark: char| !mark.is_ascii_alphanumeric()) {
            entries.named(word, Source::Brand, 4);
        }
    }
    Ok(())
}

/// Names of products, projects and tools, one a line: our own list, whose head tells its marks.
const NAMES: &str = include_str!("names.txt");
/// How much the letter case of these names counts.
const OWN_WEIGHT: u32 = 64;

/// Reads our own list of names: brands, and tools that are written in lower case.
pub(super) fn names(entries: &mut Entries, phrases: &mut Phrases) {
    for line in NAMES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let name = line.trim_start_matches(['=', '+']);
        if name == line {
            phrases.brand(name);
        } else {
            phrases.settled(name);
        }
        let is_tool = name.starts_with(|first: char| first.is_ascii_lowercase()) && !has_capital(name);
        let source = if is_tool { Source::Software } else { Source::Brand };
        for word in name.split(|mark: char| !mark.is_ascii_alphanumeric()) {
            entries.named(word, source, OWN_WEIGHT);
        }
        entries.named(name, Source::Own, 0);
    }
}

fn has_capital(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn word_list(file: &Path) -> Result<Option<String>, Failure> {
    let name = file.to_string_lossy();
    let bytes = if name.ends_with(".txt") {
        std::fs::read(file)?
    } else if name.ends_with(".txt.gz") {
        run("gzip", &["-dc", &name], Path::new("."))?
    } else {
        return Ok(None);
    };
    Ok(Some(String::from_utf8(bytes)?))
}

/// The regular files of a folder in name order; none where there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
