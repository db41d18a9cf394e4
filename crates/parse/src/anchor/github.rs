//! GitHub's fragments.
//!
//! The algorithm is that of npm `github-slugger` 2.0.0.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Gives the slug of a heading's text as GitHub makes it, without the number that tells equal ones apart.
///
/// Unicode lower case; alphabetic characters, marks, decimal digits, connector punctuation and hyphens stay, a
/// space becomes a hyphen, and everything else goes.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        let kept =
            text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_'));
        return kept
            .map(|byte| if byte == b' ' { '-' } else { char::from(byte.to_ascii_lowercase()) })
            .collect();
    }
    text.to_lowercase()
        .chars()
        .filter_map(|c| if c == ' ' { Some('-') } else { (is_word(c) || c == '-').then_some(c) })
        .collect()
}

/// Tells whether a character is part of a word: `\p{Word}` of Unicode Technical Standard 18, annex C.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphabetic()
        || matches!(
            c.general_category(),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
                | GeneralCategory::DecimalNumber
                | GeneralCategory::ConnectorPunctuation
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_github() {
        for (text, expected) in [
            ("Hello, World!", "hello-world"),
            ("21.", "21"),
            ("第 1 分野: SDLC のオートメーション", "第-1-分野-sdlc-のオートメーション"),
            ("全角　空白", "全角空白"),
            ("A  B", "a--b"),
            (" lead", "-lead"),
            ("① emoji 🎉 ok", "-emoji--ok"),
            ("snake_case-and-kebab", "snake_case-and-kebab"),
            ("１２", "１２"),
            ("Ⅳ ローマ", "ⅳ-ローマ"),
            ("が", "か\u{3099}".replace("か\u{3099}", "が").as_str()),
        ] {
            assert_eq!(slug(text), expected, "slug of {text:?}");
        }
    }
}
