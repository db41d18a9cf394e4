//! Texts of all notes with their count and their places.
//!
//! A run of 100,000 notes adds millions of places, and hardly any is asked for: they are appended to one vector, each
//! with the way to the one before it of the same text.

use crate::facts::words::{KanjiUse, KanjiWord, KeyIndex, ROOM, kanji_key, word_key};

/// A place: the note's index in the run and the byte in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) start: u32,
}

/// Places of many texts.
#[derive(Debug, Default)]
struct Places(Vec<Linked>);

/// A place and the link to the one before it of the same text.
#[derive(Clone, Copy, Debug)]
struct Linked {
    place: Place,
    before: Link,
}

/// The number of a place plus one; 0 for none.
type Link = u32;

impl Places {
    /// Adds a place to those that `last` leads to.
    fn add(&mut self, last: &mut Link, place: Place) {
        self.0.push(Linked { place, before: *last });
        *last = self.0.len() as u32;
    }

    /// The places that a link leads to, in the order in which they were added.
    fn of(&self, mut link: Link) -> Vec<Place> {
        let mut places = Vec::new();
        while let Some(at) = link.checked_sub(1) {
            let linked = self.0[at as usize];
            places.push(linked.place);
            link = linked.before;
        }
        places.reverse();
        places
    }
}

/// Known words that the notes use more often than this keep no places.
const ESTABLISHED: u32 = 1000;

/// Texts with their usage.
#[derive(Debug)]
pub(crate) struct Usages {
    index: KeyIndex,
    rows: Vec<Row>,
    texts: String,
    places: Places,
}

#[derive(Debug)]
struct Row {
    /// Where the text ends among all texts; it begins where the one before ends.
    end: u32,
    count: u32,
    last: Link,
}

/// How a text is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage<'a> {
    /// How often, identical notes counted once.
    pub(crate) count: u32,
    last: Link,
    places: &'a Places,
}

impl Usage<'_> {
    /// Where it stands, in order; identical notes too.
    pub(crate) fn places(&self) -> Vec<Place> {
        self.places.of(self.last)
    }
}

impl Default for Usages {
    fn default() -> Self {
        Self {
            index: KeyIndex::default(),
            rows: Vec::with_capacity(ROOM),
            texts: String::new(),
            places: Places::default(),
        }
    }
}

impl Usages {
    /// Counts a text and gives its number.
    pub(super) fn count(&mut self, key: u64, text: &str, count: u32) -> u32 {
        let number = self.index.number(key);
        if let Some(row) = self.rows.get_mut(number) {
            row.count += count;
        } else {
            self.texts.push_str(text);
            self.rows.push(Row { end: self.texts.len() as u32, count, last: 0 });
        }
        number as u32
    }

    /// Adds a place of the text with this number.
    pub(super) fn add_place(&mut self, number: u32, place: Place) {
        self.places.add(&mut self.rows[number as usize].last, place);
    }

    /// Whether a known text is used so often that its places are not worth their room; then it has none.
    pub(super) fn is_established(&mut self, number: u32) -> bool {
        let row = &mut self.rows[number as usize];
        let is_established = row.count > ESTABLISHED;
        if is_established {
            row.last = 0;
        }
        is_established
    }

    /// How a text is used.
    pub(crate) fn get(&self, text: &str) -> Option<Usage<'_>> {
        self.index.find(word_key(text)).map(|number| self.usage(&self.rows[number]))
    }

    /// How often the text with a key is used.
    pub(super) fn count_keyed(&self, key: u64) -> u32 {
        self.index.find(key).map_or(0, |number| self.rows[number].count)
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether a text is used.
    pub(crate) fn contains_key(&self, text: &str) -> bool {
        self.index.find(word_key(text)).is_some()
    }

    /// All texts with their usage, in the order in which they were first used.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Usage<'_>)> {
        let mut start = 0;
        self.rows.iter().map(move |row| {
            let text = &self.texts[start..row.end as usize];
            start = row.end as usize;
            (text, self.usage(row))
        })
    }

    /// All texts, in the order in which they were first used.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(text, _)| text)
    }

    fn usage(&self, row: &Row) -> Usage<'_> {
        Usage { count: row.count, last: row.last, places: &self.places }
    }
}

/// A word of two kanji that the notes use more often than this is theirs.
pub(super) const RARE_KANJI: u32 = 2;

/// Words of two kanji with their usage.
#[derive(Debug, Default)]
pub(crate) struct KanjiUsages {
    index: KeyIndex,
    rows: Vec<KanjiRow>,
    places: Places,
}

#[derive(Debug)]
struct KanjiRow {
    word: KanjiWord,
    count: u32,
    followers: u32,
    last: Link,
}

/// How a word of two kanji is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KanjiUsage<'a> {
    /// How often, identical notes counted once.
    pub(crate) count: u32,
    /// What follows it, as bits.
    pub(crate) followers: u32,
    last: Link,
    places: &'a Places,
}

impl KanjiUsage<'_> {
    /// Where it stands, in order, as long as it is rare; identical notes too.
    pub(crate) fn places(&self) -> Vec<Place> {
        self.places.of(self.last)
    }
}

impl KanjiUsages {
    /// Adds how the note with this index uses a word, `weight` times.
    pub(super) fn add(&mut self, file: u32, used: &KanjiUse, weight: u32) {
        let number = self.index.number(kanji_key(used.word));
        if number == self.rows.len() {
            self.rows.push(KanjiRow { word: used.word, count: 0, followers: 0, last: 0 });
        }
        let row = &mut self.rows[number];
        row.count += weight * used.count;
        row.followers |= used.followers;
        if row.count > RARE_KANJI {
            row.last = 0;
        } else {
            for &start in used.places() {
                self.places.add(&mut row.last, Place { file, start });
            }
        }
    }

    /// All words with their usage, in the order in which they were first used.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&KanjiWord, KanjiUsage<'_>)> {
        self.rows.iter().map(|row| {
            let KanjiRow { word, count, followers, last } = row;
            (word, KanjiUsage { count: *count, followers: *followers, last: *last, places: &self.places })
        })
    }
}
