//! JSON written to a terminal or a log that may look for commands in it.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;

use crate::escape::can_steer;

/// Whether a value takes one line or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One line, for formats of one value a line.
    Line,
    /// Indented.
    Pretty,
}

/// Writes a value and a line end.
///
/// `##[error]` and `##vso[…]` are commands to some CI machines wherever they stand in a line, and serde escapes only
/// the controls below U+0020. Both occur in strings only, where their JSON escapes mean the same.
pub(crate) fn write_json(value: &impl Serialize, layout: Layout, out: &mut dyn io::Write) -> io::Result<()> {
    let text = match layout {
        Layout::Line => serde_json::to_string(value)?,
        Layout::Pretty => serde_json::to_string_pretty(value)?,
    };
    writeln!(out, "{}", escape(&text))
}

/// Escapes what [`write_json`] says.
fn escape(text: &str) -> String {
    let text = text.replace("##[", "\\u0023#[").replace("##vso[", "\\u0023#vso[");
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
    escaped
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
