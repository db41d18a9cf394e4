//! Places where an author chose one of several ways of writing that mean the same, for rules that want one way in all
//! notes; nothing is collected for rules that are off.

mod choice;
mod edges;
mod numerals;

pub(crate) use choice::{Choice, Matter, Norm};
pub(crate) use numerals::kanji_of;

use crate::note::Note;
use crate::settings::RuleSet;

/// Collects the choices of a note that these rules look at, in order within a matter.
pub(crate) fn collect(note: &Note<'_>, rules: &RuleSet) -> Vec<Choice> {
    let mut found = Vec::new();
    for matter in Matter::ALL {
        if rules.rule(matter.rule()).is_some() {
            match matter {
                Matter::CodeSpacing => edges::of_code(note.document(), &mut found),
                Matter::LinkSpacing => edges::of_links(note.document(), &mut found),
                Matter::Counter => numerals::counters(note.document(), &mut found),
                Matter::LargeKe => numerals::large_ke(note.document(), &mut found),
            }
        }
    }
    found
}
