//! From documents to cards: Anki CSV and JSON.
