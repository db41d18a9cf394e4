//! Slips in Japanese text that show in the letters alone: doubled particles, look-alikes, stray letters and spaces.
//!
//! Whoever splits the text into words asks [`suspicion`] of each run of letters; [`collect`] looks closer at the texts
//! that are suspicious.
//! Whether a doubtful form counts is for the rules to decide.

mod by_ear;
mod doubled;
mod kind;
mod letters;
mod look_alike;
mod pairs;
mod scan;
mod slip;
mod spaces;
pub(crate) mod suspicion;

pub(crate) use kind::{Kind, kana_or_mark};
pub(crate) use scan::collect;
pub(crate) use slip::{KanaSlip, SlipKind};
