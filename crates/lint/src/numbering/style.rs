//! How the numbers of a series are written, and what most of them do.

use std::collections::BTreeMap;

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

/// How one label is written; each aspect as text, so that they count alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    aspects: BTreeMap<Aspect, String>,
}

impl NumberStyle {
    /// Reads the style of a label.
    pub(crate) fn of(label: &Label) -> Self {
        let number = label.number();
        let mut aspects = BTreeMap::from([
            (Aspect::Suffix, label.suffix.clone()),
            (Aspect::Digits, number.digits.name().to_owned()),
        ]);
        // Only of numbers that could be shorter or longer padding tells something: of `01` and `1`, not of `10`.
        let tells = number.natural_width() == 1 || number.width > number.natural_width();
        if tells && matches!(number.digits, Digits::Ascii | Digits::FullWidth) {
            aspects.insert(Aspect::Padding, number.width.to_string());
        }
        if !label.prefix.is_empty() {
            aspects.insert(Aspect::Prefix, label.prefix.clone());
            aspects.insert(Aspect::Spaces, label.spaces.join("|"));
        }
        if !label.separator.is_empty() {
            aspects.insert(Aspect::Separator, label.separator.clone());
        }
        Self { aspects }
    }

    /// Writes a label's number in this style; `None` where the script does not reach that far.
    pub(crate) fn write(&self, label: &Label) -> Option<String> {
        let aspect = |aspect| self.aspects.get(&aspect).map_or("", String::as_str);
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
pub(crate) struct Norm {
    aspect: Aspect,
    value: String,
    count: usize,
    total: usize,
}

impl Norm {
    /// Tells whether a style goes against the norm.
    pub(crate) fn differs(&self, style: &NumberStyle) -> bool {
        style.aspects.get(&self.aspect).is_some_and(|value| *value != self.value)
    }

    /// Changes a style to follow the norm.
    pub(crate) fn apply(&self, mut style: NumberStyle) -> NumberStyle {
        style.aspects.insert(self.aspect, self.value.clone());
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
            Aspect::Digits => value.clone(),
            Aspect::Prefix => format!("the prefix `{value}`"),
            Aspect::Separator => format!("`{value}` between the numbers"),
            Aspect::Spaces => "other spaces".to_owned(),
        };
        format!("written unlike its neighbours: {count} of {total} have {rest}")
    }
}

/// Labels that should be written alike.
#[derive(Default)]
struct Group {
    counts: BTreeMap<Aspect, BTreeMap<String, usize>>,
}

impl Group {
    fn add(&mut self, label: &Label) {
        for (aspect, value) in NumberStyle::of(label).aspects {
            *self.counts.entry(aspect).or_default().entry(value).or_default() += 1;
        }
    }

    /// Tells whether all labels are alike in an aspect.
    fn is_uniform(&self, aspect: Aspect) -> bool {
        self.counts.get(&aspect).is_none_or(|counts| counts.len() == 1 && counts.values().all(|&n| n > 1))
    }

    /// Gives the norm of an aspect: what at least two of three and at least three labels do.
    fn norm(&self, aspect: Aspect) -> Option<Norm> {
        let counts = self.counts.get(&aspect)?;
        let total: usize = counts.values().sum();
        let (value, &count) = counts.iter().max_by_key(|(_, count)| **count)?;
        (count >= 3 && count * 3 >= total * 2).then(|| Norm { aspect, value: value.clone(), count, total })
    }
}

/// The groups of a run: by series, and by folder, level and shape.
pub(crate) struct StyleGroups<'a> {
    corpus: &'a Corpus,
    own: FxHashMap<(usize, usize), Group>,
    shared: FxHashMap<(&'a str, u8, &'a Shape), Group>,
}

impl<'a> StyleGroups<'a> {
    /// Counts the styles of all series.
    pub(crate) fn collect(corpus: &'a Corpus) -> Self {
        let mut groups = Self { corpus, own: FxHashMap::default(), shared: FxHashMap::default() };
        for (index, file) in corpus.files().iter().enumerate() {
            for (position, series) in file.outline.series.iter().enumerate() {
                let folder = folder_of(&file.path);
                for &member in &series.members {
                    let label = file.outline.label(member);
                    groups.own.entry((index, position)).or_default().add(label);
                    groups.shared.entry((folder, series.level, &series.shape)).or_default().add(label);
                }
            }
        }
        groups
    }

    /// Gives the norms for a series: its own majority, else that of the folder unless the series is uniform.
    pub(crate) fn norms(&self, file: usize, position: usize, series: &Series) -> Vec<Norm> {
        let aspects = [
            Aspect::Suffix,
            Aspect::Padding,
            Aspect::Digits,
            Aspect::Prefix,
            Aspect::Separator,
            Aspect::Spaces,
        ];
        let own = &self.own[&(file, position)];
        let folder = folder_of(&self.corpus.files()[file].path);
        let shared = self.shared.get(&(folder, series.level, &series.shape));
        aspects
            .into_iter()
            .filter(|&aspect| !own.is_uniform(aspect))
            .filter_map(|aspect| own.norm(aspect).or_else(|| shared?.norm(aspect)))
            .collect()
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
