//! The fragments of Python-Markdown, which `MkDocs` uses.
//!
//! Source: `markdown` 3.11 of Python's package index, `markdown/extensions/toc.py`, `slugify` and `slugify_unicode`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// Gives a slug of the default, which has only ASCII: a heading in Japanese is numbered alone.
pub(super) fn ascii_slug(text: &str) -> String {
    slug(text.nfkd().filter(char::is_ascii))
}

/// Gives a slug of the variant that keeps all letters.
pub(super) fn unicode_slug(text: &str) -> String {
    slug(text.chars())
}

/// Keeps words, white space and hyphens, trims, lowers, and makes one hyphen of each run of white space and hyphens.
fn slug(text: impl Iterator<Item = char>) -> String {
    let kept: String = text.filter(|c| is_word(*c) || c.is_whitespace() || *c == '-').collect();
    let mut slug = String::with_capacity(kept.len());
    for c in kept.trim().to_lowercase().chars() {
        if c != '-' && !c.is_whitespace() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// Tells whether Python's `\w` matches: letters, numbers and `_`, but no marks.
fn is_word(c: char) -> bool {
    let is_word = |group| matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number);
    c == '_' || is_word(c.general_category_group())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_python_markdown() {
        for (text, ascii, unicode) in [
            ("Hello, World!", "hello-world", "hello-world"),
            ("第 1 分野: SDLC のオートメーション", "1-sdlc", "第-1-分野-sdlc-のオートメーション"),
            ("全角　空白", "", "全角-空白"),
            ("A  B", "a-b", "a-b"),
            ("① emoji 🎉 ok", "1-emoji-ok", "①-emoji-ok"),
            ("Ⅳ ローマ", "iv", "ⅳ-ローマ"),
            ("Café Éclair", "cafe-eclair", "café-éclair"),
            ("S3 と EC2 — 比較", "s3-ec2", "s3-と-ec2-比較"),
            ("-lead", "-lead", "-lead"),
            ("v1.2.3 (beta)", "v123-beta", "v123-beta"),
        ] {
            assert_eq!(
                (ascii_slug(text).as_str(), unicode_slug(text).as_str()),
                (ascii, unicode),
                "{text:?}"
            );
        }
    }
}
