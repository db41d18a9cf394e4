//! Whether numbers that a heading alone does not prove are numbers after all: what their siblings say.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::numbering::heading::HeadingFact;
use crate::numbering::{Certainty, Label, Series, Shape, prefix};

/// Fewer headings prove nothing.
const SHORTEST_RUN: usize = 3;

/// Takes the labels from headings such as `EC2` or `Python 3`, whose word no run of siblings shares.
pub(super) fn drop_lone_words(headings: &mut [HeadingFact]) {
    let behind_word =
        |(at, heading): (usize, &HeadingFact)| heading.label.as_ref().is_some_and(is_word).then_some(at);
    let words: SmallVec<[usize; 4]> = headings.iter().enumerate().filter_map(behind_word).collect();
    if words.len() < SHORTEST_RUN {
        words.into_iter().for_each(|word| headings[word].label = None);
        return;
    }
    let mut groups: FxHashMap<(Option<usize>, u8, Shape), Vec<usize>> = FxHashMap::default();
    for word in words {
        let heading = &headings[word];
        let shape = Shape::of(label(headings, word));
        groups.entry((heading.parent(), heading.level, shape)).or_default().push(word);
    }
    for members in groups.into_values() {
        if !is_run(headings, &members) {
            for member in members {
                headings[member].label = None;
            }
        }
    }
}

/// Drops the members of a series that merely look like numbers.
pub(super) fn keep_believable(headings: &[HeadingFact], series: &mut Series) {
    if is_newest_first(headings, series) {
        series.members.clear();
        return;
    }
    let certain = |member: usize| {
        let label = label(headings, member);
        label.certainty == Certainty::Certain || is_below_its_number(headings, member, label)
    };
    if series.members.iter().all(|&member| certain(member)) {
        return;
    }
    if !series.members.iter().any(|&member| certain(member)) {
        if !is_run(headings, &series.members) {
            series.members.clear();
        }
        return;
    }
    let mut sure_behind = vec![None; series.members.len()];
    let mut next = None;
    for (at, &member) in series.members.iter().enumerate().rev() {
        sure_behind[at] = next;
        if certain(member) {
            next = Some(value(headings, member));
        }
    }
    // Among sure numbers a weak one counts if it continues the one before it.
    let mut previous = None;
    let mut behind = sure_behind.into_iter();
    series.members.retain(|&member| {
        let behind = behind.next().flatten();
        let own = value(headings, member);
        let counts_things = label(headings, member).certainty == Certainty::Counting;
        let continues = previous.is_none_or(|previous| own == previous + 1);
        let keeps = certain(member) || (continues && !(counts_things && behind == Some(own)));
        if keeps {
            previous = Some(own);
        }
        keeps
    });
}

/// Tells whether most numbers fall: days or versions, newest first, are meant to.
fn is_newest_first(headings: &[HeadingFact], series: &Series) -> bool {
    let pairs = || series.members.windows(2).map(|pair| (value(headings, pair[0]), value(headings, pair[1])));
    let falling = pairs().filter(|(before, here)| here < before).count();
    let rising = pairs().filter(|(before, here)| here > before).count();
    // Of two plain headings the second may be the wrong one.
    falling > rising && (series.members.len() >= 3 || series.shape.outer.len() >= 2)
}

fn label(headings: &[HeadingFact], member: usize) -> &Label {
    headings[member].label.as_ref().expect("members have labels")
}

fn value(headings: &[HeadingFact], member: usize) -> u32 {
    label(headings, member).number().value
}

/// Tells whether a label stands behind a word that is no usual prefix.
fn is_word(label: &Label) -> bool {
    !label.prefix.is_empty() && prefix::known(&label.prefix).0 != label.prefix.len()
}

/// Tells whether headings with unproven numbers count: at least three of them, most in order and few left out.
///
/// Words and bare numbers need three that follow each other (`Lab 1`, `Lab 2`, `Lab 3`), a known prefix such as `Q`
/// two; and where they do not nearly all follow each other, they have to begin with 0 or 1, or be four.
fn is_run(headings: &[HeadingFact], members: &[usize]) -> bool {
    let labels = || members.iter().map(|&member| label(headings, member));
    let values: Vec<u32> = labels().map(|label| label.number().value).collect();
    let counting = labels().filter(|label| label.certainty == Certainty::Counting).count();
    if values.len() < SHORTEST_RUN || counting * 2 >= values.len() {
        return false;
    }
    let has_word = labels().any(is_word);
    let steps = values.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    let follow = steps * 3 >= (values.len() - 1) * 2;
    let distinct: BTreeSet<u32> = values.iter().copied().collect();
    let (Some(&low), Some(&high)) = (distinct.first(), distinct.last()) else { return false };
    if has_word && low > 1 {
        return false;
    }
    // From 100 on, bare numbers are codes (`404 Not Found`) rather than headings that are counted.
    let is_bare = labels().all(|label| label.prefix.is_empty());
    if is_bare && low >= 100 && !(follow && values.len() >= 10) {
        return false;
    }
    if follow && !has_word {
        return true;
    }
    let has_prefix = !has_word && labels().all(|label| !label.prefix.is_empty());
    let dense = distinct.len() * 3 > (high - low) as usize * 2;
    let begins = low <= 1 || values.len() >= 4;
    begins
        && dense
        && longest_chain(&values) >= if has_prefix { 2 } else { 3 }
        && rising(&values) * 3 >= values.len() * 2
}

/// Gives the length of the longest chain of values that stand in order and rise by one.
fn longest_chain(values: &[u32]) -> usize {
    let mut chains: FxHashMap<u32, usize> = FxHashMap::default();
    for &value in values {
        let before = value.checked_sub(1).and_then(|before| chains.get(&before)).copied().unwrap_or(0);
        let chain = chains.entry(value).or_default();
        *chain = (*chain).max(before + 1);
    }
    chains.into_values().max().unwrap_or(0)
}

/// Gives how many values at most stay where the others are taken away so that none falls.
fn rising(values: &[u32]) -> usize {
    // The least last value of a selection of each length.
    let mut ends: Vec<u32> = Vec::new();
    for &value in values {
        let at = ends.partition_point(|&end| end <= value);
        match ends.get_mut(at) {
            Some(end) => *end = value,
            None => ends.push(value),
        }
    }
    ends.len()
}

/// Tells whether `1.2` stands below `1.`.
fn is_below_its_number(headings: &[HeadingFact], member: usize, label: &Label) -> bool {
    let parent = headings[member].parent().and_then(|parent| headings[parent].label.as_ref());
    label.parts.len() > 1
        && parent.is_some_and(|parent| {
            parent.parts.len() + 1 == label.parts.len()
                && parent.parts.iter().zip(&label.parts).all(|(a, b)| a.value == b.value)
        })
}
