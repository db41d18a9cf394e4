//! The forms of a name of two Latin words: `Route 53`, `Route-53` and `Route53`.

use notesmith_word_table::WordHash;

use super::variant::Strength;
use crate::spelling::words::Words;
use crate::vocabulary::Vocabulary;

/// What stands between the words of a name.
const GAPS: [&str; 3] = [" ", "-", ""];

/// The forms of a pair of words with the counts of those that are used; `None` where one alone is, and for the form with a
/// space where one with a hyphen is used, too.
pub(super) fn forms(words: &Words, pair: &str) -> Option<Vec<(String, u32)>> {
    let gap = memchr::memchr2(b' ', b'-', pair.as_bytes())?;
    let (first, second) = (&pair[..gap], &pair[gap + 1..]);
    let before = hash_behind(WordHash::default(), first);
    let joined = words.known_count_keyed(hash_behind(before, second).mixed());
    let is_spaced = pair.as_bytes()[gap] == b' ';
    // Most pairs have a space and no other form.
    if is_spaced && joined == 0 {
        return None;
    }
    let count = |gap: u8| words.pairs.count_keyed(hash_behind(before.with(gap), second).mixed());
    let counts = [count(b' '), count(b'-'), joined];
    if is_spaced && counts[1] > 0 || counts.iter().filter(|count| **count > 0).count() < 2 {
        return None;
    }
    let used = GAPS.iter().zip(counts).filter(|(_, count)| *count > 0);
    Some(used.map(|(gap, count)| ([first, gap, second].concat(), count)).collect())
}

/// The hash of a text behind another one.
fn hash_behind(before: WordHash, text: &str) -> WordHash {
    let mut hash = before;
    for byte in text.as_bytes() {
        hash = hash.with(*byte);
    }
    hash
}

/// How much the counts of a form of a name and of another one say: the owner's own form is never wrong, and where no owner
/// is known the forms may be words of different kinds, such as an identifier and a phrase.
pub(super) fn strength(words: &Words, form: &str, right: &str, counts: [u32; 2]) -> Option<Strength> {
    let strength = Strength::of(counts[0], counts[1])?;
    let squashed: String = right.chars().filter(char::is_ascii_alphanumeric).collect();
    match Vocabulary::shared().name(&squashed.to_ascii_lowercase()) {
        Some(name) if name.text() == form => None,
        Some(name) if name.text() == right => Some(strength),
        _ => (!words.is_in_code(form)).then_some(Strength::Majority),
    }
}
