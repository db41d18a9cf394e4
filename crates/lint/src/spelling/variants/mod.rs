//! Terms that the notes write in several ways, each of them possible: `サーバ` and `サーバー`, `Route53` and `Route 53`.
//!
//! What is a slip (`サボート`, `VMWare`) is said elsewhere; a place that other judgements speak of is left to them.
//! The forms come from the table of distinct words, so that no text is read for them.

mod ends;
mod judge;
mod kana;
mod latin;
mod places;
mod variant;

pub(crate) use judge::all;
pub(crate) use places::Taken;
pub(crate) use variant::Strength;
