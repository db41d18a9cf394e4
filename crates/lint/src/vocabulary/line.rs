//! The texts that tables point into: one entry a line.

/// The line that begins at a byte.
pub(super) fn line(text: &'static str, start: usize) -> &'static str {
    let rest = &text[start..];
    rest.split_once('\n').map_or(rest, |(line, _)| line)
}
