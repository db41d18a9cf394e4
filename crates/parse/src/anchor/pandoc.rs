//! The identifiers that pandoc makes of headings in its own Markdown.
//!
//! Source: pandoc's manual, "Extension: `auto_identifiers`", and `Text.Pandoc.Shared`, `inlineListToIdentifier`; which
//! characters stay was tried with pandoc 2.17 on all code points.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// Gives the identifier; `section` where nothing is left.
pub(super) fn slug(text: &str) -> String {
    // Dashes and dots that typography makes one character of go, single ones stay.
    let plain = text.replace("--", "").replace("...", "").to_lowercase();
    let keeps = |c: &char| is_space(*c) || is_letter(*c) || is_number(*c) || "_-.".contains(*c);
    let kept: String = plain.chars().filter(keeps).collect();
    let words: Vec<&str> = kept.split(is_space).filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    match joined.trim_start_matches(|c| !is_letter(c)) {
        "" => "section".to_owned(),
        slug => slug.to_owned(),
    }
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c.general_category_group() == GeneralCategoryGroup::Separator
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

fn is_number(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_pandoc() {
        for (text, expected) in [
            ("Hello, World!", "hello-world"),
            ("21.", "section"),
            ("第 1 分野: SDLC のオートメーション", "第-1-分野-sdlc-のオートメーション"),
            ("全角　空白", "全角-空白"),
            ("① emoji 🎉 ok", "emoji-ok"),
            ("１２", "section"),
            ("Ⅳ ローマ", "ローマ"),
            ("Café Éclair", "café-éclair"),
            ("3. Third item", "third-item"),
            ("v1.2.3 (beta)", "v1.2.3-beta"),
            ("S3 と EC2 — 比較", "s3-と-ec2-比較"),
            ("-lead", "lead"),
            ("C++ & C#", "c-c"),
            ("a -- b", "a-b"),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }
}
