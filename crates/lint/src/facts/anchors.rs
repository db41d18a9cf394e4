//! The fragments that a note offers.

use notesmith_parse::{Document, Slugger};

/// Gives the fragments of a note in order: the slugs of its headings, the `id`s and `name`s in its HTML, and the
/// ids of headings such as `## Text {#id}`, which other renderers understand.
pub fn anchors_of(document: &Document) -> Vec<String> {
    let headings = document.headings().iter().map(|heading| heading.text.as_str());
    let mut anchors = Slugger::all(document.anchor_style(), headings);
    let named = document.headings().iter().filter_map(|heading| {
        let (_, id) = heading.text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
        Some(id.trim().to_owned())
    });
    anchors.extend(document.html_ids().chain(named));
    anchors
}

/// The fragments of a note in one piece: those of all notes are kept until the last one is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragments {
    /// One behind another.
    text: Box<str>,
    /// Where each ends.
    ends: Box<[u32]>,
}

impl Fragments {
    /// Gives how many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Gives them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start as usize..*end as usize])
    }
}

impl From<Vec<String>> for Fragments {
    fn from(fragments: Vec<String>) -> Self {
        let ends = fragments.iter().scan(0, |end, fragment| {
            *end += fragment.len() as u32;
            Some(*end)
        });
        Self { ends: ends.collect(), text: fragments.concat().into() }
    }
}
