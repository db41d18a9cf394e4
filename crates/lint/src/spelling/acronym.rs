//! Acronyms with a slip: `TSL` for `TLS`.

use super::edit::Edit;
use super::verdict::{Opinion, VerdictKind, times};
use super::words::Words;
use crate::vocabulary::{Vocabulary, Word};

/// How often the notes must use the right acronym, for each time that they use the doubtful one.
const RATIO: u32 = 5;
/// The same where the slip is less likely than a transposition behind the first letter: each letter stands for a word,
/// so that `DNS` and `DDNS`, `CVS` and `VCS` are acronyms of their own.
const FAR_RATIO: u32 = 50;
/// The same where the doubtful one is an English word.
const WORD_RATIO: u32 = 20;
/// An acronym that the notes use more often than this is one of their own.
const RARE: u32 = 2;

/// What is to be said about an unknown word in capitals.
pub(super) fn judge(words: &Words, text: &str, lower: &str) -> Option<Opinion> {
    nearest(words, text, lower, RATIO)
}

/// What is to be said about an English word in capitals: `AIM` may be `AMI`.
pub(super) fn judge_word(words: &Words, text: &str, lower: &str, word: Word) -> Option<Opinion> {
    let name = word.is_abbreviation() || word.is_service() || word.is_brand() || word.is_software();
    let capitals = words.known_count(text).max(words.latin.get(text).map_or(0, |usage| usage.count));
    if name || capitals < words.known_count(lower) { None } else { nearest(words, text, lower, WORD_RATIO) }
}

fn nearest(words: &Words, text: &str, lower: &str, ratio: u32) -> Option<Opinion> {
    let count = words.latin.get(text).map_or(1, |usage| usage.count);
    if !(3..=5).contains(&text.len()) || count > RARE || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut candidates: Vec<(u32, String)> = Vec::new();
    for near in Vocabulary::shared().near_words(lower) {
        let right = near.text.to_ascii_uppercase();
        let used = words.known_count(&right);
        let ratio = match Edit::between(lower, &near.text) {
            (Edit::Transposed, at) if at > 0 => ratio,
            (Edit::Transposed, _) => FAR_RATIO,
            (Edit::Doubled | Edit::Undoubled | Edit::Added | Edit::Dropped, at)
                if text.len() >= 4 && at > 0 && near.text.len() >= 3 =>
            {
                FAR_RATIO
            }
            _ => continue,
        };
        if used >= ratio * count {
            candidates.push((used, right));
        }
    }
    candidates.sort_by(|(a, x), (b, y)| b.cmp(a).then(x.cmp(y)));
    let (used, right) = candidates.first()?;
    let evidence = format!("{text} is used {}; {right} {} in these notes", times(count), times(*used));
    let rights = candidates.iter().map(|(_, right)| right.clone()).collect();
    Some((VerdictKind::Acronym, rights, evidence))
}
