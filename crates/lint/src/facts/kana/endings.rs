//! Slips in the hiragana behind a noun or a verb: `許可すする`, `参照しした`, `なりまます`, `保証るす`, `することできる`.
//!
//! Each form is one that no word and no other division of the text gives; a rest of doubt is settled by the letters
//! around it. Verbs of one kanji are left alone before `し`: `お話しした`, `見直しした`, `棚卸しする`.

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};
use crate::vocabulary::Vocabulary;

/// Two letters that a form begins with or holds, as [`ending`] looks for them; `すす` and `るる` are others' as well.
pub(super) const PAIRS: [[char; 2]; 14] = [
    ['し', 'し'],
    ['さ', 'さ'],
    ['な', 'な'],
    ['ま', 'ま'],
    ['い', 'い'],
    ['っ', 'っ'],
    ['せ', 'せ'],
    ['る', 'す'],
    ['る', 'れ'],
    ['と', 'で'],
    ['す', 'す'],
    ['ず', 'ず'],
    ['し', 'す'],
    ['す', 'う'],
];
/// Kanji of verbs that end in `し`, which nouns end in, too: `手渡し`, `貸出し`.
const VERBS_IN_SHI: &str = "話示渡返出卸貸移直消残越回通流押落倒起壊崩試隠探外増減足差刺指召干癒";
/// The last letter of a verb before `ます`, those left out with which `まま` is a word: `そのまま`, `いままで`, `気まま`.
const BEFORE_MASU: &str = "りちみびぎしれべめけせ";

/// A slip in an ending; the letters at `at` and behind it are one of [`PAIRS`].
pub(super) fn ending(letters: &Letters, at: usize) -> Option<KanaSlip> {
    let before = |back: usize| at.checked_sub(back).and_then(|at| letters.char(at)).unwrap_or_default();
    let after = |ahead: usize| letters.char(at + ahead).unwrap_or_default();
    let ends = |ahead: usize| letters.kind(at + ahead) != Kind::Hiragana;
    let first = letters.char(at)?;
    let is_doubled = match (first, after(1)) {
        ('す', 'す') => after(2) == 'る' && is_behind_noun(letters, at),
        ('し', 'し') if before(1) == 'ま' => matches!(after(2), 'た' | 'て' | 'ょ'),
        ('し', 'し') => {
            "てたまなちよ".contains(after(2))
                && is_behind_noun(letters, at)
                && !VERBS_IN_SHI.contains(before(1))
        }
        ('さ', 'さ') => "れせ".contains(after(2)) && is_behind_noun(letters, at),
        ('る', 'る') => before(1) == 'す' && is_behind_noun(letters, at - 1),
        ('な', 'な') if after(2) == 'い' => "からけれさせしきみびち".contains(before(1)) && ends(3),
        ('な', 'な') => "にく".contains(before(1)) && "るりっれら".contains(after(2)),
        ('ず', 'ず') => after(2) == 'に' && letters.before(at) != Kind::Mark,
        ('ま', 'ま') => {
            BEFORE_MASU.contains(before(1))
                && matches!((after(2), after(3)), ('す', _) | ('せ', 'ん') | ('し', 'た'))
        }
        ('い', 'い') if before(1) == 'て' => after(2) == 'る' && ends(3),
        ('い', 'い') => {
            before(1) == 'な' && "きらさけせれえべめ".contains(before(2)) && matches!(after(2), '、' | '。')
        }
        ('っ', 'っ') => "てた".contains(after(2)) && letters.before(at) == Kind::Kanji,
        ('せ', 'せ') => before(1) == 'ま' && after(2) == 'ん',
        _ => false,
    };
    if is_doubled {
        return Some(letters.slip(SlipKind::Doubled, at, at + 2, vec![first.to_string()]));
    }
    let (start, end, right) = match (first, after(1)) {
        ('る', 'す') => {
            let is_verb = is_behind_noun(letters, at)
                && (ends(2) || matches!((after(2), after(3)), ('こ', 'と') | ('た', 'め')));
            is_verb.then_some((at, at + 2, "する"))?
        }
        ('し', 'す') | ('す', 'う') => {
            let is_noun_in_shi = first == 'し' && VERBS_IN_SHI.contains(before(1));
            let is_slip = after(2) == 'る' && is_behind_noun(letters, at) && !is_noun_in_shi;
            is_slip.then_some((at, at + 3, "する"))?
        }
        ('る', 'れ') => {
            (before(1) == 'さ' && "るたまば".contains(after(2))).then(|| (at - 1, at + 2, "され"))?
        }
        ('と', 'で') => {
            let is_able = before(1) == 'こ'
                && "るうくすつぬむぶぐ".contains(before(2))
                && after(2) == 'き'
                && matches!((after(3), after(4)), ('る', _) | ('な', 'い') | ('ま', 'す' | 'せ'));
            is_able.then(|| (at - 1, at + 3, "ことができ"))?
        }
        _ => return None,
    };
    Some(letters.slip(SlipKind::Ending, start, end, vec![right.to_owned()]))
}

/// Whether a noun that `する` makes a verb of may end here: a katakana word, or a known word of two kanji.
fn is_behind_noun(letters: &Letters, at: usize) -> bool {
    let Some(last) = at.checked_sub(2) else { return false };
    match (letters.kind(last), letters.kind(last + 1)) {
        (Kind::Katakana, Kind::Katakana) => true,
        // `暗号化する`
        (Kind::Kanji, Kind::Kanji) if letters.char(last + 1) == Some('化') => true,
        (Kind::Kanji, Kind::Kanji) => Vocabulary::shared().has_kanji(&letters.text(last, at)),
        _ => false,
    }
}
