//! Letters of one script that look like those of another: カ and 力, ー and 一, リ and り.

use std::ops::RangeInclusive;

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};
use crate::vocabulary::Vocabulary;

/// Katakana and the kanji that look like them.
pub(super) const KANJI: [(char, char); 9] = [
    ('カ', '力'),
    ('ロ', '口'),
    ('エ', '工'),
    ('タ', '夕'),
    ('ニ', '二'),
    ('チ', '千'),
    ('オ', '才'),
    ('ー', '一'),
    ('ハ', '八'),
];
/// Katakana and the hiragana that look like them.
const HIRAGANA: [(char, char); 4] = [('ヘ', 'へ'), ('ベ', 'べ'), ('ペ', 'ぺ'), ('リ', 'り')];
/// The longest kanji word that is looked up.
const LONGEST: usize = 4;

/// The length of the words that a letter of a compound may be inside: `バックボーン` of `バックボーンエリア`.
const COMPOUNDED: RangeInclusive<usize> = 4..=11;

/// All these kana.
pub(super) const KANA: [char; KANJI.len() + 2 * HIRAGANA.len()] = {
    let mut kana = ['\0'; KANJI.len() + 2 * HIRAGANA.len()];
    let mut at = 0;
    while at < KANJI.len() {
        kana[at] = KANJI[at].0;
        at += 1;
    }
    while at < kana.len() {
        let (katakana, hiragana) = HIRAGANA[(at - KANJI.len()) / 2];
        (kana[at], kana[at + 1]) = (katakana, hiragana);
        at += 2;
    }
    kana
};

/// A hiragana letter inside a katakana word: `レべル`.
pub(super) fn hiragana(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let (right, _) = *HIRAGANA.iter().find(|(_, hiragana)| Some(*hiragana) == letters.char(at))?;
    if letters.before(at) != Kind::Katakana || letters.kind(at + 1) == Kind::Hiragana {
        return None;
    }
    in_katakana(letters, at, right)
}

/// A kanji inside a katakana word: `サ一バー`, `工ラー`.
pub(super) fn kanji(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let (right, _) = *KANJI.iter().find(|(_, kanji)| Some(*kanji) == letters.char(at))?;
    let beside = letters.before(at) == Kind::Katakana || letters.kind(at + 1) == Kind::Katakana;
    let kanji = letters.before(at) == Kind::Kanji || letters.kind(at + 1) == Kind::Kanji;
    if !beside || kanji {
        return None;
    }
    in_katakana(letters, at, right)
}

/// Repairs a letter inside a katakana word; the repaired word must be one that the dictionary holds.
fn in_katakana(letters: &Letters, at: usize, right: char) -> Option<KanaSlip> {
    let start = if letters.before(at) == Kind::Katakana { letters.run_start(at - 1) } else { at };
    let end = if letters.kind(at + 1) == Kind::Katakana { letters.run_end(at + 1) } else { at + 1 };
    let repaired = letters.text(start, at) + &right.to_string() + &letters.text(at + 1, end);
    let known = end - start >= 2 && Vocabulary::shared().has_katakana(&repaired);
    let inside = || {
        at > start
            && at + 1 < end
            && Vocabulary::shared().has_katakana_around(&repaired, at - start, COMPOUNDED)
    };
    (known || inside()).then(|| letters.slip(SlipKind::LookAlike, at, at + 1, vec![right.to_string()]))
}

/// A single katakana letter among kanji or hiragana: `能カ`, `よリ`, `東京ヘ行く`.
pub(super) fn katakana(letters: &Letters, at: usize) -> Option<KanaSlip> {
    if letters.run_end(at) != at + 1 {
        return None;
    }
    let letter = letters.char(at)?;
    let (before, after) = (letters.before(at), letters.kind(at + 1));
    if let Some((_, right)) = HIRAGANA.iter().find(|(katakana, _)| *katakana == letter) {
        let among = before == Kind::Hiragana && matches!(after, Kind::Hiragana | Kind::Kanji);
        let particle = letter == 'ヘ'
            && matches!(before, Kind::Kanji | Kind::Hiragana)
            && matches!(after, Kind::Kanji | Kind::Hiragana);
        return (among || particle)
            .then(|| letters.slip(SlipKind::LookAlike, at, at + 1, vec![right.to_string()]));
    }
    let (_, right) = *KANJI.iter().find(|(katakana, _)| *katakana == letter)?;
    is_in_kanji_word(letters, at, right)
        .then(|| letters.slip(SlipKind::LookAlike, at, at + 1, vec![right.to_string()]))
}

/// Whether the kanji beside a place make a word of the dictionary with the right letter.
fn is_in_kanji_word(letters: &Letters, at: usize, right: char) -> bool {
    let start = if letters.before(at) == Kind::Kanji { letters.run_start(at - 1) } else { at };
    let end = if letters.kind(at + 1) == Kind::Kanji { letters.run_end(at + 1) } else { at + 1 };
    let (start, end) = (start.max(at.saturating_sub(LONGEST - 1)), end.min(at + LONGEST));
    (start..=at).any(|first| {
        (at + 1..=end).any(|last| {
            (2..=LONGEST).contains(&(last - first)) && {
                let word = letters.text(first, at) + &right.to_string() + &letters.text(at + 1, last);
                Vocabulary::shared().has_kanji(&word)
            }
        })
    })
}
