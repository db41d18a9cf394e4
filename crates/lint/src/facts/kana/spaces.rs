//! Spaces inside words, as copies from PDFs leave them, and letters that an input method left behind.

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};
use crate::vocabulary::Vocabulary;

/// Letters that no word and no particle begins with.
const NEVER_FIRST: &str = "んっゃゅょぁぃぅぇぉ";
/// Letters that input methods leave behind: consonants.
const CONSONANTS: &str = "bdfghjkmnprstwyz";
/// Words around a space that are longer than this are no halves of one.
const LONGEST: usize = 15;

/// Whether a letter is one that input methods leave behind.
pub(super) fn is_consonant(letter: char) -> bool {
    CONSONANTS.contains(letter)
}

/// A lone Latin letter before kana that cannot begin a word: `r んり`.
pub(super) fn stray_letter(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let letter = letters.char(at)?;
    if letters.run_end(at) != at + 1 || !is_consonant(letter) {
        return None;
    }
    let next = if letters.kind(at + 1) == Kind::Space { at + 2 } else { at + 1 };
    let follows = letters.char(next).filter(|_| letters.kind(next) == Kind::Hiragana)?;
    let japanese_before = !matches!(letters.before(at), Kind::Latin);
    (japanese_before && NEVER_FIRST.contains(follows)).then(|| {
        let end = letters.run_end(next);
        letters.slip(SlipKind::StrayLetter, at, end, Vec::new())
    })
}

/// A single space between two katakana words that may be one, or inside a kanji word.
pub(super) fn split_word(letters: &Letters, at: usize) -> Option<KanaSlip> {
    if letters.before(at) == Kind::Kanji && letters.kind(at + 1) == Kind::Kanji {
        return split_kanji(letters, at);
    }
    if letters.before(at) != Kind::Katakana || letters.kind(at + 1) != Kind::Katakana {
        return None;
    }
    let (start, end) = (letters.run_start(at - 1), letters.run_end(at + 1));
    if end - start > LONGEST * 2 {
        return None;
    }
    let joined = letters.text(start, at) + &letters.text(at + 1, end);
    Some(letters.slip(SlipKind::Split, start, end, vec![joined]))
}

/// A space between two kanji that are one word, with kana on both sides: `を管 理する`.
fn split_kanji(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let kana = |kind: Kind| matches!(kind, Kind::Hiragana | Kind::Katakana);
    if !kana(letters.before(at - 1)) || letters.kind(at + 2) != Kind::Hiragana {
        return None;
    }
    let joined = letters.text(at - 1, at) + &letters.text(at + 1, at + 2);
    let known = Vocabulary::shared().has_kanji(&joined);
    known.then(|| letters.slip(SlipKind::Split, at - 1, at + 2, vec![joined]))
}
