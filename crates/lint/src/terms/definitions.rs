//! Definitions that stand in several places, word for word or with a word changed.

use rustc_hash::FxHashMap;

use crate::facts::FileFacts;
use crate::facts::terms::{Definition, NamedDefinition};

/// How many words of each of two definitions the other may lack.
const CHANGED: u32 = 2;
/// How many definitions of one term are compared with each.
const COMPARED: usize = 16;

/// Definitions of one note that stand in another one, too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Copied {
    /// The note and the first of the definitions.
    pub(crate) place: (usize, Definition),
    /// Where the first of them stands as well.
    pub(crate) original: (usize, Definition),
    /// How many stand in a row in both notes.
    pub(crate) count: usize,
}

/// The long definitions that an earlier note has word for word.
pub(crate) fn copies(files: &[FileFacts]) -> Vec<Copied> {
    let all = files.iter().map(|file| file.terms.as_ref().map_or(&[][..], |terms| &terms.long));
    let mut first: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    let mut copies: Vec<Copied> = Vec::new();
    for (file, definitions) in all.clone().enumerate() {
        // What the definition before is a copy of.
        let mut before = None;
        for (number, definition) in definitions.iter().enumerate() {
            let original = *first.entry(definition.hash).or_insert((file, number));
            if original.0 == file {
                before = None;
                continue;
            }
            if let Some(head) = copies.last_mut().filter(|_| before == Some(original)) {
                head.count += 1;
            } else {
                let place = (file, *definition);
                copies.push(Copied { place, original: (original.0, *definition), count: 1 });
            }
            before = Some((original.0, original.1 + 1));
        }
    }
    let all: Vec<&[Definition]> = all.collect();
    for copied in &mut copies {
        let (file, number) = first[&copied.original.1.hash];
        copied.original.1 = all[file][number];
    }
    copies
}

/// Pairs of definitions of one term that differ in a word or two; the second of each stands behind the first.
pub(crate) fn conflicts(files: &[FileFacts]) -> Vec<[(usize, NamedDefinition); 2]> {
    let mut all: Vec<(u64, usize, NamedDefinition)> = Vec::new();
    for (file, facts) in files.iter().enumerate() {
        let short = facts.terms.iter().flat_map(|terms| &terms.short);
        all.extend(short.map(|definition| (definition.key, file, *definition)));
    }
    all.sort_by_key(|(key, ..)| *key);
    let mut conflicts = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, file, definition)) in same.iter().enumerate() {
            let mut others = same[..at].iter().take(COMPARED);
            let other = others.find(|(_, other_file, other)| {
                // In one place of one note the same term twice is another matter.
                let is_one_place = file == other_file && definition.context == other.context;
                !is_one_place && differ_little(definition.words, other.words)
            });
            if let Some((_, other_file, other)) = other {
                conflicts.push([(*other_file, *other), (*file, *definition)]);
            }
        }
    }
    conflicts
}

/// Whether each of two sets of words has one or two that the other lacks, and most are in both.
fn differ_little(a: u128, b: u128) -> bool {
    let (of_a, of_b) = ((a & !b).count_ones(), (b & !a).count_ones());
    let changed = of_a.max(of_b);
    of_a.min(of_b) >= 1 && changed <= CHANGED && (a & b).count_ones() >= 2 * changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_differ() {
        assert!(differ_little(0b1101, 0b1110));
        assert!(!differ_little(0b101, 0b110), "half of them");
        assert!(!differ_little(0b1111, 0b0111), "one is part of the other");
        assert!(!differ_little(0b11_1111_0001, 0b11_1111_1110), "three of one");
    }
}
