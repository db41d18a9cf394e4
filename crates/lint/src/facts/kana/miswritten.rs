//! Words of two kanji that are none, one of which stands for another that looks or sounds like it: `完壁`, `除々に`.
//!
//! Only what no dictionary holds and what no two words make that stand side by side (`月未` of `月未満`); the list was held
//! against IPADIC, `UniDic` and some megabytes of manuals.
//! Words that are right somewhere (`的を得る`, `以外と`) are the matter of `ja/abusage`.

use super::kind::Kind;
use super::letters::Letters;
use super::slip::{KanaSlip, SlipKind};
use crate::vocabulary::Vocabulary;

/// A wrong word and the right one, in the order of the former, with a space behind each pair.
const WORDS: &str = "\
    並例並列 主議主義 乗容乗客 予側予測 予傭予備 予妨予防 事頂事項 交喚交換 交捗交渉 \
    仰制抑制 仲問仲間 仲栽仲裁 件教件数 会儀会議 会貝会員 伝幡伝播 住復往復 体栽体裁 \
    使利便利 使宜便宜 使新更新 例挙列挙 依瀬依頼 依頻依頼 侵人侵入 侵透浸透 係教係数 \
    保待保持 保検保険 保特保持 保獲保護 信抑信仰 信瀬信頼 信詫信託 信頻信頼 修複修復 \
    個教個数 倒塊倒壊 倒着到着 倒達到達 偏成編成 偏集編集 偶燃偶然 催捉催促 儀論議論 \
    内客内容 冶療治療 冷臓冷蔵 処埋処理 分坦分担 分折分析 列題例題 判段判断 到壊倒壊 \
    制卸制御 制眼制限 削徐削除 削滅削減 功積功績 加滅加減 効呆効果 効菓効果 協義協議 \
    危倶危惧 危検危険 原側原則 原困原因 原埋原理 厳蜜厳密 反複反復 収人収入 収緑収録 \
    受言受信 受詫受託 吸枚吸収 周倒周到 問隔間隔 啓告警告 回僻回避 回複回復 因難困難 \
    団壊団塊 圧到圧倒 圧宿圧縮 埋由理由 埋臓埋蔵 埋解理解 堀削掘削 塾練熟練 境解境界 \
    増滅増減 士曜土曜 変使変更 変便変更 変喚変換 変教変数 変還変換 太量大量 妨御防御 \
    妨止防止 妨災防災 委詫委託 委貝委員 完壁完璧 完逐完遂 定教定数 定議定義 定貝定員 \
    客器容器 客易容易 客量容量 容観客観 審義審議 封人封入 専問専門 導人導入 居往居住 \
    展関展開 属牲属性 崩塊崩壊 崩芽萌芽 巨犬巨大 常織常識 幣害弊害 干捗干渉 序例序列 \
    店貝店員 廷期延期 廷長延長 引教引数 彩用採用 役貝役員 往所住所 往民住民 往複往復 \
    待別特別 待定特定 待徴特徴 待持待機 徐去除去 徐外除外 復写複写 復数複数 復製複製 \
    復雑複雑 循還循環 微収徴収 徴妙微妙 徹去撤去 徹回撤回 徹退撤退 心蔵心臓 必頃必須 \
    必項必須 必順必須 快敵快適 意織意識 慨念概念 慨算概算 慨要概要 懐滅壊滅 \
    成積成績 所侍所持 所臓所蔵 手断手段 手統手続 手訓手順 手項手順 手須手順 承忍承認 \
    投人投入 抜枠抜粋 招介紹介 招侍招待 拡太拡大 拡犬拡大 持別特別 持定特定 持徴特徴 \
    持殊特殊 指適指摘 挌納格納 挿人挿入 捉進促進 捕促捕捉 捕穫捕獲 捗外渉外 排徐排除 \
    採堀採掘 採拓採択 接族接続 接統接続 控徐控除 推側推測 推将推奨 推漿推奨 推獎推奨 \
    掲戴掲載 援和緩和 搭戴搭載 搭裁搭載 摘切適切 撤底徹底 播号番号 操従操縦 支特支持 \
    支緩支援 政冶政治 教値数値 教字数字 教量数量 数師教師 整例整列 整埋整理 整教整数 \
    敵切適切 断階段階 明自明白 更利便利 更宜便宜 更用使用 最敵最適 最犬最大 有郊有効 \
    期侍期待 期眼期限 未塾未熟 未尾末尾 未端末端 末定未定 末来未来 末満未満 末然未然 \
    末熟未熟 末知未知 条頂条項 枚容収容 枚集収集 柚出抽出 栽判裁判 桁教桁数 棚御棚卸 \
    構入購入 構読購読 構買購買 権眼権限 機蜜機密 殺倒殺到 殻定設定 比列比例 氷久永久 \
    氷続永続 油象抽象 況状状況 派遺派遣 混人混入 準傭準備 滅少減少 漸定暫定 潤択潤沢 \
    瀕度頻度 瀕発頻発 瀕繁頻繁 点険点検 無郊無効 然料燃料 燥作操作 燥縦操縦 爆露暴露 \
    牛前午前 牧集収集 物埋物理 牲格性格 牲能性能 特参持参 特微特徴 特牲特性 特続持続 \
    犠性犠牲 犬幅大幅 犬量大量 状境状況 独持独特 独載独裁 環況状況 疑間疑問 発堀発掘 \
    発迭発送 登禄登録 登緑登録 白分自分 白動自動 白然自然 白由自由 監規監視 監観監視 \
    目由自由 直例直列 相偉相違 相達相違 相開相関 瞬問瞬間 知織知識 短宿短縮 破塊破壊 \
    破懐破壊 確忍確認 礼義礼儀 礼議礼儀 社貝社員 祥細詳細 秘蜜秘密 移勤移動 積戴積載 \
    穫得獲得 突人突入 突燃突然 管埋管理 管里管理 粉争紛争 粉失紛失 粋組枠組 粗未粗末 \
    精蜜精密 純枠純粋 紙弊紙幣 紛末粉末 紛砕粉砕 組識組織 経検経験 経険経験 結呆結果 \
    結菓結果 統冶統治 維待維持 維特維持 綱羅網羅 網要綱要 緊蜜緊密 緩助援助 繰作操作 \
    置喚置換 翻択翻訳 翻沢翻訳 職貝職員 肝蔵肝臓 脆若脆弱 自冶自治 自勤自動 \
    自的目的 艦視監視 菅理管理 菜用採用 蜜度密度 融離隔離 裁倍栽培 裁培栽培 補促補足 \
    補捉捕捉 複元復元 複教複数 複旧復旧 複活復活 複習復習 要困要因 要貝要員 規側規則 \
    親蜜親密 観側観測 解徐解除 解折解析 訂整訂正 記人記入 記戴記載 記禄記録 記緑記録 \
    記裁記載 設傭設備 設明説明 設足設定 設間設問 許客許容 訴可許可 診段診断 評化評価 \
    試剣試験 試検試験 認織認識 説定設定 説計設計 論埋論理 講入購入 講成構成 講築構築 \
    講議講義 講造構造 警傭警備 議務義務 議式儀式 議貝議員 象微象徴 貝体具体 負坦負担 \
    貨与貸与 貨出貸出 貨弊貨幣 貯臓貯蔵 賃貨賃貸 購人購入 購築構築 購造構造 起勤起動 \
    躁作操作 転喚転換 転迭転送 転途転送 軽滅軽減 輸人輸入 返環返還 返言返信 迭信送信 \
    逃僻逃避 連統連続 進人進入 進抄進捗 進排進捗 遂一逐一 遂次逐次 遅廷遅延 遍集編集 \
    道貝道具 達反違反 違成達成 遠融遠隔 遣伝遺伝 遣産遺産 適発摘発 適節適切 遮段遮断 \
    選沢選択 還境環境 郊果効果 郊率効率 配例配列 重復重複 金隔金融 開係関係 開数関数 \
    開連関連 間題問題 関始開始 関教関数 関発開発 闇号暗号 防卸防御 除々徐々 険出検出 \
    険査検査 険索検索 険証検証 隔合融合 頂目項目 項点頂点 須序順序 領士領土 領枚領収 \
    頬度頻度 顧容顧客 顧間顧問 駆勤駆動 \
";

