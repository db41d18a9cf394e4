//! Where in some files the rules of a dictionary hold.

use std::ops::Range;

use super::expression::Expression;
use super::raw::RawTarget;
use super::rule::compile;

/// The files that an expression names, and where in them rules hold.
#[derive(Debug)]
pub(super) struct Target {
    file: Expression,
    /// The expression of the files as it stands in the dictionary.
    pub(super) shown: String,
    includes: Vec<Expression>,
    excludes: Vec<Expression>,
}

impl Target {
    pub(super) fn new(raw: &RawTarget) -> Result<Self, String> {
        let all =
            |patterns: &[String]| patterns.iter().map(|pattern| compile(pattern)).collect::<Result<_, _>>();
        Ok(Self {
            file: compile(&raw.file)?,
            shown: raw.file.clone(),
            includes: all(&raw.includes)?,
            excludes: all(&raw.excludes)?,
        })
    }
}

/// The parts of one text where rules hold.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Only here; `None` is everywhere.
    included: Option<Vec<Range<usize>>>,
    excluded: Vec<Range<usize>>,
}

impl Parts {
    /// Gives the parts of a text in the file with a path.
    pub(super) fn of(targets: &[Target], path: &str, text: &str) -> Self {
        let mut parts = Self::default();
        for target in targets.iter().filter(|target| target.file.is_match(path).unwrap_or(false)) {
            if !target.includes.is_empty() {
                parts.included.get_or_insert_default().extend(places(&target.includes, text));
            }
            parts.excluded.extend(places(&target.excludes, text));
        }
        parts
    }

    /// Tells whether a rule may say something about a range: it lies in what is included, at least in part, and does not
    /// meet what is excluded, unless it goes beyond it on both sides.
    pub(super) fn hold(&self, range: &Range<usize>) -> bool {
        let meets = |part: &Range<usize>| part.start < range.end && range.start < part.end;
        let goes_beyond = |part: &Range<usize>| range.start < part.start && part.end < range.end;
        self.included.as_ref().is_none_or(|parts| parts.iter().any(meets))
            && !self.excluded.iter().any(|part| meets(part) && !goes_beyond(part))
    }
}

/// Gives where expressions match; one that takes too many steps matches nowhere.
fn places(patterns: &[Expression], text: &str) -> Vec<Range<usize>> {
    let found = patterns.iter().flat_map(|pattern| pattern.matches(text).unwrap_or_default());
    found.filter_map(|groups| groups.into_iter().next().flatten()).collect()
}
