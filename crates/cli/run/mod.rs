//! One run: every file read, parsed and checked, then the rules over all of them, then fixes.

mod check;
mod checked_text;
mod fix;

pub(crate) use check::{Checked, CheckedFile, Setup, check};
pub(crate) use fix::{FixOutcome, Fixing, fix_all};
