//! Series of numbers: the headings that count together.

use rustc_hash::FxHashMap;

use crate::numbering::heading::HeadingFact;
use crate::numbering::{Certainty, Label};

/// What labels of one series have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// The prefix in lower case.
    pub prefix: String,
    /// The counter behind the number.
    pub unit: &'static str,
    /// The outer numbers: `[1]` for `1.2`.
    pub outer: Vec<u32>,
}

impl Shape {
    fn of(label: &Label) -> Self {
        let prefix = match label.prefix.as_str() {
            "（" => "(".to_owned(),
            "【" => "[".to_owned(),
            prefix => prefix.trim_end_matches('.').to_lowercase(),
        };
        let outer = label.parts[..label.parts.len() - 1].iter().map(|part| part.value).collect();
        Self { prefix, unit: label.unit, outer }
    }
}

/// Headings of one level under one parent whose labels have one shape.
///
/// A heading without a number followed by the number 1 starts another series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What the labels have in common.
    pub shape: Shape,
    /// The level, 1 to 6.
    pub level: u8,
    /// Indices into [`crate::numbering::Outline::headings`], in order.
    pub members: Vec<usize>,
}

/// Finds the series of a note's headings.
pub(crate) fn collect(headings: &[HeadingFact]) -> Vec<Series> {
    type Key = (Option<usize>, u8, Shape);
    /// The series that a key is at, and how many headings without a number its parent had by then.
    type State = (usize, usize);
    let mut open: FxHashMap<Key, State> = FxHashMap::default();
    let mut unnumbered: FxHashMap<(Option<usize>, u8), usize> = FxHashMap::default();
    let mut found: Vec<Series> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let place = (heading.parent, heading.level);
        let Some(label) = &heading.label else {
            *unnumbered.entry(place).or_default() += 1;
            continue;
        };
        let gaps = unnumbered.get(&place).copied().unwrap_or(0);
        let shape = Shape::of(label);
        let key = (heading.parent, heading.level, shape.clone());
        match open.get_mut(&key) {
            Some((series, seen)) if *seen == gaps || label.number().value != 1 => {
                found[*series].members.push(index);
                *seen = gaps;
            }
            _ => {
                open.insert(key, (found.len(), gaps));
                found.push(Series { shape, level: heading.level, members: vec![index] });
            }
        }
    }
    for series in &mut found {
        keep_believable(headings, series);
    }
    found.retain(|series| !series.members.is_empty());
    found
}

/// Drops members that merely look like numbers.
fn keep_believable(headings: &[HeadingFact], series: &mut Series) {
    let label = |member: usize| headings[member].label.as_ref().expect("members have labels");
    let value = |member: usize| label(member).number().value;
    let certain = |member: usize| {
        label(member).certainty == Certainty::Certain || is_below_its_number(headings, member, label(member))
    };
    let sure = series.members.iter().filter(|&&member| certain(member)).count();
    if sure == 0 {
        let steps = series.members.windows(2).filter(|pair| value(pair[1]) == value(pair[0]) + 1).count();
        if series.members.len() < 3 || steps * 3 < (series.members.len() - 1) * 2 {
            series.members.clear();
        }
        return;
    }
    // Among sure numbers a weak one counts if it continues the one before it.
    let mut previous = None;
    series.members.retain(|&member| {
        let continues = previous.is_none_or(|previous| value(member) == previous + 1);
        let keeps = certain(member) || continues;
        if keeps {
            previous = Some(value(member));
        }
        keeps
    });
}

/// Tells whether `1.2` stands below `1.`.
fn is_below_its_number(headings: &[HeadingFact], member: usize, label: &Label) -> bool {
    let parent = headings[member].parent.and_then(|parent| headings[parent].label.as_ref());
    label.parts.len() > 1
        && parent.is_some_and(|parent| {
            parent.parts.len() + 1 == label.parts.len()
                && parent.parts.iter().zip(&label.parts).all(|(a, b)| a.value == b.value)
        })
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};

    use crate::numbering::Outline;

    /// The series of a note as `level: numbers`.
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse(text, &ParseOptions::default());
        let outline = Outline::collect(&document, "note.md");
        let found: Vec<_> = outline
            .series
            .iter()
            .map(|series| {
                let numbers: Vec<_> =
                    series.members.iter().map(|&member| outline.label(member).plain()).collect();
                format!("{}: {}", series.level, numbers.join(" "))
            })
            .collect();
        assert_eq!(found, expected, "the series of {text:?}");
    }

    #[test]
    fn finds_series() {
        check("## 21.\n## 22.\n## 24.\n", &["2: 21 22 24"]);
        check("## A\n### 1.\n### 2.\n## B\n### 1.\n", &["3: 1 2", "3: 1"]);
        check("## A\n## 1.\n## 2.\n## B\n## 1.\n", &["2: 1 2", "2: 1"]);
        check("## 1.\n## Break\n## 2.\n", &["2: 1 2"]);
        check("## 1. A\n### 1.1 B\n### 1.2 C\n", &["2: 1", "3: 1.1 1.2"]);
        check("## 1 A\n## 2 B\n## 3 C\n", &["2: 1 2 3"]);
        check("## 1. A\n## 2 B\n## 3. C\n", &["2: 1 2 3"]);
        check("## section 2\n## SECTION 3\n", &["2: 2 3"]);
    }

    #[test]
    fn leaves_titles_alone() {
        check("## 3 つのポイント\n## 2 段階認証\n", &[]);
        check("## 1.2.0\n## 1.1.0\n## 1.0.0\n", &[]);
        check("## 2023 summary\n## EC2\n", &[]);
        check("## 21.\n## 22.\n## 5 Reasons\n", &["2: 21 22"]);
        check("## 24 時間\n## 7 日\n## 30 日\n## 90 日\n", &[]);
    }
}
