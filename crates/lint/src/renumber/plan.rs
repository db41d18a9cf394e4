//! Which heading gets which number, and the edits that write it.

use std::collections::BTreeSet;

use notesmith_diagnostic::{Edit, Span};
use notesmith_parse::Document;

use super::several::obstacle;
use crate::numbering::{Label, Numeral, Outline, Series};

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
    let mut series: Vec<&Series> =
        outline.series.iter().filter(|series| is_numbered(&outline, series)).collect();
    series.retain(|series| obstacle_of(document, &outline, series).is_none());
    series.sort_by_key(|series| series.level);
    for series in series {
        let width = padded_width(&outline, series);
        let mut previous: Option<u32> = None;
        for &member in &series.members {
            let old = outline.value(member);
            let value = match previous {
                None => renumbering.from.unwrap_or(old),
                Some(previous) if renumbering.keep_gaps && old > previous => old,
                Some(previous) => previous + 1,
            };
            let mut all = outer(&outline, member, &values);
            all.push(value);
            values[member] = Some(all);
            widths[member] = width;
            previous = Some(value);
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

/// Gives the headings that stand for several numbers (`2-3.`, `2, 3.`) and keep [`plan`] from changing the series that
/// they stand in.
pub fn obstacles(document: &Document, path: &str) -> Vec<Span> {
    let outline = Outline::collect(document, path);
    let series = outline.series.iter().filter(|series| is_numbered(&outline, series));
    let found: BTreeSet<usize> =
        series.filter_map(|series| obstacle_of(document, &outline, series)).collect();
    found.into_iter().map(|index| outline.headings[index].content).collect()
}

fn obstacle_of(document: &Document, outline: &Outline, series: &Series) -> Option<usize> {
    obstacle(outline, series, |index| document.slice(outline.headings[index].content))
}

/// Tells whether a series counts: one heading with a number is no series, and numerals other than decimal digits are
/// left alone.
fn is_numbered(outline: &Outline, series: &Series) -> bool {
    let decimal = |&member: &usize| {
        outline.label(member).parts.iter().all(|part| part.write(part.digits, part.width).is_some())
    };
    series.members.len() > 1 && series.members.iter().all(decimal)
}

/// Gives the outer numbers of a heading: the new ones of its parent where they were its parent's.
fn outer(outline: &Outline, member: usize, values: &[Option<Vec<u32>>]) -> Vec<u32> {
    let old =
        |index: usize| -> Vec<u32> { outline.label(index).parts.iter().map(|part| part.value).collect() };
    let mut outer = old(member);
    outer.pop();
    let parent = outline.headings[member].parent.filter(|&parent| outline.headings[parent].label.is_some());
    match parent.and_then(|parent| Some((old(parent), values[parent].as_ref()?))) {
        Some((before, now)) if !outer.is_empty() && before == outer => now.clone(),
        _ => outer,
    }
}

/// Gives the number of digits that a series pads its last numbers to; 1 where it does not.
fn padded_width(outline: &Outline, series: &Series) -> usize {
    let numbers = series.members.iter().map(|&member| outline.label(member).number());
    numbers
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
    (values, width): (&[u32], usize),
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
        let separator = if label.separator.is_empty() { "." } else { &label.separator };
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
    let mut at = label.prefix.len() + label.spaces[0].len();
    let mut spans = Vec::with_capacity(label.parts.len());
    for part in &label.parts {
        let (numeral, len) = Numeral::read(source.get(at..)?)?;
        if numeral != *part {
            return None;
        }
        spans.push(Span::new(at, at + len));
        at += len + label.separator.len();
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
    fn inner_numbers_follow_outer_ones() {
        let text = "## 1. a\n\n### 1.1 x\n\n### 1.2 y\n\n## 3. b\n\n### 3.1 z\n\n### 3.3 w\n";
        check(None, false, None, text, "## 1. a ### 1.1 x ### 1.2 y ## 2. b ### 2.1 z ### 2.2 w");
    }

    #[test]
    fn leaves_series_with_several_numbers_in_one_heading_alone() {
        for several in ["2-3. b", "2, 3. b", "2〜3. b", "2、3. b", "2 & 3. b", "2.1-2.2. b"] {
            let text = format!("## 1. a\n\n## {several}\n\n## 4. c\n\n## 6. d\n");
            check(None, false, None, &text, &format!("## 1. a ## {several} ## 4. c ## 6. d"));
            let document = Document::parse(text.as_str(), &ParseOptions::default());
            let found: Vec<&str> =
                obstacles(&document, "a.md").into_iter().map(|span| document.slice(span)).collect();
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
            "## 2023 summary\n\n## EC2\n\n## 一、x\n\n## 三、y\n",
            "## 2023 summary ## EC2 ## 一、x ## 三、y",
        );
    }
}
