//! Verbal nouns with a verb that says nothing more: `設定を行う` for `設定する`.

use super::{is_kanji, is_katakana};

/// The last two letters of verbal nouns, sorted; `処理` and `作業` are what is done as often as how.
pub(super) const NOUNS: [&str; 184] = [
    "ス化", "ト化", "ド化", "ナ化", "プ化", "ム化", "ル化", "予測", "予約", "交換", "付与", "作成", "使用",
    "侵入", "保存", "保守", "保管", "保護", "修復", "修正", "値化", "停止", "元化", "入力", "公開", "共有",
    "出力", "分割", "分化", "分散", "分析", "分類", "切替", "列化", "判定", "判断", "利用", "制御", "制限",
    "削除", "割当", "加工", "効化", "動化", "印刷", "参照", "収集", "取得", "受信", "号化", "同期", "名化",
    "回復", "圧縮", "報告", "変換", "変更", "契約", "委任", "委譲", "学習", "定義", "実装", "実験", "宣言",
    "対応", "導入", "展開", "式化", "強化", "復元", "復号", "復旧", "応答", "性化", "想化", "承認", "投稿",
    "抽出", "拒否", "拡張", "指定", "接続", "推定", "推論", "提供", "提案", "支払", "攻撃", "教育", "散化",
    "整形", "整理", "更新", "期化", "本化", "検出", "検査", "検知", "検索", "検討", "検証", "構築", "比較",
    "消去", "測定", "準備", "準化", "点検", "率化", "生成", "申請", "発行", "登録", "監査", "監視", "相談",
    "研究", "確認", "移動", "移行", "管理", "精算", "素化", "終了", "結合", "統合", "続化", "編集", "縮小",
    "署名", "翻訳", "般化", "表示", "複製", "規化", "視化", "解析", "解約", "計測", "計算", "訓練", "記録",
    "設定", "設計", "許可", "診断", "評価", "試行", "認可", "認証", "語化", "説明", "調整", "調査", "請求",
    "議論", "質化", "購入", "起動", "転送", "返信", "追加", "送信", "通信", "通知", "速化", "造化", "連携",
    "連絡", "運用", "適化", "適用", "選択", "配信", "配備", "配布", "配置", "長化", "開始", "開発", "除去",
    "除外", "集計",
];

/// The last kanji of verbal nouns.
pub(super) const ENDS: &str = "与了任供価信備元入出刷割力加動化去可号合名否告外始存守定小工布張当形得御復応成払択換携撃散整断新旧明更替有期析査案検止正求測照理用発知示稿究答算管築約索絡続練縮置義習育行装製視言計討訳証認談請論譲護較送録開限除集類験";

/// How the verb may go on behind its kanji.
pub(super) const FORMS_OF_DO: &str = "ういっわえおな";

/// Kanji before `の` that say which one is meant; `以下の設定を行う` cannot be `以下を設定する`.
const WHICH: [&str; 16] = [
    "以下",
    "次",
    "上記",
    "下記",
    "他",
    "別",
    "特定",
    "一定",
    "同様",
    "通常",
    "一部",
    "複数",
    "最低限",
    "事前",
    "各種",
    "一連",
];

/// A noun with its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doing {
    /// Where the particle and the verb begin, and where what is to be replaced ends.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What stands there instead.
    pub(crate) instead: String,
    /// Whether a `の` before the noun has to become `を`, which takes a person.
    pub(crate) has_owner: bool,
}

/// Reads the phrase whose noun ends with the two letters at a place of a text.
pub(crate) fn read(text: &str, at: usize) -> Option<Doing> {
    let start = at + text[at..].char_indices().nth(2)?.0;
    let (end, instead) = verb(&text[start..])?;
    let noun = &text[..start];
    let is_verbal = NOUNS.binary_search(&&text[at..start]).is_ok();
    if !is_verbal {
        return None;
    }
    let before = noun.trim_end_matches(|letter| is_kanji(letter) || is_katakana(letter));
    let before = before.strip_suffix(' ').unwrap_or(before);
    let has_owner = match before.chars().next_back() {
        // It says which one, or how: 高度な分析を行う.
        Some('な' | 'る' | 'た' | 'い' | 'を' | 'う' | 'く' | 'す') => return None,
        Some('の') => {
            let owner = &before[..before.len() - 'の'.len_utf8()];
            let says_which = WHICH.iter().any(|which| owner.ends_with(which));
            if says_which || owner.ends_with(super::is_hiragana) {
                return None;
            }
            true
        }
        _ => false,
    };
    Some(Doing { start, end: start + end, instead, has_owner })
}

/// Forms of `行う` behind its kanji, and what a verbal noun has there itself.
const FORMS: [(&str, &str); 11] = [
    ("わない", "しない"),
    ("わなく", "しなく"),
    ("わなけ", "しなけ"),
    ("わず", "せず"),
    ("われ", "され"),
    ("わせ", "させ"),
    ("おう", "しよう"),
    ("えば", "すれば"),
    ("え", "でき"),
    ("う", "する"),
    ("い", "し"),
];

/// Reads `を行う` and `を実行する` in any form; gives the length and what a verbal noun has there itself.
fn verb(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix('を')?;
    if let Some(form) = rest.strip_prefix("実行") {
        let form =
            ["する", "すれ", "し", "さ", "せ", "でき"].iter().find(|start| form.starts_with(**start))?;
        return Some((text.len() - rest.len() + "実行".len() + form.len(), (*form).to_owned()));
    }
    let form = rest.strip_prefix('行')?;
    let form = form
        .strip_prefix('な')
        .filter(|form| form.starts_with(['う', 'い', 'っ', 'わ', 'え']))
        .unwrap_or(form);
    let past =
        form.strip_prefix("っ").filter(|form| form.starts_with(['た', 'て', 'と'])).map(|form| (form, "し"));
    let (form, instead) = past
        .or_else(|| FORMS.iter().find_map(|(start, instead)| Some((form.strip_prefix(start)?, *instead))))?;
    Some((text.len() - form.len(), instead.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let at = text.find('を').map_or(0, |at| at - "設定".len());
        let found = read(text, at);
        let written =
            found.map(|doing| format!("{}{}{}", &text[..doing.start], doing.instead, &text[doing.end..]));
        assert_eq!(written.as_deref(), expected, "{text}");
    }

    #[test]
    fn nouns_are_in_order() {
        assert!(NOUNS.is_sorted());
        assert!(
            NOUNS.iter().all(|noun| noun.chars().count() == 2 && noun.ends_with(|end| ENDS.contains(end)))
        );
    }

    #[test]
    fn verbs_conjugate() {
        check("設定を行う", Some("設定する"));
        check("設定を行います", Some("設定します"));
        check("設定を行って", Some("設定して"));
        check("設定を行なった", Some("設定した"));
        check("設定を行わない", Some("設定しない"));
        check("設定を行われる", Some("設定される"));
        check("設定を行わず", Some("設定せず"));
        check("設定を行えば", Some("設定すれば"));
        check("設定を行えます", Some("設定できます"));
        check("設定を行おう", Some("設定しよう"));
        check("検索を実行した", Some("検索した"));
        check("暗号化を実行できる", Some("暗号化できる"));
        check("最適化を行うこと", Some("最適化すること"));
    }

    #[test]
    fn other_verbs_and_nouns_are_left_alone() {
        check("設定を行く", None);
        check("設定を行政に", None);
        check("検索を実行中", None);
        check("儀式を行う", None);
        check("コマンドを実行する", None);
        check("高度な分析を行う", None);
        check("以下の設定を行う", None);
    }
}
