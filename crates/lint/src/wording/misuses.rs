//! Phrases in which one word stands for another that sounds or looks like it.
//!
//! Only what no dictionary permits; where opinions differ (`値を返却する`, `違和感を感じる`) nothing is said.
//! Words of two kanji that are no words at all (`完壁`) are the matter of the group `spelling`.

use super::is_kanji;

/// A phrase and the one that was meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Misuse {
    /// The phrase.
    pub(crate) wrong: &'static str,
    /// The right one.
    pub(crate) right: &'static str,
}

/// All of them, with as many letters as a search needs: five.
pub(super) const MISUSES: &[Misuse] = &[
    Misuse { wrong: "例外を補足", right: "例外を捕捉" },
    Misuse { wrong: "を適応する", right: "を適用する" },
    Misuse { wrong: "を適応して", right: "を適用して" },
    Misuse { wrong: "を適応した", right: "を適用した" },
    Misuse { wrong: "を適応しま", right: "を適用しま" },
    Misuse { wrong: "を適応でき", right: "を適用でき" },
    Misuse { wrong: "を仕様する", right: "を使用する" },
    Misuse { wrong: "を仕様して", right: "を使用して" },
    Misuse { wrong: "を仕様した", right: "を使用した" },
    Misuse { wrong: "を仕様しま", right: "を使用しま" },
    Misuse { wrong: "へ以降する", right: "へ移行する" },
    Misuse { wrong: "へ以降して", right: "へ移行して" },
    Misuse { wrong: "へ以降した", right: "へ移行した" },
    Misuse { wrong: "へ以降しま", right: "へ移行しま" },
    Misuse { wrong: "に以降する", right: "に移行する" },
    Misuse { wrong: "を以降する", right: "を移行する" },
    Misuse { wrong: "を以降して", right: "を移行して" },
    Misuse { wrong: "を以降した", right: "を移行した" },
    Misuse { wrong: "を以降しま", right: "を移行しま" },
    Misuse { wrong: "暗号化と複合化", right: "暗号化と復号" },
    Misuse { wrong: "暗号化・複合化", right: "暗号化・復号" },
    Misuse { wrong: "暗号化や複合化", right: "暗号化や復号" },
    Misuse { wrong: "非対象暗号", right: "非対称暗号" },
    Misuse { wrong: "付加が高い", right: "負荷が高い" },
    Misuse { wrong: "付加が高く", right: "負荷が高く" },
    Misuse { wrong: "付加が高ま", right: "負荷が高ま" },
    Misuse { wrong: "付加がかか", right: "負荷がかか" },
    Misuse { wrong: "不可がかか", right: "負荷がかか" },
    Misuse { wrong: "不可をかけ", right: "負荷をかけ" },
    Misuse { wrong: "非動機処理", right: "非同期処理" },
    Misuse { wrong: "非動機通信", right: "非同期通信" },
    Misuse { wrong: "非動機実行", right: "非同期実行" },
    Misuse { wrong: "確立が高い", right: "確率が高い" },
    Misuse { wrong: "確立が低い", right: "確率が低い" },
    Misuse { wrong: "内臓されて", right: "内蔵されて" },
    Misuse { wrong: "内臓された", right: "内蔵された" },
    Misuse { wrong: "内臓される", right: "内蔵される" },
    Misuse { wrong: "を内臓して", right: "を内蔵して" },
    Misuse { wrong: "を内臓した", right: "を内蔵した" },
    Misuse { wrong: "を内臓しま", right: "を内蔵しま" },
    Misuse { wrong: "内臓メモリ", right: "内蔵メモリ" },
    Misuse { wrong: "内臓ディスク", right: "内蔵ディスク" },
    Misuse { wrong: "汚名を挽回", right: "汚名を返上" },
    Misuse { wrong: "雪辱を晴らす", right: "雪辱を果たす" },
    Misuse { wrong: "雪辱を晴らし", right: "雪辱を果たし" },
    Misuse { wrong: "汚名挽回の", right: "汚名返上の" },
    Misuse { wrong: "汚名挽回を", right: "汚名返上を" },
    Misuse { wrong: "汚名挽回す", right: "汚名返上す" },
    Misuse { wrong: "的を得てい", right: "的を射てい" },
    Misuse { wrong: "的を得ない", right: "的を射ない" },
    Misuse { wrong: "が可変する", right: "が変わる" },
    Misuse { wrong: "を可変する", right: "を変える" },
    Misuse { wrong: "に可変する", right: "に変わる" },
    Misuse { wrong: "非対象鍵暗号", right: "非対称鍵暗号" },
    Misuse { wrong: "非対象鍵を", right: "非対称鍵を" },
    Misuse { wrong: "非対象鍵の", right: "非対称鍵の" },
    Misuse { wrong: "非対象鍵で", right: "非対称鍵で" },
    Misuse { wrong: "非対象鍵方式", right: "非対称鍵方式" },
    Misuse { wrong: "左右対象の", right: "左右対称の" },
    Misuse { wrong: "左右対象に", right: "左右対称に" },
    Misuse { wrong: "左右対象で", right: "左右対称で" },
    Misuse { wrong: "対象的な結果", right: "対照的な結果" },
    Misuse { wrong: "とは対象的", right: "とは対照的" },
    Misuse { wrong: "と対象的な", right: "と対照的な" },
    Misuse { wrong: "と対象的に", right: "と対照的に" },
    Misuse { wrong: "付加分散を", right: "負荷分散を" },
    Misuse { wrong: "付加分散の", right: "負荷分散の" },
    Misuse { wrong: "付加分散装置", right: "負荷分散装置" },
    Misuse { wrong: "不可分散を", right: "負荷分散を" },
    Misuse { wrong: "負荷価値を", right: "付加価値を" },
    Misuse { wrong: "負荷価値の", right: "付加価値の" },
    Misuse { wrong: "思考錯誤し", right: "試行錯誤し" },
    Misuse { wrong: "思考錯誤の", right: "試行錯誤の" },
    Misuse { wrong: "思考錯誤を", right: "試行錯誤を" },
    Misuse { wrong: "うる覚えの", right: "うろ覚えの" },
    Misuse { wrong: "うる覚えで", right: "うろ覚えで" },
];

/// Reads the phrase that a place in a text begins.
pub(crate) fn read(text: &str, at: usize) -> Option<&'static Misuse> {
    let (before, rest) = text.split_at(at);
    // The tail of another word: 目的を得る.
    if rest.starts_with(is_kanji) && before.ends_with(is_kanji) {
        return None;
    }
    MISUSES.iter().find(|misuse| rest.starts_with(misuse.wrong))
}
