//! Which correction of a known misspelling was meant, where the list names more than one.

use std::cmp::Reverse;

use super::candidates::Candidate;
use super::edit::Edit;
use super::words::Words;

/// How often the notes must use a word that the list of corrections does not name.
const FREQUENT: u32 = 3;
/// How often they must use a short word that two letters were swapped in.
const VERY_FREQUENT: u32 = 10;

/// The corrections of a word in lower case, best first: those that the notes use and that one likely slip leads from.
///
/// Among equals the order of the list stands.
pub(super) fn ranked(
    words: &Words,
    lower: &str,
    corrections: impl Iterator<Item = &'static str>,
) -> Vec<&'static str> {
    let mut ranked: Vec<&str> = corrections.collect();
    if ranked.len() > 1 {
        ranked.sort_by_cached_key(|right| Reverse(evidence(lower, right, words.known_count(right))));
    }
    ranked
}

/// Whether a short word is another one with two letters swapped, and the notes use that all the time: `teh`.
///
/// Other short words are abbreviations.
pub(super) fn is_swapped(
    words: &Words,
    lower: &str,
    mut corrections: impl Iterator<Item = &'static str>,
) -> bool {
    let (Some(right), None) = (corrections.next(), corrections.next()) else { return false };
    lower.len() == right.len()
        && strsim::osa_distance(lower, right) == 1
        && Edit::between(lower, right).0 == Edit::Transposed
        && words.known_count(right) >= VERY_FREQUENT
}

/// Puts the best word that the notes use before corrections that they do not use.
pub(super) fn prefer_used(suggestions: &mut Vec<String>, near: &[Candidate]) {
    if let Some(best) = near.first().filter(|best| best.count >= FREQUENT) {
        suggestions.retain(|suggestion| *suggestion != best.text);
        suggestions.insert(0, best.text.clone());
    }
}

/// How much speaks for a correction that the notes use so often.
fn evidence(lower: &str, right: &str, count: u32) -> i32 {
    let used = match count {
        0 => 0,
        1..=2 => 1,
        3..=9 => 2,
        10..=39 => 3,
        _ => 4,
    };
    let slip = if strsim::osa_distance(lower, right) == 1 {
        let (edit, at) = Edit::between(lower, right);
        edit.likelihood() - if at == 0 { 2 } else { 0 }
    } else {
        0
    };
    used + slip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_and_a_likely_slip_speak_for_a_correction() {
        let check = |lower: &str, better: (&str, u32), worse: (&str, u32)| {
            assert!(evidence(lower, better.0, better.1) > evidence(lower, worse.0, worse.1), "{lower}");
        };
        check("fiel", ("file", 12), ("feel", 0));
        check("usre", ("user", 5), ("sure", 5));
        check("modle", ("module", 46), ("model", 2));
        check("thier", ("their", 0), ("tier", 0));
    }
}
