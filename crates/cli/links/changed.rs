//! Only what a change is responsible for: links on lines that it added, and links that it broke elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use notesmith_lint::anchors_of;
use notesmith_parse::{Document, ParseOptions};
use rustc_hash::FxHashSet;

use crate::error::CliError;
use crate::file_tree::normal;
use crate::links::{Entry, Note, Verdict};
use crate::{load, revision};

/// What a revision held, by paths relative to the root.
struct Before {
    root: PathBuf,
    here: PathBuf,
    names: BTreeSet<String>,
    texts: BTreeMap<String, String>,
    options: ParseOptions,
}

/// Takes the links out that were there at `revision` and led where they should, or were broken even then.
pub(crate) fn keep_changed(
    notes: &mut [Note],
    root: &Path,
    options: ParseOptions,
    revision: &str,
) -> Result<(), CliError> {
    let here = std::env::current_dir().map_err(|error| CliError::io("find", ".", error))?;
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut before = Before {
        root: real(root),
        here: real(&here),
        names: BTreeSet::new(),
        texts: BTreeMap::new(),
        options,
    };
    before.names = revision::names_at(&before.root, revision)?.into_iter().collect();
    let paths = notes.iter().map(|note| note.input.display.as_str());
    let targets = notes.iter().flat_map(|note| &note.entries).filter_map(|entry| Some(split(entry)?.0));
    let wanted: BTreeSet<String> = paths.chain(targets).filter_map(|path| before.key(path)).collect();
    before.texts =
        revision::files_at(&before.root, revision, |name| wanted.contains(name))?.into_iter().collect();
    let mut anchors = BTreeMap::new();
    for note in notes {
        let old = before.key(&note.input.display).and_then(|key| before.texts.get(&key));
        let old_lines: FxHashSet<&str> = old.map(|text| text.lines().collect()).unwrap_or_default();
        let text = load::load(&note.input).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        for entry in &mut note.entries {
            let line = lines.get(entry.site.start().line - 1).copied().unwrap_or_default();
            if old_lines.contains(line) && !before.led_somewhere(entry, &mut anchors) {
                entry.ignore(&format!("not changed since {revision}"));
            }
        }
    }
    Ok(())
}

/// Splits the target of a broken local link into its path and its fragment.
fn split(entry: &Entry) -> Option<(&str, Option<&str>)> {
    let target = entry.target.as_deref().filter(|_| entry.verdict == Verdict::Broken)?;
    Some(target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment))))
}

impl Before {
    /// Gives a path as shown to people relative to the root; `None` for one outside.
    fn key(&self, shown: &str) -> Option<String> {
        let path = normal(&self.here.join(shown));
        let key = path.strip_prefix(&self.root).ok()?.to_string_lossy().into_owned();
        Some(if cfg!(windows) { key.replace('\\', "/") } else { key })
    }

    /// Tells whether a link that is broken now led somewhere before.
    fn led_somewhere(&self, entry: &Entry, anchors: &mut BTreeMap<String, FxHashSet<String>>) -> bool {
        let Some((path, fragment)) = split(entry) else { return false };
        let Some(key) = self.key(path).filter(|key| self.names.contains(key)) else { return false };
        let (Some(fragment), Some(text)) = (fragment, self.texts.get(&key)) else { return true };
        let parsed = || Document::parse(text.as_str(), &self.options);
        anchors.entry(key).or_insert_with(|| anchors_of(&parsed()).into_iter().collect()).contains(fragment)
    }
}
