//! How the numbers of a series are written, and what most of them do.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::corpus::Corpus;
use crate::numbering::{Digits, Label, Series, Shape, Space};

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
    /// The space between what closes the number and the text.
    Gap,
}

impl Aspect {
    const ALL: [Self; 7] =
        [Self::Suffix, Self::Padding, Self::Digits, Self::Prefix, Self::Separator, Self::Spaces, Self::Gap];
}

/// What a label does in one aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice<'a> {
    /// Signs: the suffix, the prefix or the separator.
    Signs(&'a str),
    /// The least number of digits.
    Width(u8),
    /// The script.
    Digits(Digits),
    /// The spaces before and behind the number.
    Spaces([Space; 2]),
    /// The space before the text.
    Gap(Space),
}

/// How one label is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberStyle<'a> {
    /// By aspect; `None` where the label tells nothing.
    choices: [Option<Choice<'a>>; Aspect::ALL.len()],
}

impl<'a> NumberStyle<'a> {
    /// Reads the style of a label.
    pub(crate) fn of(label: &'a Label) -> Self {
        let number = label.number();
        let mut style = Self::default();
        style.set(Aspect::Suffix, Choice::Signs(label.suffix.text()));
        style.set(Aspect::Digits, Choice::Digits(number.digits));
        // Only of numbers that could be shorter or longer padding tells something: of `01` and `1`, not of `10`.
        let tells = number.natural_width() == 1 || number.width > number.natural_width();
        if tells && matches!(number.digits, Digits::Ascii | Digits::FullWidth) {
            style.set(Aspect::Padding, Choice::Width(number.width));
        }
        if !label.prefix.is_empty() {
            style.set(Aspect::Prefix, Choice::Signs(&label.prefix));
            style.set(Aspect::Spaces, Choice::Spaces(label.spaces));
        }
        if let Some(gap) = label.gap {
            style.set(Aspect::Gap, Choice::Gap(gap));
        }
        if !label.separator.is_none() {
            style.set(Aspect::Separator, Choice::Signs(label.separator.text()));
        }
        style
    }

    fn set(&mut self, aspect: Aspect, choice: Choice<'a>) {
        self.choices[aspect as usize] = Some(choice);
    }

    /// Gives the signs of an aspect; none where the label tells nothing.
    fn signs(&self, aspect: Aspect) -> &'a str {
        match self.choices[aspect as usize] {
            Some(Choice::Signs(signs)) => signs,
            _ => "",
        }
    }

    /// Writes a label's number and the space behind it in this style; `None` where the script does not reach that far.
    pub(crate) fn write(&self, label: &Label) -> Option<String> {
        let Some(Choice::Digits(digits)) = self.choices[Aspect::Digits as usize] else { return None };
        let width = match self.choices[Aspect::Padding as usize] {
            Some(Choice::Width(width)) => width,
            _ => 1,
        };
        let parts: Option<Vec<String>> = label
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let width = if at + 1 == label.parts.len() { width } else { part.width };
                part.write(digits, width)
            })
            .collect();
        let [before, after] = match self.choices[Aspect::Spaces as usize] {
            Some(Choice::Spaces(spaces)) => spaces.map(Space::text),
            _ => ["", label.spaces[1].text()],
        };
        let number = parts?.join(self.signs(Aspect::Separator));
        let (prefix, suffix) = (self.signs(Aspect::Prefix), self.signs(Aspect::Suffix));
        let gap = match self.choices[Aspect::Gap as usize] {
            Some(Choice::Gap(gap)) => gap.text(),
            _ => "",
        };
        Some(format!("{prefix}{before}{number}{after}{}{suffix}{gap}", label.unit.text()))
    }
}

/// What most labels of a group do in one aspect.
pub(crate) struct Norm<'a> {
    aspect: Aspect,
    choice: Choice<'a>,
    count: usize,
    total: usize,
}

impl<'a> Norm<'a> {
    /// Tells whether a style goes against the norm.
    pub(crate) fn differs(&self, style: &NumberStyle<'_>) -> bool {
        style.choices[self.aspect as usize].is_some_and(|choice| match (choice, self.choice) {
            // Full-width spaces are judged elsewhere.
            (Choice::Gap(own), Choice::Gap(norm)) => (own == Space::None) != (norm == Space::None),
            (own, norm) => own != norm,
        })
    }

    /// Changes a style to follow the norm.
    pub(crate) fn apply(&self, mut style: NumberStyle<'a>) -> NumberStyle<'a> {
        style.set(self.aspect, self.choice);
        style
    }

    /// Says what is wrong with a label that differs.
    pub(crate) fn message(&self) -> String {
        let Self { count, total, .. } = self;
        let rest = match (self.aspect, self.choice) {
            (Aspect::Suffix, Choice::Signs("")) => "no sign behind the number".to_owned(),
            (Aspect::Suffix, Choice::Signs(suffix)) => format!("`{suffix}` behind the number"),
            (Aspect::Separator, Choice::Signs(sign)) => format!("`{sign}` between the numbers"),
            (_, Choice::Signs(prefix)) => format!("the prefix `{prefix}`"),
            (_, Choice::Width(1)) => "no leading zeros".to_owned(),
            (_, Choice::Width(width)) => format!("at least {width} digits"),
            (_, Choice::Digits(digits)) => digits.name().to_owned(),
            (_, Choice::Spaces(_)) => "other spaces".to_owned(),
            (_, Choice::Gap(Space::None)) => "no space behind the number".to_owned(),
            (_, Choice::Gap(_)) => "a space behind the number".to_owned(),
        };
        format!("written unlike its neighbours: {count} of {total} have {rest}")
    }
}

/// Labels that should be written alike: of each aspect the choices with their counts, of which there are few.
#[derive(Default)]
struct Group<'a> {
    counts: [SmallVec<[(Choice<'a>, usize); 1]>; Aspect::ALL.len()],
}

impl<'a> Group<'a> {
    fn add(&mut self, label: &'a Label) {
        for (counts, choice) in self.counts.iter_mut().zip(NumberStyle::of(label).choices) {
            let Some(choice) = choice else { continue };
            match counts.iter_mut().find(|(known, _)| *known == choice) {
                Some((_, count)) => *count += 1,
                None => counts.push((choice, 1)),
            }
        }
    }

    /// Tells whether all labels are alike in an aspect.
    fn is_uniform(&self, aspect: Aspect) -> bool {
        match &self.counts[aspect as usize][..] {
            [] => true,
            [(_, count)] => *count > 1,
            _ => false,
        }
    }

    /// Gives the norm of an aspect: what at least two of three and at least three labels do.
    fn norm(&self, aspect: Aspect) -> Option<Norm<'a>> {
        let counts = &self.counts[aspect as usize];
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        // Of two that are as frequent as each other neither is.
        let &(choice, count) = counts.iter().max_by_key(|(_, count)| *count)?;
        (count >= 3 && count * 3 >= total * 2).then_some(Norm { aspect, choice, count, total })
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
        let labels = || series.members.iter().map(|&member| file.outline.label(member));
        let mut styles = labels().map(NumberStyle::of);
        let first = styles.next();
        if series.members.len() > 1 && styles.all(|style| Some(style) == first) {
            return Vec::new();
        }
        let mut own = Group::default();
        labels().for_each(|label| own.add(label));
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
