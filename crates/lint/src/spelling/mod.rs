//! The words of all notes together, and what is to be said about each distinct one.
//!
//! Each word is judged once, however many rules of the group are on; the rules report the verdicts of their kind.
//! Words of a script that no rule asks for are not judged.

mod acronym;
mod candidates;
mod case;
mod context;
mod corrections;
mod edit;
mod inflection;
mod judge;
mod kanji;
mod katakana;
mod katakana_parts;
mod katakana_slips;
mod names;
mod report;
mod settings;
mod slips;
mod style;
mod two_edits;
mod usages;
mod variants;
mod verdict;
mod verdicts;
mod words;

pub(crate) use report::{Remedy, report};
pub use settings::SpellingSettings;
pub(crate) use slips::{report_slips, write_right};
pub(crate) use style::lower_case_form;
pub(crate) use variants::{Strength, Taken, all as term_variants};
pub(crate) use verdict::{Verdict, VerdictKind};
pub(crate) use verdicts::Verdicts;
pub(crate) use words::Words;
