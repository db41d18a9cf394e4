//! What terms are said to be in all notes together.

mod acronyms;
mod definitions;

pub(crate) use acronyms::{Clash, Kind, clashes};
pub(crate) use definitions::{conflicts, copies};
