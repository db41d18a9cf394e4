//! Headings whose number does not continue that of the heading above them: 1.4 below 2.

use std::collections::BTreeMap;

use crate::numbering::{Label, Outline};

/// A heading that seems to belong elsewhere.
pub(crate) struct Stranger {
    /// The heading, as an index into [`Outline::headings`].
    pub(crate) member: usize,
    /// The heading above it.
    pub(crate) parent: usize,
    /// Why its number seems wrong.
    pub(crate) evidence: Evidence,
}

/// What speaks against a number.
pub(crate) enum Evidence {
    /// The headings beside it that continue the number of the one above, at least two.
    Siblings(Vec<usize>),
    /// How many other sections continue the number of their heading, at least two.
    Sections(usize),
}

/// The headings below a numbered one that have one number more than it.
#[derive(Default)]
struct Inner {
    /// Those that continue its number.
    like: Vec<usize>,
    /// Those that do not.
    unlike: Vec<usize>,
}

/// Gives the headings whose number does not continue that of their parent, in order; of a section in which all do not,
/// the first.
pub(crate) fn strangers(outline: &Outline) -> Vec<Stranger> {
    let sections = sections(outline);
    let agrees = |inner: &Inner| inner.like.len() >= 2 && inner.like.len() > inner.unlike.len();
    let agreeing = sections.values().filter(|inner| agrees(inner)).count();
    let differing = sections.values().filter(|inner| inner.like.is_empty()).count();
    let mut found = Vec::new();
    for (parent, inner) in sections {
        if agrees(&inner) {
            let stranger = |&member: &usize| Stranger {
                member,
                parent,
                evidence: Evidence::Siblings(inner.like.clone()),
            };
            found.extend(inner.unlike.iter().map(stranger));
        } else if inner.like.is_empty() && agreeing >= 2 && differing * 2 <= agreeing {
            found.push(Stranger { member: inner.unlike[0], parent, evidence: Evidence::Sections(agreeing) });
        }
    }
    found.sort_unstable_by_key(|stranger| stranger.member);
    found
}

/// Gives the numbered headings with what stands right below them and has one number more, by heading.
fn sections(outline: &Outline) -> BTreeMap<usize, Inner> {
    let mut sections: BTreeMap<usize, Inner> = BTreeMap::new();
    let values = |label: &Label| label.parts.iter().map(|part| part.value).collect::<Vec<_>>();
    for (index, heading) in outline.headings.iter().enumerate() {
        let label = |index: usize| outline.headings[index].label.as_ref();
        let (Some(own), Some(parent)) = (heading.label.as_ref(), heading.parent()) else { continue };
        let Some(above) = label(parent) else { continue };
        if own.parts.len() != above.parts.len() + 1 {
            continue;
        }
        let inner = sections.entry(parent).or_default();
        let is_like = values(own).starts_with(&values(above));
        if is_like { inner.like.push(index) } else { inner.unlike.push(index) }
    }
    sections
}
