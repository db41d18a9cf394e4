//! Reads the list of the crate `typos-dict` from its source text.
//!
//! The crate itself is no dependency: its static tables cost 11 MB and 8 ms of relocations at each start.

use std::collections::BTreeMap;
use std::path::Path;

use super::Failure;

/// Misspelt words with their corrections, best first.
pub(super) type Corrections = BTreeMap<String, Vec<String>>;

/// How an entry of the table begins.
const ENTRY: &str = "InsensitiveStr::Ascii(\"";

/// Reads the generated table; entries with other than ASCII letters are left out.
pub(super) fn read(file: &Path) -> Result<Corrections, Failure> {
    let text = std::fs::read_to_string(file)?;
    let mut corrections = Corrections::new();
    for entry in text.split(ENTRY).skip(1) {
        let (word, rest) = entry.split_once('"').ok_or("typos-dict: an open word")?;
        let (_, list) = rest.split_once("&[").ok_or("typos-dict: no corrections")?;
        let (list, _) = list.split_once(']').ok_or("typos-dict: open corrections")?;
        let list: Vec<String> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) && !list.is_empty() {
            corrections.insert(word.to_owned(), list);
        }
    }
    if corrections.len() < 10_000 {
        return Err("typos-dict: the table has changed its form".into());
    }
    Ok(corrections)
}
