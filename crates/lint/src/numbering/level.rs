//! Numbered headings that stand at another level than the numbers around them.

use crate::numbering::{HeadingFact, Label};

/// Gives each heading whose number is between those of the numbered headings around it and whose level is another, with
/// the heading before it.
pub(crate) fn out_of_level(headings: &[HeadingFact]) -> impl Iterator<Item = (&HeadingFact, &HeadingFact)> {
    let mut numbered = headings.iter().filter(|heading| heading.label.is_some());
    let (mut first, mut second) = (numbered.next(), numbered.next());
    std::iter::from_fn(move || {
        loop {
            let third = numbered.next()?;
            let (before, here) = (first?, second?);
            (first, second) = (second, Some(third));
            let is_out = before.level != here.level && before.level == third.level;
            if is_out && follow(before, here) && follow(here, third) {
                return Some((before, here));
            }
        }
    })
}

/// Tells whether the number of a heading follows that of another, written the same way.
fn follow(before: &HeadingFact, here: &HeadingFact) -> bool {
    let (Some(before), Some(here)) = (&before.label, &here.label) else { return false };
    let form = |label: &Label| (label.prefix.clone(), label.unit, label.suffix, label.parts.len());
    form(before) == form(here) && here.parts.len() == 1 && before.number().value + 1 == here.number().value
}
