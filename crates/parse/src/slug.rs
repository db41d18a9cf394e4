//! The fragment that GitHub gives a heading.
//!
//! The algorithm is that of npm `github-slugger` 2.0.0; fragments of other renderers are not made here.

use rustc_hash::FxHashMap;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Gives the slug of a heading's text as GitHub makes it, without the number that tells equal ones apart.
///
/// Unicode lower case; alphabetic characters, marks, decimal digits, connector punctuation and hyphens stay, a
/// space becomes a hyphen, and everything else goes.
pub fn slug(text: &str) -> String {
    let keeps = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '-'
            || c == '_'
            || (!c.is_ascii()
                && (c.is_alphabetic()
                    || matches!(
                        c.general_category(),
                        GeneralCategory::NonspacingMark
                            | GeneralCategory::SpacingMark
                            | GeneralCategory::EnclosingMark
                            | GeneralCategory::DecimalNumber
                            | GeneralCategory::ConnectorPunctuation
                    )))
    };
    text.to_lowercase()
        .chars()
        .filter_map(|c| if c == ' ' { Some('-') } else { keeps(c).then_some(c) })
        .collect()
}

/// Gives the headings of one file their slugs in order, numbering equal ones.
#[derive(Debug, Default)]
pub struct Slugger {
    taken: FxHashMap<String, usize>,
}

impl Slugger {
    /// Gives the slug of the next heading: `foo`, `foo-1`, …; a number that a heading's own text took is skipped.
    pub fn next(&mut self, text: &str) -> String {
        let original = slug(text);
        let mut result = original.clone();
        while self.taken.contains_key(&result) {
            let count = self.taken.entry(original.clone()).or_default();
            *count += 1;
            result = format!("{original}-{count}");
        }
        self.taken.insert(result.clone(), 0);
        result
    }
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

    #[test]
    fn generated_slugs_are_taken_too() {
        let mut slugger = Slugger::default();
        let slugs: Vec<_> = ["foo", "foo", "foo-1", "foo"].iter().map(|text| slugger.next(text)).collect();
        assert_eq!(slugs, ["foo", "foo-1", "foo-1-1", "foo-2"]);
    }
}
