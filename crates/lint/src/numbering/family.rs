//! Files of one folder whose names promise ranges of one series: `01-10.md`, `11-20.md`, ….

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::numbering::{FileRange, Series};

/// The files of one folder that share one series; its entries are sorted by range.
pub(crate) struct Family {
    /// The files.
    pub(crate) entries: Vec<Entry>,
}

/// One file of a family.
pub(crate) struct Entry {
    /// The index into [`Corpus::files`].
    pub(crate) file: usize,
    /// The index of the file's main series into [`crate::numbering::Outline::series`].
    pub(crate) series: usize,
    /// What the file's name promises.
    pub(crate) range: FileRange,
}

impl Family {
    /// Gives how many of the numbers stand inside the range of their file, and how many there are.
    pub(crate) fn inside(&self, corpus: &Corpus) -> (usize, usize) {
        let mut counts = (0, 0);
        for entry in &self.entries {
            let outline = &corpus.files()[entry.file].outline;
            let members = &outline.series[entry.series].members;
            counts.1 += members.len();
            counts.0 +=
                members.iter().filter(|&&m| entry.range.numbers().contains(&outline.value(m))).count();
        }
        counts
    }

    /// Tells whether the names of the files really speak of the numbers of their headings.
    pub(crate) fn is_kept(&self, corpus: &Corpus) -> bool {
        let (inside, total) = self.inside(corpus);
        inside >= 2 && inside * 3 >= total * 2
    }

    /// Gives the count of all numbers that the names promise.
    pub(crate) fn promised(&self) -> usize {
        self.entries.iter().map(|entry| entry.range.numbers().count()).sum()
    }
}

/// Gives the families of a run, by folder and shape; only those whose names speak of the numbers of their headings.
pub(crate) fn families(corpus: &Corpus) -> Vec<Family> {
    let mut found: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
    for (file, facts) in corpus.files().iter().enumerate() {
        let Some(range) = facts.outline.range else { continue };
        // Of series of one length the first is the main one.
        let main =
            facts.outline.series.iter().enumerate().rev().max_by_key(|(_, series)| series.members.len());
        let Some((index, series)) = main else { continue };
        let folder = facts.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let key = (folder, series.level, &series.shape);
        found.entry(key).or_default().push(Entry { file, series: index, range });
    }
    let families = found.into_values().map(|mut entries| {
        entries.sort_by_key(|entry| (entry.range, entry.file));
        Family { entries }
    });
    families.filter(|family| family.is_kept(corpus)).collect()
}

impl Entry {
    /// Gives the series of the file.
    pub(crate) fn series<'a>(&self, corpus: &'a Corpus) -> &'a Series {
        &corpus.files()[self.file].outline.series[self.series]
    }
}
