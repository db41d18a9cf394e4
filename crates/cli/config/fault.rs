//! What is wrong at one place of a configuration file.

use std::ops::Range;

/// A fault with its place and its remedy.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Option<String>,
    /// The place, in bytes.
    pub(super) span: Range<usize>,
}

impl Fault {
    /// Makes a fault that says what to do.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()), span }
    }
}
