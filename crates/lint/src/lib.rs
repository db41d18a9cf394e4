//! The rules of notesmith and the engine that runs them.
//!
//! A rule is a function over the views of a [`Note`], or over the facts of all notes ([`Corpus`]); it stands in one
//! file with its documentation, which is its test as well.
//! This crate is pure: files, threads and output are the command line's.

mod addresses;
mod corpus;
mod edge_spacing;
mod emphasis_marker;
mod engine;
mod facts;
mod files;
mod fixes;
mod hints;
mod kana;
mod markdownlint;
mod markdownlint_file;
mod markdownlint_names;
mod norm;
mod note;
pub mod numbering;
mod pattern;
mod prh;
mod radicals;
mod removal;
pub mod renumber;
mod rule;
mod rules;
mod scheme;
mod settings;
mod sink;
mod spelling;
mod suppression;
mod terms;
mod textlint_names;
mod unreachable;
mod views;
pub mod vocabulary;
mod web_rules;
mod wording;
mod yaml;

pub use addresses::Addresses;
pub use corpus::Corpus;
pub use engine::{CorpusReport, NoteReport, check_corpus, check_note, finish};
pub use facts::{
    FileFacts, Fragments, LatinPlace, LatinPlaces, LatinSpacing, LocalLink, SeparatorStyle, TermSeparator,
    anchors_of, term_separators,
};
pub use files::{Files, Lookup, Target};
pub use fixes::{Fixed, apply_fixes, replaced};
pub use hints::Hints;
pub use markdownlint::{FromMarkdownlint, from_markdownlint};
pub use markdownlint_file::{MarkdownlintFile, Settings};
pub use note::Note;
pub use pattern::Pattern;
pub use prh::{Prh, PrhError};
pub use rule::{AnyOptions, Check, Level, NoOptions, Rule, all_rules, find_rule};
pub use settings::{ActiveRule, Layer, RuleSet, RuleSetting, SettingsError, closest_rule, settings_of};
pub use spelling::SpellingSettings;
pub use suppression::Suppressions;
pub use web_rules::WEB_RULES;
