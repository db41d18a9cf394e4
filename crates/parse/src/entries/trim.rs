//! Spans without the white space or the marks around them.
//!
//! Hardly a text begins or ends with other white space than spaces, so bytes tell most of it.

use notesmith_diagnostic::Span;

/// Gives the range without white space around it.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let bytes = &text.as_bytes()[start..end.max(start)];
    let from = bytes.iter().position(|byte| *byte != b' ').unwrap_or(bytes.len());
    let to = bytes.iter().rposition(|byte| *byte != b' ').map_or(from, |last| last + 1);
    if begins_solid(&bytes[from..to]) && ends_solid(&bytes[from..to]) {
        return Span::new(start + from, start + to);
    }
    let inner = &text[start..end.max(start)];
    let body = inner.trim_start();
    let from = start + (inner.len() - body.len());
    Span::new(from, from + body.trim_end().len())
}

/// Tells whether a text surely begins with something else than white space.
pub(super) fn begins_solid(text: &[u8]) -> bool {
    match text {
        [b'!'..=b'~' | 0xE4..=0xFF, ..] => true,
        [0xE3, rest @ ..] => !rest.starts_with(&[0x80, 0x80]),
        _ => false,
    }
}

/// Tells whether a text surely ends with something else than white space.
fn ends_solid(text: &[u8]) -> bool {
    match text {
        [.., b'!'..=b'~'] | [.., 0xE4..=0xFF, _, _] => true,
        [.., 0xE3, second, third] => [*second, *third] != [0x80, 0x80],
        _ => false,
    }
}

/// Gives the length of the typographic bullets that people put behind the Markdown one.
pub(super) fn leading_marks(text: &str) -> usize {
    // All of them begin with E2, but `・`.
    if let [b'!'..=b'~' | 0xE4..=0xFF, ..] | [0xE3, 0x81 | 0x82, ..] = text.as_bytes() {
        return 0;
    }
    text.len()
        - text
            .trim_start_matches(|letter: char| {
                letter.is_whitespace()
                    || matches!(letter, '・' | '●' | '○' | '◯' | '■' | '□' | '◆' | '◇' | '▼' | '▽' | '※')
            })
            .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_left_out() {
        let texts =
            ["", "列", "a列", "列a", "é", "\u{1F600}", "“列”", "\u{4000}", "\u{3000}", "\u{A0}", "\u{2028}"];
        let spaces = ["", " ", "  ", "\u{3000}", "\t", "\u{A0} ", "\r\n"];
        for text in texts {
            for before in spaces {
                for behind in spaces {
                    let whole = format!("x{before}{text}{behind}x");
                    let inner = &whole[1..whole.len() - 1];
                    let found = trimmed(&whole, 1, whole.len() - 1);
                    assert_eq!(found.text(&whole), inner.trim(), "{whole:?}");
                    if !inner.trim().is_empty() {
                        let from = 1 + inner.len() - inner.trim_start().len();
                        assert_eq!(found.start(), from, "{whole:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn bullets_behind_bullets_are_left_out() {
        for (text, marks) in
            [("・列", "・"), ("● 列", "● "), ("※列", "※"), ("列・", ""), ("ア", ""), ("é", "")]
        {
            assert_eq!(leading_marks(text), marks.len(), "{text}");
        }
    }
}
