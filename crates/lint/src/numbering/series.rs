//! Series of numbers: the headings that count together.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::numbering::heading::HeadingFact;
use crate::numbering::{Label, Sign, evidence};

/// What labels of one series have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// The prefix in lower case.
    pub prefix: Box<str>,
    /// The counter behind the number.
    pub unit: Sign,
    /// The outer numbers: `[1]` for `1.2`.
    pub outer: Box<[u32]>,
}

impl Shape {
    pub(super) fn of(label: &Label) -> Self {
        Self {
            prefix: prefix_of(label).into(),
            unit: label.unit,
            outer: label.outer().iter().map(|part| part.value).collect(),
        }
    }

    /// Tells whether it is the shape of a label.
    fn fits(&self, label: &Label) -> bool {
        self.unit == label.unit
            && self.outer.iter().copied().eq(label.outer().iter().map(|part| part.value))
            && *self.prefix == *prefix_of(label)
    }
}

/// Gives the prefix of a label as series tell prefixes apart.
fn prefix_of(label: &Label) -> Cow<'_, str> {
    match &*label.prefix {
        "" => Cow::Borrowed(""),
        "（" => Cow::Borrowed("("),
        "【" => Cow::Borrowed("["),
        prefix => Cow::Owned(prefix.trim_end_matches('.').to_lowercase()),
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

/// The headings of one level under one parent, while they are read.
#[derive(Default)]
struct Siblings {
    parent: Option<usize>,
    /// How many of them had no number so far.
    unnumbered: usize,
    /// The series that they are in.
    open: Vec<Open>,
    /// The places in `open` by shape; empty while there is only one.
    by_shape: FxHashMap<Shape, usize>,
    /// The place in `open` of the last heading's.
    last: usize,
}

/// A series that may go on.
#[derive(Clone, Copy)]
struct Open {
    series: usize,
    /// How many siblings without a number there were at its last heading.
    unnumbered: usize,
}

impl Siblings {
    /// Begins anew where the parent is another one: headings come in order, so the one before has no more children.
    fn enter(&mut self, parent: Option<usize>) {
        if self.parent != parent {
            self.parent = parent;
            self.unnumbered = 0;
            self.open.clear();
            self.by_shape.clear();
        }
    }

    /// Finds the place of the series of a label's shape.
    fn find(&mut self, label: &Label, found: &[Series]) -> Option<usize> {
        let last = self.open.get(self.last)?;
        if found[last.series].shape.fits(label) {
            return Some(self.last);
        }
        if let ([only], true) = (&self.open[..], self.by_shape.is_empty()) {
            self.by_shape.insert(found[only.series].shape.clone(), 0);
        }
        self.by_shape.get(&Shape::of(label)).copied()
    }
}

/// Finds the series of a note's headings.
pub(crate) fn collect(headings: &[HeadingFact]) -> Vec<Series> {
    let mut levels: [Siblings; 7] = Default::default();
    let mut found: Vec<Series> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let siblings = &mut levels[usize::from(heading.level)];
        siblings.enter(heading.parent());
        let Some(label) = &heading.label else {
            siblings.unnumbered += 1;
            continue;
        };
        let known = siblings.find(label, &found);
        let unnumbered = siblings.unnumbered;
        if let Some(at) = known {
            let open = &mut siblings.open[at];
            siblings.last = at;
            if open.unnumbered == unnumbered || label.number().value != 1 {
                found[open.series].members.push(index);
                open.unnumbered = unnumbered;
                continue;
            }
        }
        let open = Open { series: found.len(), unnumbered };
        let shape = Shape::of(label);
        if let Some(at) = known {
            siblings.open[at] = open;
        } else {
            if !siblings.open.is_empty() {
                siblings.by_shape.insert(shape.clone(), siblings.open.len());
            }
            siblings.last = siblings.open.len();
            siblings.open.push(open);
        }
        found.push(Series { shape, level: heading.level, members: vec![index] });
    }
    for series in &mut found {
        evidence::keep_believable(headings, series);
    }
    found.retain(|series| !series.members.is_empty());
    // Facts of all notes are kept until the last one is read.
    found.shrink_to_fit();
    found
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
                    series.members.iter().map(|&member| outline.label(member).plain().to_string()).collect();
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
    fn siblings_prove_numbers() {
        check("## Q1 a\n## Q2 b\n## Q4 c\n## Q4 d\n## Q3 e\n", &["2: 1 2 4 4 3"]);
        check("## Q1 a\n## Q2 b\n## Q2 c\n", &["2: 1 2 2"]);
        check("## A-1 a\n## A-2 b\n## A-2 c\n## A-3 d\n## B-1 e\n", &["2: 1 2 2 3"]);
        check("## 1 a\n## 2 b\n## 3 c\n## 3 d\n## 6 e\n## 5 f\n## 7 g\n", &["2: 1 2 3 3 6 5 7"]);
        check("# Lab 1\n# Lab 2\n# Lab 3\n# Lab 5\n", &["1: 1 2 3 5"]);
        check("## その1\n## その2\n## その3\n## その3\n", &["2: 1 2 3 3"]);
        check("## 1. a\n## 2 要素認証\n## 3. c\n", &["2: 1 2 3"]);
    }

    #[test]
    fn leaves_titles_alone() {
        check("## 3 つのポイント\n## 2 段階認証\n", &[]);
        check("## 1.2.0\n## 1.1.0\n## 1.0.0\n", &[]);
        check("## 2023 summary\n## EC2\n", &[]);
        check("## 21.\n## 22.\n## 5 Reasons\n", &["2: 21 22"]);
        check("## 2023 年のまとめ\n## 2024 年のまとめ\n## 2025 年のまとめ\n", &[]);
        check("## 24 年度\n## 25 年度\n## 26 年度\n", &[]);
        check("## 3 つの柱\n## 4 つの柱\n## 5 つの柱\n", &[]);
        check("## 1 step\n## 2 steps to x\n## 3 steps to y\n## 4 ways\n", &[]);
        check("## S3\n## EC2\n## EC2 と S3\n## Route 53\n## 1Password\n## Python 3\n", &[]);
        check("## Python 2\n## Python 3\n## Python 4\n", &[]);
        check("## Java 8\n## Java 11\n## Java 17\n", &[]);
        check("## Layer 3\n## Layer 2\n## Layer 1\n", &[]);
        check("## A-1\n## A-2\n", &[]);
        check("## Lab 1 の復習\n## Lab 2 の復習\n## Lab 3 の復習\n", &[]);
        check("## 1. a\n## 2 要素認証\n## 2. b\n## 3. c\n", &["2: 1 2 3"]);
        check("## [1.2.1]\n## [1.2.0]\n## [1.1.0]\n", &["2: 1.1.0"]);
        check("## 3.\n## 2.\n## 1.\n", &[]);
        check("## 200 OK\n## 201 Created\n## 202 Accepted\n## 203 x\n## 204 y\n## 206 z\n", &[]);
        check("## 24 時間\n## 7 日\n## 30 日\n## 90 日\n", &[]);
    }
}
