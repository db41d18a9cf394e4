use std::collections::{BTreeMap, BTreeSet};

use notesmith_diagnostic::{Related, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::numbering::{Certainty, Family, FileRange, Outline, families};
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
        let named = missing.named(|number| run.name(number));
        let message = format!("no {named} {}; {}", gap.place, run.evidence());
        let at_most = if gap.is_doubtful { Severity::Hint } else { severity };
        let finding = sink.report(file, outline.label(gap.member).span, message).at_most(at_most);
        if let Some((heading, related)) = misplaced(outline, gap.member, gap.from..=gap.to) {
            finding.help(format!("line {heading} has it at another level")).related(related);
        } else {
            let allow = missing.listed(&options.allow);
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
    is_certain || (begins && labels().all(|label| label.separator != "-"))
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
    /// The headings by number; of two with one number the first.
    numbers: BTreeMap<u32, usize>,
    /// The numbers that two headings have.
    twice: BTreeSet<u32>,
    /// The first and the last number that should be there.
    bounds: (u32, u32),
}

/// Numbers between two headings that no heading has.
struct Gap {
    /// The heading at which the gap is reported.
    member: usize,
    from: u32,
    to: u32,
    /// Where it is, in words.
    place: String,
    /// Whether it may be none, or is told by another rule.
    is_doubtful: bool,
}

impl Run {
    /// Reads a series; a number that the name of the file rules out stretches nothing.
    fn of(outline: &Outline, series: usize, range: Option<FileRange>) -> Option<Self> {
        let (mut numbers, mut twice) = (BTreeMap::new(), BTreeSet::new());
        let series = &outline.series[series];
        for &member in series.members.iter().rev() {
            let value = outline.value(member);
            let is_promised = range.is_none_or(|range| range.numbers().contains(&value));
            if is_promised && numbers.insert(value, member).is_some() {
                twice.insert(value);
            }
        }
        let (&low, &high) = (numbers.first_key_value()?.0, numbers.last_key_value()?.0);
        let bounds = range.map_or((low, high), |range| (range.first, range.last));
        let outer =
            series.shape.outer.iter().fold(String::new(), |outer, part| outer + &part.to_string() + ".");
        Some(Self { outer, numbers, twice, bounds })
    }

    fn density(&self) -> Density {
        Density { present: self.numbers.len(), expected: (self.bounds.1 - self.bounds.0) as usize + 1 }
    }

    fn name(&self, number: u32) -> String {
        format!("{}{number}", self.outer)
    }

    fn evidence(&self) -> String {
        let Density { present, expected } = self.density();
        let (first, last) = (self.name(self.bounds.0), self.name(self.bounds.1));
        format!("{present} of {expected} numbers from {first} to {last} are here")
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut previous: Option<(u32, usize)> = None;
        for (&value, &member) in &self.numbers {
            let from = previous.map_or(self.bounds.0, |(before, _)| before + 1);
            if value > from {
                let place = match previous {
                    None => format!("before {}", self.name(value)),
                    Some((before, _)) => format!("between {} and {}", self.name(before), self.name(value)),
                };
                // Where 4 is there twice, the second one is probably the 5 that is missing.
                let is_doubtful =
                    previous.is_some_and(|(before, _)| self.twice.contains(&before) && value == before + 2);
                gaps.push(Gap { member, from, to: value - 1, place, is_doubtful });
            }
            previous = Some((value, member));
        }
        if let Some((high, member)) = previous.filter(|(high, _)| *high < self.bounds.1) {
            let place = format!("after {}", self.name(high));
            // The last file of a series may still grow.
            gaps.push(Gap { member, from: high + 1, to: self.bounds.1, place, is_doubtful: true });
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

    /// Names them: `23`, `23 and 24`, `23 to 26`.
    fn named(&self, name: impl Fn(u32) -> String) -> String {
        match self.to - self.from {
            0 => name(self.from),
            1 => format!("{} and {}", name(self.from), name(self.to)),
            _ => format!("{} to {}", name(self.from), name(self.to)),
        }
    }

    /// Lists them with those that are allowed already, a long list cut.
    fn listed(&self, allow: &BTreeSet<u32>) -> String {
        const MOST: usize = 6;
        let all: BTreeSet<u32> = allow.iter().copied().chain((self.from..=self.to).take(MOST + 1)).collect();
        let numbers: Vec<String> = all.iter().take(MOST).map(u32::to_string).collect();
        let more = if all.len() > MOST { ", …" } else { "" };
        numbers.join(", ") + more
    }
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
