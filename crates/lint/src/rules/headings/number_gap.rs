use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use notesmith_diagnostic::{Related, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::numbering::{Certainty, Family, FileRange, Outline, families, out_of_level};
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
    let range = family.and(outline.range);
    if is_complete(outline, &outline.series[series].members, range) {
        return;
    }
    let Some(run) = Run::of(outline, series, range) else { return };
    let density = run.density();
    let warns = options.policy == Policy::Strict
        || (density.is_dense()
            && (range.is_some() || is_proven(outline, series))
            && density.present >= 5
            && family.is_none_or(|family| {
                Density { present: family.inside(corpus).0, expected: family.promised() }.is_dense()
            }));
    let severity = if warns { Severity::Error } else { Severity::Hint };
    for gap in run.gaps() {
        let Some(missing) = Missing::of(gap.from, gap.to, &options.allow) else { continue };
        let at_most = if gap.is_doubtful { Severity::Hint } else { severity };
        let moved = misplaced(outline, gap.member, gap.from..=gap.to);
        // `headings/number-at-other-level` says so there.
        let is_told = |line: u32| {
            let around = gap.member.saturating_sub(40)..outline.headings.len().min(gap.member + 8);
            out_of_level(&outline.headings[around]).any(|(_, here)| here.line == line)
        };
        let told = moved.as_ref().is_some_and(|(line, _)| is_told(*line));
        if told && gap.from == gap.to {
            continue;
        }
        if sink.only_counts(corpus, file, at_most) {
            continue;
        }
        let message = format!("no {} {}; {}", run.names(&missing), run.place(&gap), run.evidence());
        let finding = sink.report(file, outline.label(gap.member).span, message).at_most(at_most);
        if let Some((heading, related)) = moved {
            let finding = finding.help(format!("line {heading} has it at another level")).related(related);
            if told {
                finding.at_most(Severity::Hint);
            }
        } else {
            let allow = missing.with(&options.allow);
            let allow = listed(&allow);
            finding.help(format!("add it, or renumber; if left out on purpose, `allow = [{allow}]`"));
        }
    }
}

/// Tells whether the numbers of a series surely number headings, and leave out none by nature, as ports (`22 SSH`) and
/// days (`06-24`) do.
fn is_proven(outline: &Outline, series: usize) -> bool {
    let labels = || outline.series[series].members.iter().map(|&member| outline.label(member));
    let begins = labels().map(|label| label.number().value).min().is_some_and(|low| low <= 1);
    let is_certain = labels().any(|label| label.certainty == Certainty::Certain);
    is_certain || (begins && labels().all(|label| label.separator.text() != "-"))
}

/// Tells whether each number of a series is one more than the one before it, and none that is promised is missing; it
/// is so nearly everywhere.
fn is_complete(outline: &Outline, members: &[usize], promised: Option<FileRange>) -> bool {
    let value = |member: &usize| outline.value(*member);
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return true };
    members.windows(2).all(|pair| value(&pair[1]) == value(&pair[0]) + 1)
        && promised.is_none_or(|range| value(first) <= range.first && range.last <= value(last))
}

/// The numbers of a series, and those that it should have.
struct Run {
    /// The outer numbers with their dots: `2.` of 2.1.
    outer: String,
    /// The numbers in order, each once; never empty.
    numbers: Vec<Numbered>,
    /// The first and the last number that should be there.
    bounds: (u32, u32),
}

/// A number that is there.
#[derive(Clone, Copy)]
struct Numbered {
    value: u32,
    /// The first heading that has it.
    member: usize,
    /// Whether another one has it, too.
    is_twice: bool,
}

/// Numbers between two headings that no heading has.
struct Gap {
    /// The heading at which the gap is reported.
    member: usize,
    from: u32,
    to: u32,
    /// The number before it and the one behind it.
    between: (Option<u32>, Option<u32>),
    /// Whether it may be none, or is told by another rule.
    is_doubtful: bool,
}

impl Run {
    /// Reads a series; a number that the name of the file rules out stretches nothing.
    fn of(outline: &Outline, series: usize, range: Option<FileRange>) -> Option<Self> {
        let series = &outline.series[series];
        let numbers = series.members.iter().map(|&member| Numbered {
            value: outline.value(member),
            member,
            is_twice: false,
        });
        let is_promised =
            |number: &Numbered| range.is_none_or(|range| range.numbers().contains(&number.value));
        let mut numbers: Vec<Numbered> = numbers.filter(is_promised).collect();
        numbers.sort_unstable_by_key(|number| (number.value, number.member));
        numbers.dedup_by(|next, first| {
            let is_same = next.value == first.value;
            first.is_twice |= is_same;
            is_same
        });
        let (low, high) = (numbers.first()?.value, numbers.last()?.value);
        let bounds = range.map_or((low, high), |range| (range.first, range.last));
        let outer =
            series.shape.outer.iter().fold(String::new(), |outer, part| outer + &part.to_string() + ".");
        Some(Self { outer, numbers, bounds })
    }

