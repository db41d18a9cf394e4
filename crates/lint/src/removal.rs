//! Whether taking characters out of a line may change what its markup means.

use notesmith_diagnostic::{Applicability, Span};

/// Tells how safe it is to take bytes out that show nothing.
///
/// It is not where they keep markup apart or from working: beside its signs, and at the start of a line, where what
/// follows may become a heading, a list or nothing at all.
pub(crate) fn safety(text: &str, span: Span) -> Applicability {
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let line = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let starts = line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ">-*+.)".contains(c));
    let next = after.chars().next();
    let is_sign = |c: char| "*_~`[]()<>|\\#".contains(c);
    let starts_url = after.starts_with("http") || after.starts_with("www.");
    // Two spaces at the end of a line break it.
    let joins_spaces = before.ends_with([' ', '\t']) && next.is_none_or(char::is_whitespace);
    let beside_markup = next.is_some_and(is_sign) || before.ends_with(is_sign) || starts_url || joins_spaces;
    if beside_markup || (starts && !next.is_some_and(char::is_alphabetic)) {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Applicability) {
        let at = text.find('\u{200B}').expect("a character to remove");
        assert_eq!(safety(text, Span::new(at, at + 3)), expected, "{text:?}");
    }

    #[test]
    fn markup_stays_as_it_is() {
        check("a\u{200B}b", Applicability::Safe);
        check("- \u{200B}用語: x", Applicability::Safe);
        check("語。\u{200B}", Applicability::Safe);
        check("\u{200B}# x", Applicability::Unsafe);
        check("a\n\u{200B}\nb", Applicability::Unsafe);
        check("**太字。**\u{200B}続き", Applicability::Unsafe);
        check("a\u{200B}https://a.example", Applicability::Unsafe);
        check("a \u{200B} \nb", Applicability::Unsafe);
        check("> \u{200B}1. x", Applicability::Unsafe);
    }
}
