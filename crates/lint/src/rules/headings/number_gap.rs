use std::collections::{BTreeMap, BTreeSet};

use notesmith_diagnostic::{Related, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::numbering::{Family, FileRange, Outline, families};
use crate::rule::declare_rule;
use crate::sink::CorpusSink;

declare_rule! {
    /// Numbers that a series of headings leaves out.
    ///
    /// ## Why
    ///
    /// Where nearly all numbers are there, a missing one is a question that was forgotten or a number mistyped.
    /// Some notes skip numbers on purpose, so the rule adapts: a series with five numbers or more that is at least
    /// 80 % complete gets a warning, any other a hint.
    /// Files such as `01-10.md` and `11-20.md` are one series, and their names say which numbers are expected.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 24.
    ///
    /// ## 25.
    ///
    /// ## 26.
    /// ```
    ///
    /// ```md good
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 23.
    /// ```
    ///
    /// ## Options
    ///
    /// - `policy`: `"adaptive"`; `"strict"` reports every gap alike; `"off"` reports none. Default: `"adaptive"`.
    /// - `allow`: numbers that may be missing. Default: `[]`.
    ///
    /// ```toml options
    /// policy = "strict"
    /// allow = [23]
    /// ```
    ///
    /// ```md bad
    /// ## 21.
    ///
    /// ## 22.
    ///
    /// ## 24.
    ///
    /// ## 30.
    /// ```
    "headings/number-gap" {
        aliases: [],
        level: Warning,
        fix: none,
        options: Options,
        check: corpus(check),
    }
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How gaps are judged.
    policy: Policy,
    /// Numbers that may be missing.
    allow: BTreeSet<u32>,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Policy {
    /// A warning where the series is nearly complete, else a hint.
    #[default]
    Adaptive,
    /// Every gap alike.
    Strict,
    /// None.
    Off,
}

/// How many numbers a series has and how many were expected.
#[derive(Clone, Copy)]
struct Density {
    present: usize,
    expected: usize,
}

impl Density {
    fn is_dense(self) -> bool {
        self.present * 5 >= self.expected * 4
    }
}

fn check(corpus: &Corpus, options: &Options, sink: &mut CorpusSink<'_>) {
    if options.policy == Policy::Off {
        return;
    }
    let families = families(corpus);
    let mut promised: BTreeMap<(usize, usize), &Family> = BTreeMap::new();
    for family in &families {
        promised.extend(family.entries.iter().map(|entry| ((entry.file, entry.series), family)));
    }
    for (index, file) in corpus.files().iter().enumerate() {
        for series in 0..file.outline.series.len() {
            let family = promised.get(&(index, series)).copied();
            check_series(corpus, (index, series), family, options, sink);
        }
    }
}

fn check_series(
    corpus: &Corpus,
    (file, series): (usize, usize),
    family: Option<&Family>,
    options: &Options,
    sink: &mut CorpusSink<'_>,
) {
    let outline = &corpus.files()[file].outline;
    let members = &outline.series[series].members;
    let range = family.and(outline.range);
    if is_complete(outline, members, range) {
        return;
    }
    let numbers: BTreeMap<u32, usize> =
        members.iter().rev().map(|&member| (outline.value(member), member)).collect();
    let (Some((&low, _)), Some((&high, &last_member))) =
        (numbers.first_key_value(), numbers.last_key_value())
    else {
        return;
    };
    let first = range.map_or(low, |range| range.first.min(low));
    let last = range.map_or(high, |range| range.last.max(high));
    let density = Density { present: numbers.len(), expected: (last - first) as usize + 1 };
    let warns = options.policy == Policy::Strict
        || (density.is_dense()
            && density.present >= 5
            && family.is_none_or(|family| {
                Density { present: family.inside(corpus).0, expected: family.promised() }.is_dense()
            }));
    let evidence =
        || format!("{} of {} numbers from {first} to {last} are here", density.present, density.expected);
    let mut previous = None;
    let mut report = |member: usize, from: u32, to: u32, place: String, at_most: Severity| {
        let Some(missing) = missing(from, to, &options.allow) else { return };
        let finding = sink
            .report(file, outline.label(member).span, format!("no {missing} {place}; {}", evidence()))
            .at_most(at_most);
        match misplaced(outline, member, from..=to) {
            Some((heading, related)) => {
                finding.help(format!("line {heading} has it at another level")).related(related)
            }
            None => {
                finding.help(format!("add it, or renumber; if it is left out on purpose, `allow = [{from}]`"))
            }
        };
    };
    let severity = if warns { Severity::Error } else { Severity::Hint };
    for (&value, &member) in &numbers {
        match previous {
            None if value > first => {
                report(member, first, value - 1, format!("before {value}"), severity);
            }
            Some(before) if value > before + 1 => {
                report(member, before + 1, value - 1, format!("between {before} and {value}"), severity);
            }
            _ => {}
        }
        previous = Some(value);
    }
    if high < last {
        // The last file of a series may still grow.
        report(last_member, high + 1, last, format!("after {high}"), Severity::Hint);
    }
}

/// Tells whether each number of a series is one more than the one before it, and none that is promised is missing; it
/// is so nearly everywhere.
fn is_complete(outline: &Outline, members: &[usize], promised: Option<FileRange>) -> bool {
    let value = |member: &usize| outline.value(*member);
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return true };
    members.windows(2).all(|pair| value(&pair[1]) == value(&pair[0]) + 1)
        && promised.is_none_or(|range| value(first) <= range.first && range.last <= value(last))
}

/// Names the numbers of a gap: `23`, `23 and 24`, `23 to 26`; `None` where all of them are allowed.
fn missing(from: u32, to: u32, allow: &BTreeSet<u32>) -> Option<String> {
    let is_allowed = |number: &u32| allow.contains(number);
    let from = (from..=to).find(|number| !is_allowed(number))?;
    let to = (from..=to).rev().find(|number| !is_allowed(number))?;
    Some(match to - from {
        0 => from.to_string(),
        1 => format!("{from} and {to}"),
        _ => format!("{from} to {to}"),
    })
}

/// Finds a missing number at another level shortly before the heading behind the gap; gives its line.
fn misplaced(
    outline: &Outline,
    member: usize,
    missing: std::ops::RangeInclusive<u32>,
) -> Option<(usize, Related)> {
    let level = outline.headings[member].level;
    let heading = outline.headings[..member].iter().rev().take(32).find(|heading| {
        heading.level != level
            && heading
                .label
                .as_ref()
                .is_some_and(|label| label.parts.len() == 1 && missing.contains(&label.number().value))
    })?;
    let message = format!("a heading of level {} has the number", heading.level);
    Some((heading.line, Related { path: None, span: heading.span, line: heading.line, message }))
}