    fn density(&self) -> Density {
        Density { present: self.numbers.len(), expected: (self.bounds.1 - self.bounds.0) as usize + 1 }
    }

    /// Writes a number with the outer ones before it.
    fn name(&self, number: u32) -> impl Display {
        fmt::from_fn(move |f| write!(f, "{}{number}", self.outer))
    }

    /// Writes what is missing: `23`, `23 and 24`, `23 to 26`.
    fn names(&self, missing: &Missing) -> impl Display {
        fmt::from_fn(|f| {
            let (from, to) = (self.name(missing.from), self.name(missing.to));
            match missing.to - missing.from {
                0 => write!(f, "{from}"),
                1 => write!(f, "{from} and {to}"),
                _ => write!(f, "{from} to {to}"),
            }
        })
    }

    /// Writes where a gap is.
    fn place(&self, gap: &Gap) -> impl Display {
        let name = |number: u32| self.name(number);
        fmt::from_fn(move |f| match gap.between {
            (Some(before), Some(behind)) => write!(f, "between {} and {}", name(before), name(behind)),
            (None, Some(behind)) => write!(f, "before {}", name(behind)),
            (Some(before), None) => write!(f, "after {}", name(before)),
            (None, None) => Ok(()),
        })
    }

    /// Writes how many numbers are there.
    fn evidence(&self) -> impl Display {
        fmt::from_fn(|f| {
            let Density { present, expected } = self.density();
            let (first, last) = (self.name(self.bounds.0), self.name(self.bounds.1));
            write!(f, "{present} of {expected} numbers from {first} to {last} are here")
        })
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut previous: Option<Numbered> = None;
        for &number in &self.numbers {
            let Numbered { value, member, .. } = number;
            let from = previous.map_or(self.bounds.0, |before| before.value + 1);
            if value > from {
                // Where 4 is there twice, the second one is probably the 5 that is missing.
                let is_doubtful = previous.is_some_and(|before| before.is_twice && value == before.value + 2);
                let between = (previous.map(|before| before.value), Some(value));
                gaps.push(Gap { member, from, to: value - 1, between, is_doubtful });
            }
            previous = Some(number);
        }
        if let Some(Numbered { value: high, member, .. }) = previous.filter(|last| last.value < self.bounds.1)
        {
            let between = (Some(high), None);
            // The last file of a series may still grow.
            gaps.push(Gap { member, from: high + 1, to: self.bounds.1, between, is_doubtful: true });
        }
        gaps
    }
}

/// The numbers of a gap, first and last.
struct Missing {
    from: u32,
    to: u32,
}

impl Missing {
    /// Gives the gap without the allowed numbers at its ends; `None` where all of them are allowed.
    fn of(from: u32, to: u32, allow: &BTreeSet<u32>) -> Option<Self> {
        let is_missing = |number: &u32| !allow.contains(number);
        let from = (from..=to).find(is_missing)?;
        let to = (from..=to).rev().find(is_missing)?;
        Some(Self { from, to })
    }

    /// Gives them with those that are allowed already, in order; of a long list the first.
    fn with(&self, allow: &BTreeSet<u32>) -> Vec<u32> {
        let mut all: Vec<u32> =
            allow.iter().copied().chain((self.from..=self.to).take(MOST_LISTED + 1)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Longer lists of numbers are cut.
const MOST_LISTED: usize = 6;

/// Writes a list of numbers, a long one cut.
fn listed(numbers: &[u32]) -> impl Display {
    fmt::from_fn(move |f: &mut Formatter<'_>| {
        for (at, number) in numbers.iter().take(MOST_LISTED).enumerate() {
            let before = if at > 0 { ", " } else { "" };
            write!(f, "{before}{number}")?;
        }
        f.write_str(if numbers.len() > MOST_LISTED { ", …" } else { "" })
    })
}

/// Finds a missing number at another level shortly before the heading behind the gap; gives its line.
fn misplaced(
    outline: &Outline,
    member: usize,
    missing: std::ops::RangeInclusive<u32>,
) -> Option<(u32, Related)> {
    let level = outline.headings[member].level;
    let heading = outline.headings[..member].iter().rev().take(32).find(|heading| {
        heading.level != level
            && heading
                .label
                .as_ref()
                .is_some_and(|label| label.parts.len() == 1 && missing.contains(&label.number().value))
    })?;
    let message = format!("a heading of level {} has the number", heading.level);
    Some((heading.line, heading.related(message)))
}
