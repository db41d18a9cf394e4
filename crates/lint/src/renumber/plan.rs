//! Which heading gets which number, and the edits that write it.

use std::collections::{BTreeMap, BTreeSet};

use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::Document;

use super::several::several;
use crate::numbering::{Digits, Evidence, Label, Numeral, Outline, Series, Stranger, strangers};

/// How to number.
#[derive(Clone, Debug, Default)]
pub struct Renumbering {
    /// The first number of each series; `None` keeps that of its first heading.
    pub from: Option<u32>,
    /// Whether a gap stays a gap, so that only numbers that are not larger than the one before change.
    pub keep_gaps: bool,
    /// How labels are to be written; `None` keeps each as it is.
    pub style: Option<NumberStyle>,
}

/// A style of labels: text around `{n}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    before: String,
    after: String,
}

/// A style without exactly one `{n}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberStyleError;

impl std::str::FromStr for NumberStyle {
    type Err = NumberStyleError;

    /// Reads `{n}.`, `第{n}章` and the like.
    ///
    /// # Errors
    /// [`NumberStyleError`] where `{n}` does not stand in it exactly once, or a line ends in it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once("{n}") {
            Some((before, after)) if !after.contains("{n}") && !text.contains(['\n', '\r']) => {
                Ok(Self { before: before.to_owned(), after: after.to_owned() })
            }
            _ => Err(NumberStyleError),
        }
    }
}

/// Gives the edits that renumber the headings of a note, in order; those of outer headings are followed by the outer
/// numbers of the inner ones (`2.1` under a `2.` that became `3.`).
pub fn plan(document: &Document, path: &str, renumbering: &Renumbering) -> Vec<Edit> {
    let outline = Outline::collect(document, path);
    let mut values: Vec<Option<Vec<u32>>> = vec![None; outline.headings.len()];
    let mut widths = vec![1; outline.headings.len()];
    let adopted = adopted(&outline);
    for (series, numbers) in numbered(&outline, &adopted, renumbering) {
        if obstacle_of(document, &outline, &series, &numbers).is_some() {
            continue;
        }
        let width = padded_width(&outline, &series);
        for (&member, value) in series.members.iter().zip(numbers) {
            let mut all = outer(&outline, &adopted, member, &values);
            all.push(value);
            values[member] = Some(all);
            widths[member] = width;
        }
    }
    let edits =
        outline.headings.iter().zip(values.iter().zip(widths)).filter_map(|(heading, (values, width))| {
            let label = heading.label.as_ref()?;
            let new = write(
                label,
                document.slice(label.span),
                (values.as_ref()?, width),
                renumbering.style.as_ref(),
            )?;
            (new != document.slice(label.span)).then(|| Edit::replace(label.span, new))
        });
    edits.collect()
}

/// Why a series keeps its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// A heading stands for several numbers: `2-3.`, `2, 3.`.
    Several,
    /// A heading would get a number that its script has not: ㊿ is the last of its kind.
    Unwritable,
}

/// Gives the headings that keep [`plan`] from changing the series that they stand in, in order.
pub fn obstacles(document: &Document, path: &str, renumbering: &Renumbering) -> Vec<(Span, Obstacle)> {
    let outline = Outline::collect(document, path);
    let found: BTreeSet<(usize, Obstacle)> = numbered(&outline, &adopted(&outline), renumbering)
        .into_iter()
        .filter_map(|(series, numbers)| obstacle_of(document, &outline, &series, &numbers))
        .collect();
    found.into_iter().map(|(index, obstacle)| (outline.headings[index].content, obstacle)).collect()
}

fn obstacle_of(
    document: &Document,
    outline: &Outline,
    series: &Series,
    numbers: &[u32],
) -> Option<(usize, Obstacle)> {
    let several = several(outline, series, |index| document.slice(outline.headings[index].content));
    let unwritable = || {
        let is_unwritable = |&(&member, &value): &(&usize, &u32)| {
            let number = outline.label(member).number();
            Numeral { value, ..number }.write(number.digits, 1).is_none()
        };
        series
            .members
            .iter()
            .zip(numbers)
            .find(is_unwritable)
            .map(|(&member, _)| (member, Obstacle::Unwritable))
    };
    several.map(|index| (index, Obstacle::Several)).or_else(unwritable)
}

/// Gives the headings that are numbered with those beside them although their number is another section's, as 1.4
/// below 2., with one of those.
fn adopted(outline: &Outline) -> BTreeMap<usize, usize> {
    let pair = |stranger: Stranger| match stranger.evidence {
        Evidence::Siblings(siblings) => siblings.first().map(|&sibling| (stranger.member, sibling)),
        Evidence::Sections(_) => None,
    };
    strangers(outline).into_iter().filter_map(pair).collect()
}

