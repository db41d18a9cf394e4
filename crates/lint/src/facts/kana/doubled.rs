//! Words, particles and letters that stand twice.

use notesmith_diagnostic::Span;

use super::scan::{KanaSlip, Kind, Letters, SlipKind};
use crate::vocabulary::Vocabulary;

/// Particles that never stand twice between two words.
const PARTICLES: &str = "のをにがとではへ";
/// Two particles of which only one can be meant.
const EXCLUSIVE: [[char; 2]; 6] =
    [['を', 'に'], ['を', 'が'], ['を', 'へ'], ['を', 'で'], ['に', 'を'], ['が', 'を']];
/// A particle and its own vowel, as a key that bounced leaves it before a comma.
const BOUNCED: [[char; 2]; 3] = [['で', 'え'], ['を', 'お'], ['が', 'あ']];
/// Letters that people repeat on purpose: laughter, sighs, drawn-out vowels.
const REPEATABLE: &str = "あいうえおはひふへほらわんーっぁぃぅぇぉもさそこ";
/// English words that may stand twice.
const MAY_REPEAT: [&str; 13] =
    ["that", "had", "very", "so", "no", "ha", "bye", "blah", "really", "much", "more", "again", "many"];
/// The shortest katakana word whose repetition is a slip (`パラパラ` repeats two letters).
const SHORTEST: usize = 3;

/// Finds lower-case English words that stand twice with a space between them.
pub(super) fn latin(text: &str, base: usize, slips: &mut Vec<KanaSlip>) {
    let bytes = text.as_bytes();
    let mut previous: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let rest = &bytes[at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let end = at + length;
        if let Some((start, before)) = previous
            && before + 1 == at
            && bytes[before] == b' '
            && is_repetition(&text[start..before], &text[at..end])
            && stands_alone(bytes, start, end)
        {
            slips.push(KanaSlip {
                kind: SlipKind::Doubled,
                span: Span::new(base + start, base + end),
                text: text[start..end].into(),
                right: vec![text[start..before].to_owned()],
            });
        }
        previous = Some((at, end));
        at = end;
    }
}

/// Whether two words are the same, the second in lower case and no number.
fn is_repetition(first: &str, second: &str) -> bool {
    first.len() == second.len()
        && second.len() >= 2
        && second.bytes().all(|byte| byte.is_ascii_lowercase())
        && first.eq_ignore_ascii_case(second)
        && !MAY_REPEAT.contains(&second)
}

/// Whether no mark beside the words makes them part of an identifier, a path or an option.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| b"-_/.'@$#=:".contains(byte));
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes
        .get(end)
        .filter(|byte| **byte != b'.' || bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric));
    !joins(before) && !joins(after)
}

/// A particle that stands twice, two particles that exclude each other, or a letter that stands three times.
pub(super) fn particle(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let first = letters.chars[at];
    let second = *letters.chars.get(at + 1).filter(|_| letters.kind(at + 1) == Kind::Hiragana)?;
    let third = letters.chars.get(at + 2).copied();
    if first == second && third == Some(first) && letters.chars.get(at + 3) != Some(&first) {
        let preceded = at > 0 && letters.chars[at - 1] == first;
        let wanted = !REPEATABLE.contains(first) && !preceded && !asks(letters, at);
        return wanted
            .then(|| letters.slip(SlipKind::Doubled, at, at + 3, vec![[first, first].iter().collect()]));
    }
    if BOUNCED.contains(&[first, second]) && matches!(third, Some('、' | '。')) {
        return Some(letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string()]));
    }
    let content_before = Letters::is_content(letters.before(at));
    let hiragana_after = letters.kind(at + 2) == Kind::Hiragana;
    if first == second && (PARTICLES.contains(first) && content_before && !hiragana_after || first == 'を') {
        return Some(letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string()]));
    }
    let exclusive = EXCLUSIVE.contains(&[first, second]);
    let content_after = Letters::is_content(letters.kind(at + 2));
    (exclusive && content_before && content_after)
        .then(|| letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string(), second.to_string()]))
}

/// Whether a letter か may end a word before: it ends few words behind a particle, and `しか`, `何か`, `なか` else.
fn asks(letters: &Letters, at: usize) -> bool {
    letters.chars[at] == 'か' && at > 0 && !"にもとはが".contains(letters.chars[at - 1])
}

/// The second half of a kanji word that stands twice: `信頼頼`.
pub(super) fn kanji(letters: &Letters, start: usize) -> Option<KanaSlip> {
    if letters.run_end(start) != start + 3 || letters.chars[start + 1] != letters.chars[start + 2] {
        return None;
    }
    let (word, doubled) = (letters.text(start, start + 2), letters.text(start + 1, start + 3));
    let vocabulary = Vocabulary::shared();
    let slip = vocabulary.has_kanji(&word) && !vocabulary.has_kanji(&doubled) && !doubled.contains('々');
    slip.then(|| letters.slip(SlipKind::Doubled, start, start + 3, vec![word]))
}

/// A long-vowel mark that stands twice inside a word: `オーーバー`.
pub(super) fn long_vowel(letters: &Letters, start: usize) -> Option<KanaSlip> {
    let end = letters.run_end(start);
    let run = &letters.chars[start..end];
    let at =
        run.windows(4).position(|four| matches!(four, [a, 'ー', 'ー', b] if *a != 'ー' && *b != 'ー'))?;
    let whole = letters.text(start, start + at + 1) + &letters.text(start + at + 2, end);
    Some(letters.slip(SlipKind::Doubled, start, end, vec![whole]))
}

/// A katakana word that stands twice without a space.
pub(super) fn katakana(letters: &Letters, start: usize) -> Option<KanaSlip> {
    let end = letters.run_end(start);
    let half = (end - start) / 2;
    if (end - start) % 2 == 1
        || half < SHORTEST
        || letters.chars[start..start + half] != letters.chars[start + half..end]
    {
        return None;
    }
    let whole = letters.text(start, end);
    let word = letters.text(start, start + half);
    (!Vocabulary::shared().has_katakana(&whole))
        .then(|| letters.slip(SlipKind::Doubled, start, end, vec![word]))
}
