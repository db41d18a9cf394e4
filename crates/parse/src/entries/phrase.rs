//! What a bullet without a separator is: a topic that its children explain, a question, or a sentence.
//!
//! This reads endings, not grammar: a noun phrase ends in kanji, katakana, letters or a nominal ending.

use super::plain_text::PlainText;

/// What a bullet's or a heading's text reads like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// A noun phrase of at most 50 full-width characters.
    Topic,
    /// A question.
    Question,
    /// Anything else.
    Sentence,
}

/// The width of the longest topic, in half-width columns: English product names fill many of them.
const TOPIC_WIDTH: usize = 100;

/// Nouns that end a sentence when a particle stands before them: `変更が可能`.
const PREDICATES: &[&str] = &[
    "可能",
    "不可能",
    "不可",
    "必要",
    "不要",
    "有効",
    "無効",
    "重要",
    "最適",
    "同じ",
    "同様",
    "推奨",
    "注意",
];

/// Texts that announce something and name nothing.
const ANNOUNCEMENTS: &[&str] = &["例", "例えば", "ex", "e.g", "注", "補足", "備考", "参考"];

/// Verb, adjective and particle endings in hiragana that make a sentence or leave one open.
const OPEN_ENDINGS: &[char] = &[
    'る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ', 'た', 'だ', 'ん', 'よ', 'ね', 'な', 'ぞ', 'を',
    'に', 'へ', 'が', 'は', 'も', 'で', 'て', 'の',
];

/// Endings in hiragana that are nominal although their last letter is among the open ones.
const NOMINAL_ENDINGS: &[&str] =
    &["とは", "こと", "もの", "まとめ", "ため", "について", "における", "など", "あて", "たて"];

/// Endings in い that are adjectives or negations, not nouns such as 違い.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ない",
    "たい",
    "しい",
    "よい",
    "いい",
    "やすい",
    "にくい",
    "づらい",
    "らしい",
    "良い",
    "多い",
    "高い",
    "低い",
    "早い",
    "速い",
    "遅い",
    "長い",
    "短い",
    "大きい",
    "小さい",
    "安い",
    "弱い",
    "強い",
    "近い",
    "遠い",
    "深い",
    "浅い",
    "新しい",
    "古い",
    "悪い",
    "無い",
    "軽い",
    "重い",
    "広い",
    "狭い",
    "易い",
    "難い",
];

/// Tells what a text of one bullet reads like.
pub(super) fn phrase_of(phrase: &PlainText<'_>) -> Phrase {
    let text = phrase.as_str();
    let bare = text.trim_end_matches([')', '）', '」', '』', '】']);
    if text.ends_with(['?', '？'])
        || bare.ends_with("のか")
        || bare.ends_with("ですか")
        || bare.ends_with("ますか")
    {
        return Phrase::Question;
    }
    // A character takes at most four bytes and at least one column of these.
    if text.len() > 4 * TOPIC_WIDTH {
        return Phrase::Sentence;
    }
    if text.is_empty()
        || announces(bare)
        || phrase.holds_full_stop()
        || text.ends_with(['、', '，', '．', '!', '！', '.'])
    {
        return Phrase::Sentence;
    }
    // No character has more columns than bytes.
    let is_long = text.len() > TOPIC_WIDTH && is_wider_than(TOPIC_WIDTH, text);
    let has_subject = || phrase.may_hold_comma() && bare.contains("は、");
    if is_long || !is_nominal(bare) && (has_subject() || ends_like_a_sentence(bare)) {
        Phrase::Sentence
    } else {
        Phrase::Topic
    }
}

/// Tells whether a text is one of the announcements, with or without dots behind it.
fn announces(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.len() <= LONGEST && ANNOUNCEMENTS.contains(&text.to_lowercase().trim_end_matches(['.', '．']))
}

