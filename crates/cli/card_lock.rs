//! The lock of cards as a file: `notesmith.cards.lock` in the project's root.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use notesmith_export::{Change, ChangeKind, Guid, Key, Lock, Reconciled, reconcile};

use crate::card_images;
use crate::error::CliError;
use crate::escape::escape;
use crate::gather::{Gathered, LOCK};
use crate::load;
use crate::report::count;
use crate::write;

/// The lock as it stands in the project.
pub(crate) struct LockFile {
    path: PathBuf,
    root: PathBuf,
    /// The hash of its text; `None` if there is none.
    hash: Option<u64>,
    /// What it holds, until cards are compared with it.
    lock: Lock,
}

impl LockFile {
    /// Reads the lock in a root.
    pub(crate) fn read(root: &Path) -> Result<Self, CliError> {
        let path = root.join(LOCK);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(CliError::io("read", path, error)),
        };
        let lock = Lock::parse(text.as_deref().unwrap_or("")).map_err(|error| {
            let help =
                "mend the line, or get the last good version with `git checkout -- notesmith.cards.lock`";
            CliError::usage(format!("{LOCK}: {error}"), help)
        })?;
        Ok(Self { path, root: root.to_owned(), hash: text.as_deref().map(load::hash), lock })
    }

    /// Tells whether there is a lock.
    pub(crate) fn exists(&self) -> bool {
        self.hash.is_some()
    }

    /// Gives the keys that cards had at the last export, by guid.
    pub(crate) fn keys(&self) -> BTreeMap<Guid, Key> {
        self.lock.entries.iter().map(|(key, entry)| (entry.guid.clone(), *key)).collect()
    }

    /// Gives cards the guids that they had, and says what changed since the last export.
    ///
    /// Cards of files that this run did not look at stay, unless the file is gone.
    /// What the lock held is let go, since a lock of many cards takes much memory.
    pub(crate) fn reconcile(&mut self, gathered: &mut Gathered) -> Reconciled {
        let lock = std::mem::take(&mut self.lock);
        card_images::note_contents(gathered);
        let read: BTreeSet<&str> = gathered.paths.iter().map(|(key, _)| key.as_str()).collect();
        let files: BTreeSet<&str> = lock.entries.values().map(|entry| &*entry.file).collect();
        let others: BTreeSet<&str> =
            files.into_iter().filter(|file| !read.contains(file) && self.root.join(file).exists()).collect();
        reconcile(&mut gathered.cards, &lock, |file| !others.contains(file), now())
    }

    /// Writes the lock where it differs from what stands.
    pub(crate) fn write(&self, lock: &Lock) -> Result<(), CliError> {
        let text = lock.to_text();
        if self.hash == Some(load::hash(&text)) {
            return Ok(());
        }
        write::create(&self.path, text.as_bytes()).map_err(|error| CliError::io("write", &self.path, error))
    }
}

/// Gives the time in seconds since 1970, or `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn now() -> u64 {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    set.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// Shows changes, one a line, and how many there are of each kind.
pub(crate) fn show_changes(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for change in changes {
        let (kind, from) = match &change.kind {
            ChangeKind::New => ("new", None),
            ChangeKind::Renamed { from } => ("renamed", Some(from)),
            ChangeKind::Moved { from } => ("moved", Some(from).filter(|from| **from != change.file)),
            ChangeKind::Changed => ("changed", None),
            ChangeKind::Returned => ("returned", None),
            ChangeKind::Vanished => ("vanished", None),
        };
        let from = from.map(|from| format!("  (was {})", escape(from))).unwrap_or_default();
        writeln!(text, "{kind:<9} {}  {}{from}", escape(&change.file), escape(&change.front))
            .expect("a String takes every write");
        match kinds.last_mut() {
            Some((last, number)) if *last == kind => *number += 1,
            _ => kinds.push((kind, 1)),
        }
    }
    let total = count(changes.len(), "change", "changes");
    let kinds: Vec<String> = kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    if kinds.is_empty() {
        format!("{text}no card changed\n")
    } else {
        format!("{text}{total}: {}\n", kinds.join(", "))
    }
}
