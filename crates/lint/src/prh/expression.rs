//! Expressions of JavaScript, compiled: by the `regex` crate, which takes linear time, where that is possible, else by
//! `fancy-regex`, which goes back and tries again, up to a limit.

use std::ops::Range;

use regex::RegexBuilder;

use super::javascript::{Dialect, translate};

/// How often an expression may go back between one match and the next.
const MOST_STEPS: usize = 1_000_000;
/// A compiled expression of more bytes than this is refused.
const SIZE_LIMIT: usize = 1 << 20;

/// A compiled expression.
#[derive(Debug)]
pub(super) enum Expression {
    /// Without look-around and references to groups.
    Linear(regex::Regex),
    /// With them.
    Backtracking(fancy_regex::Regex),
}

/// The source of an expression in the dialects that can say it.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Without look-around and references to groups, if it has none.
    pub(super) linear: Option<String>,
    pub(super) backtracking: String,
}

impl Source {
    /// Translates what stands between the slashes.
    ///
    /// # Errors
    /// The construct that has no counterpart.
    pub(super) fn of_javascript(source: &str) -> Result<Self, String> {
        let backtracking = translate(source, Dialect::Backtracking)?;
        Ok(Self { linear: translate(source, Dialect::Linear).ok(), backtracking })
    }
}

/// The groups of a match, the whole match first; `None` is a group that took no part.
pub(super) type Groups = Vec<Option<Range<usize>>>;

/// An expression takes more than a million steps.
#[derive(Debug)]
pub(super) struct TooManySteps;

impl Expression {
    /// Compiles an expression.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(super) fn new(source: &Source, ignores_case: bool) -> Result<Self, String> {
        let prefix = if ignores_case { "(?i)" } else { "" };
        let linear = source.linear.as_ref().and_then(|linear| {
            RegexBuilder::new(&format!("{prefix}{linear}")).size_limit(SIZE_LIMIT).build().ok()
        });
        if let Some(regex) = linear {
            return Ok(Self::Linear(regex));
        }
        fancy_regex::RegexBuilder::new(&format!("{prefix}{}", source.backtracking))
            .backtrack_limit(MOST_STEPS)
            .delegate_size_limit(SIZE_LIMIT)
            .build()
            .map(Self::Backtracking)
            .map_err(|error| error.to_string())
    }

    /// Gives how many groups it has, the whole match among them.
    pub(super) fn groups(&self) -> usize {
        match self {
            Self::Linear(regex) => regex.captures_len(),
            Self::Backtracking(regex) => regex.captures_len(),
        }
    }

    /// Tells whether it matches somewhere in a text.
    pub(super) fn is_match(&self, text: &str) -> Result<bool, TooManySteps> {
        match self {
            Self::Linear(regex) => Ok(regex.is_match(text)),
            Self::Backtracking(regex) => regex.is_match(text).map_err(|_| TooManySteps),
        }
    }

    /// Gives all matches in a text, in order.
    pub(super) fn matches(&self, text: &str) -> Result<Vec<Groups>, TooManySteps> {
        match self {
            Self::Linear(regex) => {
                let groups =
                    |found: regex::Captures<'_>| found.iter().map(|group| Some(group?.range())).collect();
                Ok(regex.captures_iter(text).map(groups).collect())
            }
            // Where a long text holds no match, the steps of all its places are counted together.
            Self::Backtracking(regex) => backtracking(regex, text, 0..text.len()).or_else(|_| {
                let mut found = Vec::new();
                let mut start = 0;
                for line in text.split_inclusive('\n') {
                    found.extend(backtracking(regex, text, start..start + line.len())?);
                    start += line.len();
                }
                Ok(found)
            }),
        }
    }
}

/// Gives all matches in a part of a text.
fn backtracking(
    regex: &fancy_regex::Regex,
    text: &str,
    part: Range<usize>,
) -> Result<Vec<Groups>, TooManySteps> {
    let found = regex.captures_iter(&text[part.clone()]).map(|found| {
        let found = found.map_err(|_| TooManySteps)?;
        let place = |group: fancy_regex::Match<'_>| part.start + group.start()..part.start + group.end();
        Ok(found.iter().map(|group| group.map(place)).collect())
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(source: &str) -> Expression {
        let source = Source::of_javascript(source).expect("it can be translated");
        Expression::new(&source, false).expect("it compiles")
    }

    #[test]
    fn only_what_needs_it_goes_back() {
        for (source, is_linear) in
            [(r"\bpath\b|[あ-ん]$", true), ("良い(?!例)", false), (r"(a)\1", false), (r"\Ba", false)]
        {
            assert_eq!(matches!(expression(source), Expression::Linear(_)), is_linear, "{source}");
        }
    }

    #[test]
    fn both_kinds_find_the_same() {
        let text = "Path path xpath パスpath\r\n列 path";
        let linear = expression(r"\b(p)ath\b|列$").matches(text).expect("few steps");
        let backtracking = expression(r"\b(p)ath\b(?!x)|列$").matches(text).expect("few steps");
        assert_eq!(linear, backtracking);
        assert_eq!(linear.len(), 3);
    }

    #[test]
    fn a_long_text_is_searched_to_its_end() {
        let text = format!("{}良い", "良い例\n".repeat(200_000));
        assert_eq!(expression("良い(?!例)").matches(&text).expect("few steps").len(), 1);
    }

    #[test]
    fn an_expression_without_end_is_given_up() {
        let endless = expression(r"(?:(x+)\1?)+y");
        assert!(endless.matches(&"x".repeat(60)).is_err());
    }
}