fn is_nominal(text: &str) -> bool {
    let may_be = |last| matches!(last, 'は' | 'と' | 'の' | 'め' | 'て' | 'る' | 'ど');
    text.ends_with(may_be) && NOMINAL_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

fn ends_like_a_sentence(text: &str) -> bool {
    let is_adjective = || ADJECTIVE_ENDINGS.iter().any(|ending| text.ends_with(ending));
    let is_predicate = || {
        PREDICATES.iter().any(|noun| {
            text.strip_suffix(noun).is_some_and(|rest| rest.trim_end().ends_with(['が', 'は', 'も', 'に']))
        })
    };
    let is_open = match text.chars().next_back() {
        Some('い') => is_adjective(),
        Some('能' | '可' | '要' | '効' | '適' | 'じ' | '様' | '奨' | '意') => is_predicate(),
        Some(last @ 'ぁ'..='ん') => OPEN_ENDINGS.contains(&last),
        _ => false,
    };
    is_open || is_clipped(text)
}

/// Tells whether a text ends in an action with its object, such as `列を作成`; in `列を作成する手順` a verb stands
/// between the object and a noun that it explains.
fn is_clipped(text: &str) -> bool {
    const VERB_ENDINGS: &[char] = &['る', 'た', 'う', 'く', 'す', 'つ', 'ぶ', 'む', 'ぐ', 'い', 'な', 'の'];
    text.rsplit_once('を').is_some_and(|(_, action)| !action.is_empty() && !action.contains(VERB_ENDINGS))
}

/// Tells whether a text is only a number, such as `21.`, `Q3`, `問 4` or `2024/05/01`.
pub(super) fn is_number(text: &str) -> bool {
    // Hardly a text ends in what numbers end in.
    let ends_otherwise = |last: char| match last {
        '問' | '回' | '章' | '番' | '目' | '題' => false,
        'a'..='z' | 'A'..='Z' | 'ぁ'..='ん' | 'ァ'..='ヴ' | 'ー' | '一'..='\u{9FFF}' => true,
        _ => false,
    };
    if text.ends_with(ends_otherwise) {
        return false;
    }
    let text = text.trim();
    let core = ["問題", "問", "第", "Question", "Q", "No", "#"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    let belongs = |letter: char| {
        letter.is_numeric()
            || letter.is_whitespace()
            || letter.is_ascii_punctuation()
            || matches!(
                letter,
                '．' | '、' | '：' | '～' | '〜' | '・' | '問' | '回' | '章' | '番' | '目' | '題'
            )
    };
    core.chars().all(belongs) && core.chars().any(char::is_numeric)
}

/// Tells whether a character is written in Japanese text only: kana, kanji and full-width punctuation.
pub(super) fn is_japanese(letter: char) -> bool {
    matches!(letter,
        '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}' | '※' | '①'..='⑳')
}

/// Tells whether a text takes more half-width columns.
fn is_wider_than(width: usize, text: &str) -> bool {
    let columns = text.chars().scan(0, |columns, letter| {
        *columns += if is_japanese(letter) { 2 } else { 1 };
        Some(*columns)
    });
    columns.into_iter().any(|columns| columns > width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Phrase) {
        assert_eq!(phrase_of(&PlainText::new(text)), expected, "{text}");
    }

    #[test]
    fn noun_phrases_are_topics() {
        for text in [
            "キュー",
            "CloudHSM",
            "キューとスタックの違い",
            "障害時の流れ",
            "導入のメリット（小規模の場合）",
            "Amazon Managed Streaming for Apache Kafka の設定方法",
            "まとめ",
            "キューとは",
            "障害復旧について",
            "気をつけること",
            "読み込み",
            "列を作成する手順",
            "列の順序を変えた場合の影響",
        ] {
            check(text, Phrase::Topic);
        }
    }

    #[test]
    fn endings_are_told_by_their_last_letter() {
        for noun in PREDICATES {
            check(&format!("変更が{noun}"), Phrase::Sentence);
        }
        for ending in ADJECTIVE_ENDINGS {
            check(&format!("列が{ending}"), Phrase::Sentence);
        }
        for ending in NOMINAL_ENDINGS {
            check(&format!("列{ending}"), Phrase::Topic);
        }
    }

    #[test]
    fn questions_are_questions() {
        for text in ["なぜ列を分けるのか", "キューとは何か？", "Why FIFO?", "どこに置きますか"]
        {
            check(text, Phrase::Question);
        }
    }

    #[test]
    fn the_rest_are_sentences() {
        for text in [
            "列は先入れ先出しである。",
            "設定を行います",
            "値を変更する",
            "書き込みはできない",
            "処理が速い",
            "列を分けて、別々に処理した（順序は保証される）",
            "順序の変更が可能",
            "列は、先入れ先出しの一種",
            "新しい列を作成",
            "例）",
            "一度作成した列の種類はあとから変更できないため新しい列を作成して切り替えるという手順の詳細な説明の例とその前提の一覧",
            "",
        ] {
            check(text, Phrase::Sentence);
        }
    }

    #[test]
    fn numbers_are_numbers() {
        for text in ["21.", "21", "Q3", "問 4", "問題10", "2024/05/01", "1-2", "３．", "#7", "第 2 回"]
        {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "S3",
            "Route 53",
            "第 1 分野: 設定",
            "第 2 回目の例",
            "3つ",
            "No",
            "1 ページ",
            "SECTION 2",
            "Q",
            "",
            "...",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
