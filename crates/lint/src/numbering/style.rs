//! How the numbers of a series are written, and what most of them do.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::corpus::Corpus;
use crate::numbering::{Digits, Label, Series, Shape};

/// One thing that writers of numbers choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Aspect {
    /// What closes the number.
    Suffix,
    /// Whether short numbers are filled up with zeros.
    Padding,
    /// Half-width or full-width digits.
    Digits,
    /// The letter case and width of the prefix.
    Prefix,
    /// What stands between the parts of `1.2`.
    Separator,
    /// The spaces around the number.
    Spaces,
}

impl Aspect {
    const ALL: [Self; 6] =
        [Self::Suffix, Self::Padding, Self::Digits, Self::Prefix, Self::Separator, Self::Spaces];
}

/// How one label is written; each aspect as text, so that they count alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberStyle<'a> {
    /// By aspect; `None` where the label tells nothing.
    aspects: [Option<Cow<'a, str>>; Aspect::ALL.len()],
}

impl<'a> NumberStyle<'a> {
    /// Reads the style of a label.
    pub(crate) fn of(label: &'a Label) -> Self {
        let number = label.number();
        let mut style = Self::default();
        style.set(Aspect::Suffix, Cow::Borrowed(label.suffix));
        style.set(Aspect::Digits, Cow::Borrowed(number.digits.name()));
        // Only of numbers that could be shorter or longer padding tells something: of `01` and `1`, not of `10`.
        let tells = number.natural_width() == 1 || number.width > number.natural_width();
        if tells && matches!(number.digits, Digits::Ascii | Digits::FullWidth) {
            style.set(Aspect::Padding, Cow::Owned(number.width.to_string()));
        }
        if !label.prefix.is_empty() {
            style.set(Aspect::Prefix, Cow::Borrowed(&label.prefix));
            style.set(Aspect::Spaces, Cow::Owned(label.spaces.join("|")));
        }
        if !label.separator.is_empty() {
            style.set(Aspect::Separator, Cow::Borrowed(label.separator));
        }
        style
    }

    fn set(&mut self, aspect: Aspect, value: Cow<'a, str>) {
        self.aspects[aspect as usize] = Some(value);
    }

    /// Writes a label's number in this style; `None` where the script does not reach that far.
    pub(crate) fn write(&self, label: &Label) -> Option<String> {
        let aspect = |aspect: Aspect| self.aspects[aspect as usize].as_deref().unwrap_or("");
        let digits = Digits::ALL.into_iter().find(|digits| digits.name() == aspect(Aspect::Digits))?;
        let width = aspect(Aspect::Padding).parse().unwrap_or(1);
        let parts: Option<Vec<String>> = label
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let width = if at + 1 == label.parts.len() { width } else { part.width };
                part.write(digits, width)
            })
            .collect();
        let (before, after) = aspect(Aspect::Spaces).split_once('|').unwrap_or(("", label.spaces[1]));
        let number = parts?.join(aspect(Aspect::Separator));
        let (prefix, suffix) = (aspect(Aspect::Prefix), aspect(Aspect::Suffix));
        Some(format!("{prefix}{before}{number}{after}{}{suffix}", label.unit))
    }
}

/// What most labels of a group do in one aspect.
pub(crate) struct Norm<'a> {
    aspect: Aspect,
    value: Cow<'a, str>,
    count: usize,
    total: usize,
}

impl<'a> Norm<'a> {
    /// Tells whether a style goes against the norm.
    pub(crate) fn differs(&self, style: &NumberStyle<'_>) -> bool {
        style.aspects[self.aspect as usize].as_ref().is_some_and(|value| *value != self.value)
    }

    /// Changes a style to follow the norm.
    pub(crate) fn apply(&self, mut style: NumberStyle<'a>) -> NumberStyle<'a> {
        style.set(self.aspect, self.value.clone());
        style
    }

    /// Says what is wrong with a label that differs.
    pub(crate) fn message(&self) -> String {
        let Self { count, total, value, .. } = self;
        let rest = match self.aspect {
            Aspect::Suffix if value.is_empty() => "no sign behind the number".to_owned(),
            Aspect::Suffix => format!("`{value}` behind the number"),
            Aspect::Padding if value == "1" => "no leading zeros".to_owned(),
            Aspect::Padding => format!("at least {value} digits"),
            Aspect::Digits => value.to_string(),
            Aspect::Prefix => format!("the prefix `{value}`"),
            Aspect::Separator => format!("`{value}` between the numbers"),
            Aspect::Spaces => "other spaces".to_owned(),
        };
        format!("written unlike its neighbours: {count} of {total} have {rest}")
    }
}

/// Labels that should be written alike: of each aspect the values with their counts, of which there are few.
#[derive(Default)]
struct Group<'a> {
    counts: [Vec<(Cow<'a, str>, usize)>; Aspect::ALL.len()],
}

impl<'a> Group<'a> {
    fn add(&mut self, label: &'a Label) {
        for (counts, value) in self.counts.iter_mut().zip(NumberStyle::of(label).aspects) {
            let Some(value) = value else { continue };
            match counts.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => counts.push((value, 1)),
            }
        }
    }

    /// Tells whether all labels are alike in an aspect.
    fn is_uniform(&self, aspect: Aspect) -> bool {
        match self.counts[aspect as usize].as_slice() {
            [] => true,
            [(_, count)] => *count > 1,
            _ => false,
        }
    }

    /// Gives the norm of an aspect: what at least two of three and at least three labels do.
    fn norm(&self, aspect: Aspect) -> Option<Norm<'a>> {
        let counts = &self.counts[aspect as usize];
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let (value, count) = counts.iter().max_by_key(|(value, count)| (*count, value))?;
        (*count >= 3 && count * 3 >= total * 2).then(|| Norm {
            aspect,
            value: value.clone(),
            count: *count,
            total,
        })
    }
}

/// What the numbers of a run have for norms: those of one folder, level and shape.
pub(crate) struct StyleGroups<'a> {
    corpus: &'a Corpus,
    shared: FxHashMap<(&'a str, u8, &'a Shape), Group<'a>>,
}

impl<'a> StyleGroups<'a> {
    /// Counts the styles of all series.
    pub(crate) fn collect(corpus: &'a Corpus) -> Self {
        let mut shared: FxHashMap<_, Group<'a>> = FxHashMap::default();
        for file in corpus.files() {
            for series in &file.outline.series {
                let group = shared.entry((folder_of(&file.path), series.level, &series.shape)).or_default();
                series.members.iter().for_each(|&member| group.add(file.outline.label(member)));
            }
        }
        Self { corpus, shared }
    }

    /// Gives the norms for a series: its own majority, else that of the folder unless the series is uniform.
    pub(crate) fn norms(&self, file: usize, series: &Series) -> Vec<Norm<'a>> {
        let file = &self.corpus.files()[file];
        let mut own = Group::default();
        series.members.iter().for_each(|&member| own.add(file.outline.label(member)));
        let shared = self.shared.get(&(folder_of(&file.path), series.level, &series.shape));
        Aspect::ALL
            .into_iter()
            .filter(|&aspect| !own.is_uniform(aspect))
            .filter_map(|aspect| own.norm(aspect).or_else(|| shared?.norm(aspect)))
            .collect()
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
