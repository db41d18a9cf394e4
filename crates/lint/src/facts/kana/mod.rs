//! Slips in Japanese text that show in the letters alone: doubled particles, look-alikes, stray letters and spaces.
//!
//! Whoever splits the text into words reads its letters through [`runs`] and asks [`suspicion`] of what stands between
//! them; [`collect`] looks closer at the texts that are suspicious.
//! Whether a doubtful form counts is for the rules to decide.

mod by_ear;
mod doubled;
mod endings;
mod kind;
mod letters;
mod look_alike;
mod miswritten;
mod pairs;
pub(crate) mod runs;
mod scan;
mod slip;
mod spaces;
pub(crate) mod suspicion;

pub(crate) use miswritten::right_for;
pub(crate) use scan::collect;
pub(crate) use slip::{KanaSlip, SlipKind};
