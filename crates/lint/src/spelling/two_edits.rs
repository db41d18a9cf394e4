//! What a long unknown word was meant to be where two letters are wrong: a word that the notes themselves use often.
//!
//! Two wrong letters lead to many words, so a dictionary alone proves nothing here.

use super::candidates::{Candidate, Unknown, in_case_of};
use super::words::Words;
use crate::vocabulary::Vocabulary;

/// A word that the notes use more often than this is theirs.
const RARE: u32 = 2;
/// How often the notes must use the word that was meant.
const FREQUENT: u32 = 3;
/// The shortest word that may have two wrong letters.
const SHORTEST: usize = 8;
/// The shortest word whose letters may stand in another order.
const SHORTEST_SHUFFLED: usize = 6;
/// How many letters at the front are taken to be right.
const FRONT: usize = 2;

/// The most frequent word of the notes that is two slips away, or has the same letters in another order.
pub(super) fn two_edits_away(words: &Words, unknown: &Unknown<'_>) -> Option<Candidate> {
    let lower = unknown.lower;
    if unknown.count > RARE || lower.len() < SHORTEST_SHUFFLED {
        return None;
    }
    let front = lower.get(..FRONT)?;
    let near = words.long_words().filter(|text| {
        text.starts_with(front) && (is_shuffled(lower, text) || is_two_slips_away(lower, text))
    });
    let known =
        near.filter_map(|text| Some((words.known_count(text), text, Vocabulary::shared().word(text)?)));
    let (count, text, word) = known
        .filter(|(count, ..)| *count >= FREQUENT)
        .max_by(|(a, first, _), (b, second, _)| (a, second).cmp(&(b, first)))?;
    let casing = word.casing(text);
    Some(Candidate::of_these_notes(in_case_of(unknown.written, text, casing), count))
}

/// Whether the same letters stand in another order, the last one too or not.
pub(super) fn is_shuffled(written: &str, right: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    written.len() == right.len() && written != right && sorted(written) == sorted(right)
}

/// Whether two slips inside a long word tell them apart; other endings are inflections.
fn is_two_slips_away(written: &str, right: &str) -> bool {
    let last = |word: &str| word.as_bytes().last().copied();
    written.len().min(right.len()) >= SHORTEST
        && written.len().abs_diff(right.len()) <= 1
        && last(written) == last(right)
        && strsim::osa_distance(written, right) == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_another_order() {
        assert!(is_shuffled("snapohst", "snapshot"));
        assert!(!is_shuffled("snapshot", "snapshot"));
        assert!(!is_shuffled("snapshots", "snapshot"));
    }

    #[test]
    fn two_slips_inside() {
        assert!(is_two_slips_away("replikatoin", "replication"));
        assert!(is_two_slips_away("enbiromemt", "enviroment"));
        assert!(!is_two_slips_away("configured", "configures"));
        assert!(!is_two_slips_away("short", "shirt"));
    }
}
