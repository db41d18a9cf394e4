//! The fragments that renderers give headings.

mod github;
mod mkdocs;
mod pandoc;
mod ruby;
mod slugger;
mod style;
mod zenn;

pub use github::slug;
pub use slugger::Slugger;
pub use style::AnchorStyle;
