//! Words, particles and letters that stand twice.

use notesmith_diagnostic::Span;

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};
use crate::vocabulary::Vocabulary;

/// Particles that never stand twice between two words.
const PARTICLES: &str = "のをにがとではへ";
/// Two particles of which only one can be meant.
pub(super) const EXCLUSIVE: [[char; 2]; 24] = [
    ['を', 'に'],
    ['を', 'が'],
    ['を', 'へ'],
    ['を', 'で'],
    ['を', 'は'],
    ['を', 'の'],
    ['に', 'を'],
    ['に', 'で'],
    ['に', 'へ'],
    ['が', 'を'],
    ['が', 'は'],
    ['が', 'に'],
    ['が', 'で'],
    ['が', 'の'],
    ['は', 'を'],
    ['は', 'が'],
    ['は', 'に'],
    ['は', 'の'],
    ['へ', 'を'],
    ['へ', 'に'],
    ['で', 'を'],
    ['で', 'に'],
    ['で', 'が'],
    ['の', 'へ'],
];
/// A particle and its own vowel, as a key that bounced leaves it before a comma.
pub(super) const BOUNCED: [[char; 2]; 3] = [['で', 'え'], ['を', 'お'], ['が', 'あ']];
/// Nouns and pronouns in hiragana that particles follow, by their last two letters.
const KANA_NOUNS: [[char; 2]; 13] = [
    ['こ', 'と'],
    ['こ', 'れ'],
    ['そ', 'れ'],
    ['あ', 'れ'],
    ['こ', 'こ'],
    ['そ', 'こ'],
    ['よ', 'う'],
    ['た', 'め'],
    ['と', 'き'],
    ['だ', 'け'],
    ['ま', 'で'],
    ['か', 'ら'],
    ['な', 'ど'],
];
/// Each letter that may be a slip where it stands twice; others are where they stand three times.
pub(super) const PAIRS: [[char; 2]; 11] = [
    ['の', 'の'],
    ['を', 'を'],
    ['に', 'に'],
    ['が', 'が'],
    ['と', 'と'],
    ['で', 'で'],
    ['は', 'は'],
    ['へ', 'へ'],
    ['す', 'す'],
    ['る', 'る'],
    ['た', 'た'],
];
/// Letters that people repeat on purpose: laughter, sighs, drawn-out vowels.
const REPEATABLE: &str = "あいうえおはひふへほらわんーっぁぃぅぇぉもさそこ";
/// Hiragana behind the kanji of a verb, which may be the last one of the noun before: `日付付き`, `回数数え`.
const IN_VERBS: &str = "きけげえりみいうくるむぶ";
/// English words that may stand twice.
const MAY_REPEAT: [&str; 13] =
    ["that", "had", "very", "so", "no", "ha", "bye", "blah", "really", "much", "more", "again", "many"];
/// The shortest katakana word whose repetition is a slip (`パラパラ` repeats two letters).
const SHORTEST: usize = 3;

/// A lower-case English word that stands twice with a space between; `span` holds both.
pub(super) fn latin(text: &str, span: Span) -> Option<KanaSlip> {
    let (first, second) = text.split_once(' ')?;
    let slip = second.bytes().all(|byte| byte.is_ascii_lowercase())
        && second.len() >= 2
        && first.eq_ignore_ascii_case(second)
        // `AND and OR`
        && first.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && !MAY_REPEAT.contains(&second);
    slip.then(|| KanaSlip { kind: SlipKind::Doubled, span, text: text.into(), right: vec![first.to_owned()] })
}

/// A particle that stands twice, two particles that exclude each other, or a letter that stands three times.
pub(super) fn particle(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let first = letters.char(at)?;
    let second = letters.char(at + 1).filter(|_| letters.kind(at + 1) == Kind::Hiragana)?;
    let third = letters.char(at + 2);
    if first == second && third == Some(first) && letters.char(at + 3) != Some(first) {
        let preceded = at > 0 && letters.char(at - 1) == Some(first);
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
    let behind_no =
        || first == 'の' && content_before && letters.char(at + 2).is_some_and(|next| !begins_with_no(next));
    if first == second && hiragana_after && behind_no() {
        return Some(letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string()]));
    }
    if first == second && (stands_twice_in_kana(letters, at) || ends_twice(letters, at)) {
        return Some(letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string()]));
    }
    let exclusive = EXCLUSIVE.contains(&[first, second]);
    let content_after = Letters::is_content(letters.kind(at + 2));
    (exclusive && content_before && content_after)
        .then(|| letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string(), second.to_string()]))
}

