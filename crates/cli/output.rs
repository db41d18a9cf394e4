//! Standard output and standard error: colours, widths, and text that cannot take over the terminal.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write as _};

use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::args::ColorChoice;
use crate::error::CliError;

/// Tells whether to colour what goes to standard output: the flag, then `NO_COLOR`, `CLICOLOR_FORCE`, the terminal.
pub(crate) fn use_color(choice: ColorChoice) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto => set("CLICOLOR_FORCE") || io::stdout().is_terminal(),
    }
}

/// Gives the width to write for, in columns: the terminal's, `COLUMNS`, or 100.
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(100)
        .max(40)
}

/// Writes to standard output at once.
pub(crate) fn print(text: &str) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(CliError::output)
}

/// Writes a line to standard error; a closed standard error is no reason to stop.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Shows an error on standard error.
pub(crate) fn error(error: &CliError) {
    let color = std::env::var_os("NO_COLOR").is_none() && io::stderr().is_terminal();
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width());
    if handler.render_report(&mut text, error).is_err() {
        text = error.to_string();
    }
    note(text.trim_end());
}

/// Replaces control characters, which a name or a note could use to take over a terminal or to fake a line of our
/// own, by visible escapes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_bad(c) {
            escaped.extend(c.escape_unicode());
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
    fn control_characters_become_visible() {
        assert_eq!(escape("日本 a\tb"), "日本 a\\u{9}b");
        assert_eq!(escape("x\n::error ::\u{1b}[31m"), "x\\u{a}::error ::\\u{1b}[31m");
        assert_eq!(escape("\u{202E}abc"), "\\u{202e}abc");
    }
}
