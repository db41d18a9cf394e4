//! Texts of one note with their places, in three vectors: few bytes a word, because 100,000 notes are kept.

/// Distinct texts and the bytes where each begins in the note.
#[derive(Debug, Default)]
pub(crate) struct Table {
    text: String,
    /// End of the text and end of the places of each row.
    rows: Vec<(u32, u32)>,
    places: Vec<u32>,
}

impl Table {
    /// Adds a row.
    pub(crate) fn push(&mut self, text: &str, places: &[u32]) {
        self.text.push_str(text);
        self.places.extend_from_slice(places);
        self.rows.push((self.text.len() as u32, self.places.len() as u32));
    }

    /// The rows in the order in which they were added.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &[u32])> {
        let mut start = (0, 0);
        self.rows.iter().map(move |&(text, places)| {
            let row = (
                &self.text[start.0 as usize..text as usize],
                &self.places[start.1 as usize..places as usize],
            );
            start = (text, places);
            row
        })
    }
}
