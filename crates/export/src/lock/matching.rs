//! Cards that lost their place, matched with places that are new: first by what cannot be chance.

use std::collections::{BTreeMap, BTreeSet};

use super::file::LockEntry;
use crate::CardType;
use crate::identity::Key;

/// How one card is recognised; the weaker a sign, the later it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The same front and back: the entry was moved, or a heading above it was renamed.
    FrontAndBack,
    /// The same back in the same file: the term was renamed.
    BackInFile,
    /// The same back: the term was renamed and moved.
    Back,
    /// The same front in the same file: the entry was moved inside it and edited.
    FrontInFile,
    /// Between the same cards under the same headings of the same file: the entry was rewritten in its place.
    PlaceInFile,
    /// Between the same cards under the same headings: the file was renamed, too.
    Place,
}

const SIGNS: [Sign; 6] =
    [Sign::FrontAndBack, Sign::BackInFile, Sign::Back, Sign::FrontInFile, Sign::PlaceInFile, Sign::Place];

/// The marks of one card, on either side.
pub(super) struct Marks<'a> {
    pub(super) key: Key,
    pub(super) entry: &'a LockEntry,
}

/// What makes cards equal under one sign.
type Likeness<'a> = (CardType, &'a str, &'a str, u64);

/// Pairs new keys with lost ones.
///
/// A sign pairs a group of equals only if there are as many on both sides; then in the order given.
pub(super) fn pair(new: &[Marks<'_>], lost: &[Marks<'_>]) -> BTreeMap<Key, Key> {
    let mut pairs = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for sign in SIGNS {
        let mut groups: BTreeMap<Likeness<'_>, (Vec<Key>, Vec<Key>)> = BTreeMap::new();
        for marks in lost.iter().filter(|marks| !taken.contains(&marks.key)) {
            groups.entry(sign.of(marks.entry)).or_default().1.push(marks.key);
        }
        if groups.is_empty() {
            break;
        }
        for marks in new.iter().filter(|marks| !pairs.contains_key(&marks.key)) {
            if let Some((here, _)) = groups.get_mut(&sign.of(marks.entry)) {
                here.push(marks.key);
            }
        }
        for (here, there) in groups.into_values().filter(|(here, there)| here.len() == there.len()) {
            for (key, old) in here.into_iter().zip(there) {
                pairs.insert(key, old);
                taken.insert(old);
            }
        }
    }
    pairs
}

impl Sign {
    fn of(self, entry: &LockEntry) -> Likeness<'_> {
        let LockEntry { content, file, front, card_type, .. } = entry;
        // Anki refuses a note whose note type changed.
        let (first, second, number): (&str, &str, u64) = match self {
            Self::FrontAndBack => (front, "", content.back),
            Self::BackInFile => (file, "", content.back),
            Self::Back => ("", "", content.back),
            Self::FrontInFile => (file, front, 0),
            Self::PlaceInFile => (file, "", content.place),
            Self::Place => ("", "", content.place),
        };
        (*card_type, first, second, number)
    }
}