/// Gives the series that count with the new last numbers of their headings, outer ones first; one heading with a
/// number is no series.
fn numbered(
    outline: &Outline,
    adopted: &BTreeMap<usize, usize>,
    renumbering: &Renumbering,
) -> Vec<(Series, Vec<u32>)> {
    let mut series: Vec<Series> = outline.series.clone();
    let mut of_member = vec![None; outline.headings.len()];
    for (index, series) in series.iter_mut().enumerate() {
        series.members.retain(|member| !adopted.contains_key(member));
        for &member in &series.members {
            of_member[member] = Some(index);
        }
    }
    for (&member, &sibling) in adopted {
        let Some(index) = of_member[sibling] else { continue };
        series[index].members.push(member);
    }
    for series in &mut series {
        series.members.sort_unstable();
    }
    series.retain(|series| series.members.len() > 1);
    series.sort_by_key(|series| series.level);
    let numbers = |series: &Series| -> Vec<u32> {
        let mut previous: Option<u32> = None;
        let members = series.members.iter().map(|&member| {
            let old = outline.value(member);
            let value = match previous {
                None => renumbering.from.unwrap_or(old),
                Some(previous) if renumbering.keep_gaps && old > previous => old,
                Some(previous) => previous.saturating_add(1),
            };
            previous = Some(value);
            value
        });
        members.collect()
    };
    series
        .into_iter()
        .map(|series| {
            let numbers = numbers(&series);
            (series, numbers)
        })
        .collect()
}

/// Gives the outer numbers of a heading: the new ones of its parent where they were its parent's or have to be.
fn outer(
    outline: &Outline,
    adopted: &BTreeMap<usize, usize>,
    member: usize,
    values: &[Option<Vec<u32>>],
) -> Vec<u32> {
    let old =
        |index: usize| -> Vec<u32> { outline.label(index).parts.iter().map(|part| part.value).collect() };
    let mut outer = old(member);
    outer.pop();
    let parent = outline.headings[member].parent().filter(|&parent| outline.headings[parent].label.is_some());
    let Some(parent) = parent.filter(|_| !outer.is_empty()) else { return outer };
    let before = old(parent);
    if before != outer && !adopted.contains_key(&member) {
        return outer;
    }
    values[parent].clone().unwrap_or(before)
}

/// Gives the number of digits that a series pads its last numbers to; 1 where it does not.
fn padded_width(outline: &Outline, series: &Series) -> u8 {
    let numbers = series.members.iter().map(|&member| outline.label(member).number());
    numbers
        .filter(|number| matches!(number.digits, Digits::Ascii | Digits::FullWidth))
        .filter(|number| number.width > number.natural_width())
        .map(|number| number.width)
        .max()
        .unwrap_or(1)
}

/// Writes a label with new numbers, the last one padded to a width; `None` where it has another number of parts than
/// it should.
fn write(
    label: &Label,
    source: &str,
    (values, width): (&[u32], u8),
    style: Option<&NumberStyle>,
) -> Option<String> {
    let spans = part_spans(label, source)?;
    if spans.len() != values.len() {
        return None;
    }
    let last = values.len() - 1;
    let digits = label.parts.iter().zip(values).enumerate().map(|(index, (part, &value))| {
        Numeral { value, ..*part }.write(part.digits, if index == last { width } else { 1 })
    });
    let digits: Vec<String> = digits.collect::<Option<_>>()?;
    if let Some(style) = style {
        let separator = if label.separator.is_none() { "." } else { label.separator.text() };
        return Some(format!("{}{}{}", style.before, digits.join(separator), style.after));
    }
    let mut out = String::new();
    let mut at = 0;
    for (span, digits) in spans.iter().zip(&digits) {
        out.push_str(&source[at..span.start()]);
        out.push_str(digits);
        at = span.end();
    }
    out.push_str(&source[at..]);
    Some(out)
}

