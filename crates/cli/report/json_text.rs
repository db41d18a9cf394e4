//! JSON written to a terminal or a log that may look for commands in it.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;
use std::io;

use serde::{Serialize, Serializer};

use crate::escape::can_steer;

/// Whether a value takes one line or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One line, for formats of one value a line.
    Line,
    /// Indented.
    Pretty,
}

/// A list whose members are made while it is written, each gone before the next: a tree of JSON takes many times the
/// room of its text.
pub(crate) struct OneByOne<I>(Cell<Option<I>>);

impl<I> OneByOne<I> {
    /// Makes a list that can be written once.
    pub(crate) fn new(members: I) -> Self {
        Self(Cell::new(Some(members)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for OneByOne<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// Writes a value and a line end, piece by piece: a report may be larger than memory.
///
/// `##[error]` and `##vso[…]` are commands to some CI machines wherever they stand in a line, and serde escapes only
/// the controls below U+0020. Both occur in strings only, where their JSON escapes mean the same.
pub(crate) fn write_json(value: &impl Serialize, layout: Layout, out: &mut dyn io::Write) -> io::Result<()> {
    let mut escaping = Escaping(out);
    match layout {
        Layout::Line => serde_json::to_writer(&mut escaping, value)?,
        Layout::Pretty => serde_json::to_writer_pretty(&mut escaping, value)?,
    }
    writeln!(out)
}

/// Escapes what [`write_json`] says in what passes through.
///
/// serde writes what stands between two escapes of its own at once, so that no piece ends inside a command.
struct Escaping<'a>(&'a mut dyn io::Write);

impl io::Write for Escaping<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let is_harmless = |byte: &u8| matches!(byte, b'\n' | b' '..=b'~') && *byte != b'#';
        if piece.iter().all(is_harmless) {
            self.0.write_all(piece)?;
        } else {
            let text = std::str::from_utf8(piece).map_err(io::Error::other)?;
            self.0.write_all(escape(text).as_bytes())?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Escapes what [`write_json`] says.
fn escape(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains("##") {
        text = Cow::Owned(text.replace("##[", "\\u0023#[").replace("##vso[", "\\u0023#vso["));
    }
    let is_bad = |c: char| c != '\n' && can_steer(c);
    if !text.contains(is_bad) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_bad(c) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_strings_are_escaped_without_loss() {
        let value = ["##[error]x", "a\u{9b}\u{202e}\u{1b}\n::error ::", "## 21."];
        let mut out = Vec::new();
        write_json(&value, Layout::Line, &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("JSON is UTF-8");
        assert_eq!(text, "[\"\\u0023#[error]x\",\"a\\u009b\\u202e\\u001b\\n::error ::\",\"## 21.\"]\n");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).expect("still JSON"), value);
    }
}
