//! Dictionaries of prh, which Japanese teams have: what is written how, by expressions of JavaScript.
//!
//! The form is that of prh 5.4 (npm `prh`); files are read by the caller.

mod dictionary;
mod expression;
mod javascript;
mod raw;
mod rule;
mod target;

pub use dictionary::{Prh, PrhError};