/// Finds the numbers in the source of a label.
fn part_spans(label: &Label, source: &str) -> Option<Vec<Span>> {
    let mut at = label.prefix.len() + label.spaces[0].text().len();
    let mut spans = Vec::with_capacity(label.parts.len());
    for part in &label.parts {
        let (numeral, len) = Numeral::read(source.get(at..)?)?;
        if numeral != *part {
            return None;
        }
        spans.push(Span::new(at, at + len));
        at += len + label.separator.text().len();
    }
    Some(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixes::replaced;
    use notesmith_parse::ParseOptions;

    fn check(from: Option<u32>, keep_gaps: bool, style: Option<&str>, text: &str, expected: &str) {
        let style = style.map(|style| style.parse().expect("a style"));
        let renumbering = Renumbering { from, keep_gaps, style };
        let run = |text: &str| {
            let document = Document::parse(text, &ParseOptions::default());
            replaced(text, &plan(&document, "notes/a.md", &renumbering))
        };
        let headings =
            |text: &str| text.lines().filter(|line| line.starts_with('#')).collect::<Vec<_>>().join(" ");
        let once = run(text);
        assert_eq!(headings(&once), expected, "{text:?}");
        assert_eq!(run(&once), once, "renumbering twice changes nothing");
    }

    #[test]
    fn closes_gaps_and_repairs_order() {
        check(None, false, None, "## 21.\n\n## 22.\n\n## 24.\n\n## 24.\n", "## 21. ## 22. ## 23. ## 24.");
        check(None, true, None, "## 21.\n\n## 24.\n\n## 24.\n\n## 23.\n", "## 21. ## 24. ## 25. ## 26.");
        check(Some(5), false, None, "## 1. a\n\n## 3. b\n", "## 5. a ## 6. b");
        check(None, false, None, "## 問1\n\n## 問1\n", "## 問1 ## 問2");
    }

    #[test]
    fn keeps_the_way_of_writing() {
        check(None, false, None, "## 01\n\n## 03\n", "## 01 ## 02");
        check(None, false, None, "## 09.\n\n## 11.\n", "## 09. ## 10.");
        check(None, false, None, "## 07.\n\n## 10.\n", "## 07. ## 08.");
        check(None, false, None, "## １．a\n\n## ３．b\n", "## １．a ## ２．b");
        check(None, false, None, "## 9. a\n\n## 11. b\n", "## 9. a ## 10. b");
        check(None, false, Some("{n}."), "## 1) a\n\n## 2) b\n", "## 1. a ## 2. b");
    }

    #[test]
    fn keeps_the_script() {
        check(None, false, None, "## 一、x\n\n## 三、y\n\n## 三、z\n", "## 一、x ## 二、y ## 三、z");
        check(None, false, None, "## 第九章\n\n## 第十一章\n", "## 第九章 ## 第十章");
        check(None, false, None, "## ① a\n\n## ③ b\n", "## ① a ## ② b");
        check(None, false, None, "## Ⅰ a\n\n## Ⅲ b\n\n## Ⅲ c\n", "## Ⅰ a ## Ⅱ b ## Ⅲ c");
        check(
            None,
            false,
            None,
            "## IV. a\n\n## V. b\n\n## VI. c\n\n## VI. d\n",
            "## IV. a ## V. b ## VI. c ## VII. d",
        );
        check(Some(3), false, Some("第{n}章"), "## 一、x\n\n## 三、y\n", "## 第三章x ## 第四章y");
        check(
            None,
            false,
            None,
            "## Lab 1\n\n## Lab 2\n\n## Lab 3\n\n## Lab 3\n",
            "## Lab 1 ## Lab 2 ## Lab 3 ## Lab 4",
        );
    }

    #[test]
    fn leaves_numbers_alone_that_the_script_has_not() {
        let text = "## ㊾ a\n\n## ㊿ b\n\n## ㊿ c\n";
        check(None, false, None, text, "## ㊾ a ## ㊿ b ## ㊿ c");
        let document = Document::parse(text, &ParseOptions::default());
        assert_eq!(obstacles(&document, "a.md", &Renumbering::default()).len(), 1);
    }

    #[test]
    fn inner_numbers_follow_outer_ones() {
        let text = "## 1. a\n\n### 1.1 x\n\n### 1.2 y\n\n## 3. b\n\n### 3.1 z\n\n### 3.3 w\n";
        check(None, false, None, text, "## 1. a ### 1.1 x ### 1.2 y ## 2. b ### 2.1 z ### 2.2 w");
    }

    #[test]
    fn numbers_of_another_section_join_those_beside_them() {
        let text = "## 1. a\n\n## 3. b\n\n### 3.1 x\n\n### 1.2 y\n\n### 3.3 z\n\n### 3.3 w\n";
        check(None, false, None, text, "## 1. a ## 2. b ### 2.1 x ### 2.2 y ### 2.3 z ### 2.4 w");
    }

    #[test]
    fn leaves_series_with_several_numbers_in_one_heading_alone() {
        for several in ["2-3. b", "2, 3. b", "2〜3. b", "2、3. b", "2 & 3. b", "2.1-2.2. b"] {
            let text = format!("## 1. a\n\n## {several}\n\n## 4. c\n\n## 6. d\n");
            check(None, false, None, &text, &format!("## 1. a ## {several} ## 4. c ## 6. d"));
            let document = Document::parse(text.as_str(), &ParseOptions::default());
            let found: Vec<&str> = obstacles(&document, "a.md", &Renumbering::default())
                .into_iter()
                .map(|(span, _)| document.slice(span))
                .collect();
            assert_eq!(found, [several]);
        }
        check(None, false, None, "## 2-1. a\n\n## 2-3. b\n", "## 2-1. a ## 2-2. b");
        check(None, false, None, "## 第1章\n\n## 第2〜3章\n\n## 第5章\n", "## 第1章 ## 第2〜3章 ## 第5章");
    }

    #[test]
    fn leaves_the_rest_alone() {
        check(
            None,
            false,
            None,
            "## 2023 summary\n\n## EC2\n\n## EC3\n\n## 5 つの柱\n",
            "## 2023 summary ## EC2 ## EC3 ## 5 つの柱",
        );
    }
}
