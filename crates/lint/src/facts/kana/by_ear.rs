//! Hiragana that are written as they sound: `使いずらい`, `とゆうこと`, `気ずく`.
//!
//! The rules are those of the Cabinet's notice on kana usage of 1986 (現代仮名遣い); forms that it permits beside others
//! (`いなずま`, `ひとつづつ`) are left alone.

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};

/// Two letters that a form begins with or holds, as [`by_ear`] looks for them.
pub(super) const PAIRS: [[char; 2]; 12] = [
    ['ず', 'ら'],
    ['ず', 'か'],
    ['ず', 'き'],
    ['ず', 'く'],
    ['ず', 'け'],
    ['ず', 'い'],
    ['と', 'ゆ'],
    ['う', 'ゆ'],
    ['う', 'り'],
    ['お', 'え'],
    ['ち', 'わ'],
    ['ん', 'わ'],
];
/// The last letter of a verb before `づらい`.
const VERB_ENDS: &str = "いきしちにひみりぎじびえけせてねめれげぜべ見出来得寝";
/// Kanji of verbs that end in `づく` or `づける`.
const BEFORE_DZU: &str = "気近基名片傷";
/// What may follow `という`.
const AFTER_TO_IU: &str = "このもよわふ、。";

/// A form that is written as it sounds; the letters at `at` and behind it are one of [`PAIRS`].
pub(super) fn by_ear(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let before = |back: usize| at.checked_sub(back).and_then(|at| letters.char(at)).unwrap_or_default();
    let after = |ahead: usize| letters.char(at + ahead).unwrap_or_default();
    let content_after = |ahead: usize| Letters::is_content(letters.kind(at + ahead));
    let (start, end, right) = match (letters.char(at)?, letters.char(at + 1)?) {
        ('ず', 'ら') => {
            let ends = matches!((after(2), after(3)), ('い' | 'く' | 'さ', _) | ('か', 'っ'));
            (ends && VERB_ENDS.contains(before(1))).then_some((at, at + 2, "づら"))?
        }
        ('ず', _) => {
            let kana = matches!((before(2), before(1)), ('も', 'と') | ('か', 'た') | ('ち', 'か'));
            let kanji = letters.before(at) == Kind::Kanji
                && BEFORE_DZU.contains(before(1))
                && (at < 2 || letters.before(at - 1) != Kind::Kanji);
            let continues = before(1) == 'つ' && matches!(after(1), 'く' | 'け' | 'き');
            (kana || kanji || continues).then_some((at, at + 1, "づ"))?
        }
        ('と', 'ゆ') => {
            let is_said = after(2) == 'う' && (AFTER_TO_IU.contains(after(3)) || content_after(3));
            is_said.then_some((at, at + 3, "という"))?
        }
        ('う', 'ゆ') => {
            let is_said = matches!(before(1), 'そ' | 'こ' | 'ど')
                && letters.before(at - 1) != Kind::Katakana
                && after(2) == 'う'
                && (AFTER_TO_IU.contains(after(3)) || content_after(3));
            is_said.then_some((at, at + 3, "ういう"))?
        }
        ('う', 'り') => {
            let is_way = before(1) == 'と'
                && matches!(before(2), 'の' | 'た' | 'る')
                && (matches!(after(2), 'に' | '、' | '。' | 'で' | 'の' | 'だ') || content_after(2));
            is_way.then(|| (at - 1, at + 2, "とおり"))?
        }
        ('お', 'え') => {
            let is_gained = matches!((before(2), before(1)), ('や', 'む') | ('ざ', 'る'));
            (is_gained && matches!(after(2), 'な' | 'ず' | 'ま')).then_some((at, at + 1, "を"))?
        }
        ('ち' | 'ん', 'わ') => {
            let greets =
                matches!((before(3), before(2), before(1)), (_, 'こ', 'ん') | ('こ', 'ん', 'に' | 'ば'));
            (greets && before(1) != 'ん').then_some((at + 1, at + 2, "は"))?
        }
        _ => return None,
    };
    Some(letters.slip(SlipKind::ByEar, start, end, vec![right.to_owned()]))
}
