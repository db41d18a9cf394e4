//! Slips in Japanese text that show in the letters alone: doubled particles, look-alikes, stray letters and spaces.
//!
//! One pass over the running text collects them all; whether a doubtful form counts is for the rules to decide.

mod doubled;
mod kind;
mod letters;
mod look_alike;
mod scan;
mod slip;
mod spaces;
mod suspicion;

pub(crate) use scan::collect;
pub(crate) use slip::{KanaSlip, SlipKind};
