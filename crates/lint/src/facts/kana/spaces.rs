//! Spaces inside words, as copies from PDFs leave them, and letters that an input method left behind.

use super::kind::{Kind, kind_of};
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

/// A lone Latin letter before kana that cannot begin a word (`r んり`), or among kana that go on with one (`設定sする`).
pub(super) fn stray_letter(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let letter = letters.char(at)?;
    if letters.run_end(at) != at + 1 || !is_consonant(letter) {
        return None;
    }
    if ends_polite_form(letters, at) {
        return Some(letters.slip(SlipKind::StrayLetter, at, at + 1, Vec::new()));
    }
    let next = if letters.kind(at + 1) == Kind::Space { at + 2 } else { at + 1 };
    let follows = letters.char(next).filter(|_| letters.kind(next) == Kind::Hiragana)?;
    let japanese_before = !matches!(letters.before(at), Kind::Latin);
    let is_stray = japanese_before && NEVER_FIRST.contains(follows) || next == at + 1 && goes_on(letters, at);
    is_stray.then(|| {
        let end = letters.run_end(next);
        letters.slip(SlipKind::StrayLetter, at, end, Vec::new())
    })
}

/// Whether the kana behind a letter are an ending that no noun and no variable has, and the word before them is close by:
/// `使用sした`, `表示sれる`, `しtた`.
fn goes_on(letters: &Letters, at: usize) -> bool {
    let ahead = |ahead: usize| letters.char(at + ahead).unwrap_or_default();
    let is_content = matches!(letters.before(at), Kind::Kanji | Kind::Katakana);
    let is_hiragana = letters.before(at) == Kind::Hiragana;
    let ends = |letter: char| kind_of(letter) != Kind::Hiragana;
    let is_ending = match (ahead(1), ahead(2)) {
        ('す', 'る') | ('さ', 'れ' | 'せ') | ('ら', 'れ') | ('せ', 'る' | 'ず') | ('し', 'て') => {
            true
        }
        ('し', 'た') => ahead(3) != 'が',
        ('し', 'な') => ahead(3) == 'い',
        ('し', 'ま') => "すせし".contains(ahead(3)),
        ('ま', 'す') => is_hiragana && ends(ahead(3)),
        ('ま', 'せ' | 'し') => is_hiragana && "んたて".contains(ahead(3)),
        ('る', second) => second != 'い',
        ('れ', second) => "るたてばな".contains(second),
        ('た', second) => is_hiragana && (ends(second) || second == 'ら'),
        ('て', second) => is_hiragana && (ends(second) || second == 'い'),
        ('け' | 'め' | 'げ' | 'べ', 'る' | 'て' | 'た') => letters.before(at) == Kind::Kanji,
        _ => false,
    };
    (is_content || is_hiragana) && is_ending
}

/// Whether a letter stands between a polite form, behind which nothing of the sentence follows, and the end: `ですd。`.
fn ends_polite_form(letters: &Letters, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| letters.char(at)).unwrap_or_default();
    let is_polite = matches!(
        (before(3), before(2), before(1)),
        (_, 'で' | 'ま', 'す') | ('ま' | 'で', 'し', 'た') | ('ま', 'せ', 'ん')
    );
    is_polite && letters.char(at + 1) == Some('。')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_an_input_method_left_behind() {
        let check = |text: &str, expected: Option<&str>| {
            let mut letters = Letters::default();
            letters.fill(text, 0);
            let latin = |at: &usize| letters.kind(*at) == Kind::Latin && letters.before(*at) != Kind::Latin;
            let ends = (0..text.chars().count()).filter(latin).filter_map(|at| stray_letter(&letters, at));
            let found: Vec<_> = ends.map(|slip| slip.text).collect();
            assert_eq!(found.first().map(AsRef::as_ref), expected, "{text}");
        };
        check("仮想 r んり", Some("r んり"));
        check("値を設定sする。", Some("sする"));
        check("ファイルをコピーsした", Some("sした"));
        check("画面に表示sれる", Some("sれる"));
        check("鍵を使っtて開く", Some("tて"));
        check("終了しtた。", Some("tた"));
        check("読み込mまれる", None);
        check("開始しmます。", Some("mます"));
        check("値を求mめる", Some("mめる"));
        check("必要ですd。", Some("d"));
        check("動作しましたn。", Some("n"));
        for innocent in [
            "変数nは整数とする",
            "標本数kの平均、k近傍法、t検定のp値、n番目",
            "時刻tにおける速度をkとする",
            "次数dまでのn個、mおよびnを求める",
            "係数kより大きいnだけを選ぶ",
            "質量mである。最小はnです。",
            "要素がnしたがって、nすべてをkずつ",
            "1kする、10mした",
            "関数fを微分したgたち",
            "成り立つn。",
            "選択肢dしかない",
        ] {
            check(innocent, None);
        }
    }
}