/// Whether a particle stands twice between other hiragana: `ことがができる`, `これはは違う`, `ためにに使う`.
///
/// Words that begin or end with the letter are told apart by what stands beside: `まんがが`, `のちに`, `似た`, `できる`.
fn stands_twice_in_kana(letters: &Letters, at: usize) -> bool {
    let (Some(particle), next) = (letters.char(at), letters.char(at + 2)) else { return false };
    let may_follow = |words: &str| next.is_none_or(|next| !words.contains(next));
    let behind_content = Letters::is_content(letters.before(at));
    let behind_kana = at >= 2
        && KANA_NOUNS.contains(&[letters.char(at - 2), letters.char(at - 1)].map(Option::unwrap_or_default));
    match particle {
        'が' => {
            !letters.char(at.wrapping_sub(1)).is_some_and(|before| "んが".contains(before))
                && may_follow("んりが")
        }
        'は' => behind_kana && may_follow("はがのにをとも"),
        'に' if behind_content => next.is_some_and(|next| "よつはも".contains(next)),
        'に' if Letters::is_content(letters.kind(at + 2)) => {
            behind_kana || letters.char(at.wrapping_sub(1)).is_some_and(|before| "のず".contains(before))
        }
        'に' => behind_kana && may_follow("にたてるあげおんく"),
        'の' => behind_kana && may_follow("のちしどび"),
        'で' => behind_kana && Letters::is_content(letters.kind(at + 2)),
        _ => false,
    }
}

/// Whether a word may begin with `の` and this letter: `会議ののち`, `坂ののぼり`.
fn begins_with_no(next: char) -> bool {
    "ちぼりみびどこせしうきけぞべむろめらどれんっがはのでとも".contains(next)
}

/// Whether the last letter of a sentence or of a part of one stands twice: `しますす。`.
fn ends_twice(letters: &Letters, at: usize) -> bool {
    let ends = matches!(letters.char(at + 2), Some('、' | '。'));
    let before = at.checked_sub(1).and_then(|before| letters.char(before));
    ends && match letters.char(at) {
        Some('す') => matches!(before, Some('ま' | 'で')),
        Some('る' | 'た') => {
            before.is_some_and(|before| !"るた".contains(before)) && letters.before(at) == Kind::Hiragana
        }
        _ => false,
    }
}

/// Whether a letter か may end a word before: it ends few words behind a particle, and `しか`, `何か`, `なか` else.
fn asks(letters: &Letters, at: usize) -> bool {
    letters.char(at) == Some('か')
        && at > 0
        && !letters.char(at - 1).is_some_and(|before| "にもとはが".contains(before))
}

/// The second half of a kanji word that stands twice: `信頼頼`.
pub(super) fn kanji(letters: &Letters, start: usize) -> Option<KanaSlip> {
    if letters.char(start + 1) != letters.char(start + 2) || letters.run_end(start) != start + 3 {
        return None;
    }
    let (word, doubled) = (letters.text(start, start + 2), letters.text(start + 1, start + 3));
    let vocabulary = Vocabulary::shared();
    let slip = vocabulary.has_kanji(&word)
        && !vocabulary.has_kanji(&doubled)
        && !doubled.contains('々')
        && !letters.char(start + 3).is_some_and(|next| IN_VERBS.contains(next));
    slip.then(|| letters.slip(SlipKind::Doubled, start, start + 3, vec![word]))
}

/// A long-vowel mark that stands twice inside a word: `オーーバー`.
pub(super) fn long_vowel(letters: &Letters, start: usize) -> Option<KanaSlip> {
    let end = letters.run_end(start);
    let is_mark = |at: usize| letters.char(at) == Some('ー');
    let at = (start + 1..end.saturating_sub(2))
        .find(|&at| is_mark(at) && is_mark(at + 1) && !is_mark(at - 1) && !is_mark(at + 2))?;
    let whole = letters.text(start, at) + &letters.text(at + 1, end);
    Some(letters.slip(SlipKind::Doubled, start, end, vec![whole]))
}

/// A katakana word that stands twice without a space.
pub(super) fn katakana(letters: &Letters, start: usize) -> Option<KanaSlip> {
    let end = letters.run_end(start);
    let half = (end - start) / 2;
    if (end - start) % 2 == 1
        || half < SHORTEST
        || !letters.chars(start, start + half).eq(letters.chars(start + half, end))
    {
        return None;
    }
    if is_sound(letters, start, start + half) {
        return None;
    }
    let whole = letters.text(start, end);
    let word = letters.text(start, start + half);
    (!Vocabulary::shared().has_katakana(&whole))
        .then(|| letters.slip(SlipKind::Doubled, start, end, vec![word]))
}

/// Whether a katakana word is short enough to be a sound, which people write twice: `ガタンガタン`, `シューシュー`.
fn is_sound(letters: &Letters, start: usize, end: usize) -> bool {
    let is_small = |letter: &char| matches!(letter, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ');
    let beats = letters.chars(start, end).filter(|letter| !is_small(letter)).count();
    beats < 3 || beats == 3 && matches!(letters.char(end - 1), Some('ン' | 'ッ' | 'リ'))
}