/// The bytes of a word, and of a pair with its space.
const WORD: usize = 6;
const ENTRY: usize = 2 * WORD + 1;

/// How many bits tell the words apart; a power of two, many times as many as there are words.
const BITS: usize = 1 << 15;

/// A bit for each wrong word, for a quick no.
static LIKELY: [u64; BITS / 64] = {
    let (words, mut bits, mut at) = (WORDS.as_bytes(), [0; BITS / 64], 0);
    while at + ENTRY <= words.len() {
        let bit = bit_of(number(words, at), number(words, at + 3));
        bits[bit / 64] |= 1 << (bit % 64);
        at += ENTRY;
    }
    bits
};

/// The three bytes of a letter as a number.
const fn number(bytes: &[u8], at: usize) -> u32 {
    (bytes[at] as u32) << 16 | (bytes[at + 1] as u32) << 8 | bytes[at + 2] as u32
}

/// The three bytes of a kanji as a number.
fn number_of(letter: char) -> u32 {
    let mut bytes = [0; 4];
    letter.encode_utf8(&mut bytes);
    number(&bytes, 0)
}

#[inline]
const fn bit_of(first: u32, second: u32) -> usize {
    (first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA6B)) as usize >> 17 & (BITS - 1)
}

/// Tells whether two letters, by the numbers that their bytes are, may be a wrong word.
#[inline]
fn may_be_one(first: u32, second: u32) -> bool {
    let bit = bit_of(first, second);
    LIKELY[bit / 64] >> (bit % 64) & 1 == 1
}

