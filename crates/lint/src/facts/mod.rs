//! What rules over all notes need to know of one note; one file a topic.

mod anchors;
pub(crate) mod choices;
mod file;
pub(crate) mod joints;
pub(crate) mod kana;
mod links;
pub(crate) mod punctuation;
mod separators;
pub(crate) mod terms;
pub(crate) mod words;

pub use anchors::{Fragments, anchors_of};
pub use file::FileFacts;
pub use joints::{LatinPlace, LatinPlaces, LatinSpacing};
pub use links::LocalLink;
pub(crate) use links::percent_decode;
pub use separators::{SeparatorStyle, TermSeparator, collect as term_separators};
