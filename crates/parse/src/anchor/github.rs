//! GitHub's fragments.
//!
//! The algorithm is that of npm `github-slugger` 2.0.0.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Gives the slug of a heading's text as GitHub makes it, without the number that tells equal ones apart.
///
/// Unicode lower case; alphabetic characters, marks, decimal digits, connector punctuation and hyphens stay, a
/// space becomes a hyphen, and everything else goes.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    // The lower case of a sigma depends on what stands around it.
    let lower = if text.contains('Σ') { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) };
    for c in lower.chars() {
        match c {
            ' ' => slug.push('-'),
            // Kana and kanji, which have no case.
            '-' | '_' | 'a'..='z' | '0'..='9' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='\u{9FFF}'
                if c != '・' =>
            {
                slug.push(c);
            }
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => {}
            _ => slug.extend(c.to_lowercase().filter(|c| is_word(*c))),
        }
    }
    slug
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