/// Tells whether two letters, by the numbers that their bytes are, are a wrong word; this is asked of every two kanji.
#[inline]
pub(super) fn is_one(first: u32, second: u32) -> bool {
    may_be_one(first, second) && is_listed(first, second)
}

#[cold]
fn is_listed(first: u32, second: u32) -> bool {
    // The first byte of each number is no part of the letter.
    let number = u64::from(first & 0xFF_FFFF) << 24 | u64::from(second & 0xFF_FFFF);
    let [_, _, word @ ..] = number.to_be_bytes();
    std::str::from_utf8(&word).is_ok_and(|word| right_for(word).is_some())
}

/// Gives what a word of two kanji was meant to be, where it is none.
pub(crate) fn right_for(word: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, WORDS.len() / ENTRY);
    while low < high {
        let middle = usize::midpoint(low, high);
        let (wrong, right) = WORDS[middle * ENTRY..(middle + 1) * ENTRY - 1].split_at(WORD);
        match wrong.cmp(word) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(right),
        }
    }
    None
}

/// A wrong word that begins at a place, unless its letters belong to the words beside it: `期末` and `定期` of `期末定期試験`.
pub(super) fn kanji(letters: &Letters, at: usize) -> Option<KanaSlip> {
    if letters.kind(at + 1) != Kind::Kanji
        || !may_be_one(number_of(letters.char(at)?), number_of(letters.char(at + 1)?))
    {
        return None;
    }
    let right = right_for(&letters.text(at, at + 2))?;
    let vocabulary = Vocabulary::shared();
    let is_split = letters.before(at) == Kind::Kanji
        && vocabulary.has_compound(&letters.text(at - 1, at + 1))
        || letters.kind(at + 2) == Kind::Kanji && vocabulary.has_kanji(&letters.text(at + 1, at + 3));
    (!is_split).then(|| letters.slip(SlipKind::Miswritten, at, at + 2, vec![right.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_no_word_of_it_is_one() {
        assert_eq!(WORDS.len() % ENTRY, 0);
        let entries: Vec<&str> = WORDS.split_terminator(' ').collect();
        assert!(entries.is_sorted(), "the list is searched by halves");
        for entry in entries {
            let (wrong, right) = entry.split_at(WORD);
            assert_eq!(right_for(wrong), Some(right), "{entry}");
            assert!(may_be_one(number(wrong.as_bytes(), 0), number(wrong.as_bytes(), 3)), "{entry}");
            assert!(right_for(right).is_none() && right.chars().count() == 2, "{entry}");
            let vocabulary = Vocabulary::shared();
            assert!(!vocabulary.has_compound(wrong) && !vocabulary.has_kanji(wrong), "{wrong} is a word");
            assert!(right.contains('々') || vocabulary.has_compound(right), "{right} is no word");
        }
    }

    #[test]
    fn words_beside_are_told_apart() {
        let check = |text: &str, expected: Option<&str>| {
            let mut letters = Letters::default();
            letters.fill(text, 0);
            let found: Vec<_> = letters
                .iter()
                .enumerate()
                .filter(|(_, letter)| letter.kind == Kind::Kanji)
                .filter_map(|(at, _)| kanji(&letters, at))
                .map(|slip| slip.text)
                .collect();
            assert_eq!(found.first().map(AsRef::as_ref), expected, "{text}");
        };
        check("完壁な設計", Some("完壁"));
        check("除々に減る", Some("除々"));
        check("専問家に聞く", Some("専問"));
        check("対象から徐外設定する", Some("徐外"));
        check("月末処理と端末設定", None);
        check("期末定期試験", None);
        check("発信抑制と国内客室", None);
        check("信頼度と完璧", None);
    }
}
