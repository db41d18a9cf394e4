//! Notes in all shapes against the entries that they hold.

use crate::{Document, ParseOptions};

/// Each entry is one line of the expectation: `shape context › term = answer's source, line breaks as ⏎`.
#[track_caller]
fn check(note: &str, expected: &[&str]) {
    let document = Document::parse(note, &ParseOptions::default());
    let entries = document.entries();
    let found: Vec<String> = entries
        .entries
        .iter()
        .map(|entry| {
            let mut place = entries.context(entry);
            place.push(&entry.term_text);
            let answer = document.body_markdown(entries.body(entry));
            let answer = answer.replace(super::GUARD, "").trim().replace('\n', "⏎");
            format!("{} {} = {answer}", entry.shape.name(), place.join(" › "))
        })
        .collect();
    assert_eq!(found, expected, "{note}");
}

#[test]
fn terms_with_definitions() {
    check("- 列: 先入れ先出し", &["term 列 = 先入れ先出し"]);
    check("- 列：先入れ先出し", &["term 列 = 先入れ先出し"]);
    check("- Queue:FIFO の列", &["term Queue = FIFO の列"]);
    check("- 列・・・先入れ先出し", &["term 列 = 先入れ先出し"]);
    check("* 列 : 先入れ\n  先出し", &["term 列 = 先入れ⏎先出し"]);
    check("1. 列: 先入れ先出し\n2. 山: 後入れ先出し", &["term 列 = 先入れ先出し", "term 山 = 後入れ先出し"]);
    check("- [ ] 列: 先入れ先出し", &["term 列 = 先入れ先出し"]);
    check("> - 列: 先入れ\n>   先出し", &["term 列 = 先入れ⏎先出し"]);
    check("- 列: # 見出しではない", &["term 列 = # 見出しではない"]);
    check("- 列:\r\n  - a\r\n- 山: b\r\n", &["list 列 = - a", "term 山 = b"]);
}

#[test]
fn headings_and_ancestors_are_context() {
    check(
        "# 題\n\n## 3.\n\n- 列: a\n\n## 4.\n\n- 山: b",
        &["term 題 › 3. › 列 = a", "term 題 › 4. › 山 = b"],
    );
    check(
        "- 構造:\n  - 列: a\n    - 端: b\n- 山: c",
        &[
            "list 構造 = - 列: a⏎  - 端: b",
            "term 構造 › 列 = a⏎⏎- 端: b",
            "term 構造 › 列 › 端 = b",
            "term 山 = c",
        ],
    );
    check(
        "- 列は先に入れたものから出す。\n  - 例外: 優先度付き",
        &["term 列は先に入れたものから出す。 › 例外 = 優先度付き"],
    );
}

#[test]
fn a_list_above_is_no_context() {
    check(
        "# 題\n\n## 列\n\n- 端: a\n\n## 山\n\n後入れ先出し",
        &["term 題 › 列 › 端 = a", "heading 題 › 山 = 後入れ先出し"],
    );
    check("- 列: a\n\n山・・・後入れ先出し", &["term 列 = a", "line 山 = 後入れ先出し"]);
}

#[test]
fn definitions_may_hang_below() {
    check("- 列:\n\n  - 先入れ先出し\n  - 端が二つ", &["list 列 = - 先入れ先出し⏎- 端が二つ"]);
    check("- 列:\n  ```sh\n  push\n  ```", &["list 列 = ```sh⏎push⏎```"]);
    check(
        "- 列: a\n\n  | x | y |\n  | - | - |\n  | 1 | 2 |",
        &["term 列 = a⏎⏎| x | y |⏎| - | - |⏎| 1 | 2 |"],
    );
    check("- 列:\n\n| x | y |\n| - | - |\n| 1 | 2 |", &["list 列 = | x | y |⏎| - | - |⏎| 1 | 2 |"]);
    check(">  - 列:\n>    - a。\n>      - b", &["list 列 = - a。⏎  - b"]);
    check("- 列:\n\t- a。\n\t\t- b", &["list 列 = - a。⏎    - b"]);
}

#[test]
fn images_belong_to_the_term_before() {
    check("- 列:\n- ![図](a.png)\n- ![図](b.png)", &["list 列 = ![図](a.png)⏎⏎![図](b.png)"]);
    check("- 列: a\n- ![図](a.png)\n- 山: b", &["term 列 = a⏎⏎![図](a.png)", "term 山 = b"]);
    check("- 列:\n- <img src=\"a.png\" width=\"8\">", &["list 列 = <img src=\"a.png\" width=\"8\">"]);
    check("- 列:\n- <img src=\"a.png\">\n  ![図](b.png)", &["list 列 = <img src=\"a.png\">⏎⏎![図](b.png)"]);
    check("- 列: a\n- https://example.com/", &["term 列 = a⏎⏎https://example.com/"]);
    check("- 列:\n- https://example.com/", &[]);
    check("- ![図](a.png)\n  - 列: a", &["term 列 = a"]);
    check("- 列の端の扱い\n- ![図](a.png)", &["topic 列の端の扱い = ![図](a.png)"]);
    check("- 山\n- 列の端の扱い\n- ![図](a.png)", &[]);
}

#[test]
fn topics_and_questions_need_children() {
    check("- 列と山の違い\n  - 順序", &["topic 列と山の違い = - 順序"]);
    check("- なぜ列を使うのか\n  - 順序", &["question なぜ列を使うのか = - 順序"]);
    check("- 列を作成する\n  - 順序", &[]);
    check("- 列は先入れ先出しである。\n  - 順序", &[]);
    check("- 列と山の違い", &[]);
    check("- 列と山の違い\n  - https://example.com/", &[]);
}

#[test]
fn enumerators_are_no_part_of_a_term() {
    check("- 1. 列: 先入れ\n  - 端\n- 2. 山: 後入れ", &["term 列 = 先入れ⏎⏎- 端", "term 山 = 後入れ"]);
    check("- 1. 列: a\n  2. 山: b", &["term 列 = a", "term 山 = b"]);
}

#[test]
fn lines_of_a_paragraph() {
    check(
        "## 3.\n\n■ 構造\n・列・・・先入れ先出し<br>\n・山・・・後入れ先出し<br>\n\n木・・・枝分かれ\n",
        &[
            "line 3. › 構造 › 列 = 先入れ先出し",
            "line 3. › 構造 › 山 = 後入れ先出し",
            "line 3. › 構造 › 木 = 枝分かれ",
        ],
    );
    check("・列: 先入れ\n先出し", &["line 列 = 先入れ<br>⏎先出し"]);
    check("・列・・・\n先入れ先出し", &["line 列 = 先入れ先出し"]);
    check("-　列: 先入れ先出し", &["line 列 = 先入れ先出し"]);
    check("-　列:\n\n- 先入れ先出し", &["line 列 = - 先入れ先出し"]);
    check("列: 先入れ先出し", &[]);
    check("それは……どうだろう。", &[]);
    check("`a・・・b` の例", &[]);
}

#[test]
fn headings_may_be_terms() {
    check("# 題\n\n### 列\n\n先入れ先出し\n\n---\n\n余談", &["heading 題 › 列 = 先入れ先出し"]);
    check("# 題\n\n### 列を作る\n\n```sh\npush\n```\n", &["heading 題 › 列を作る = ```sh⏎push⏎```"]);
    check("## 3.\n\n説明の段落", &[]);
    check("# 題\n\n前書き", &[]);
    check("# 題\n\n## 章\n\n前書き\n\n### 節\n\n- 列: a", &["term 題 › 章 › 節 › 列 = a"]);
    check("# 題\n\n## 参考資料\n\n資料の段落", &[]);
    check("# 題\n\n## 列\n\n[説明](https://example.com/)", &[]);
}

#[test]
fn emphasis_and_code_stay_whole() {
    check("- **列**: 先入れ", &["term 列 = 先入れ"]);
    check("- **列:** 先入れ", &["term 列 = 先入れ"]);
    check("- **列: 先入れ** 先出し", &["term 列 = **先入れ** 先出し"]);
    check("- `push`: 入れる", &["term push = 入れる"]);
    check("- [列](https://example.com/): 先入れ", &["term 列 = 先入れ"]);
    check("- 列\\_端 &amp; 山: 先入れ", &["term 列_端 & 山 = 先入れ"]);
}

#[test]
fn marks_that_failed_as_emphasis_are_left_out() {
    check("- **重要：**必ず守る", &["term 重要 = 必ず守る"]);
    check("- **A:**説明", &["term A = 説明"]);
    check("- ***EC2：***仮想", &["term EC2 = 仮想"]);
    check("- **`S3`：**箱", &["term S3 = 箱"]);
    check("- *args: *x は列", &["term *args = *x は列"]);
    check("- **重要：** **必ず**守る", &["term 重要 = **必ず**守る"]);
}

#[test]
fn marks_before_bold_text_are_left_out_too() {
    check("- **重要：**説明**です", &["term 重要 = **説明**です"]);
    check("- **重要**：説明**です", &["term 重要 = 説明**です"]);
    check("- **`S3`：**説明**太字**です", &["term S3 = 説明**太字**です"]);
    check("- **重要：**説明 **太字** です", &["term 重要 = 説明 **太字** です"]);
    check("- **A**：**B**", &["term A = **B**"]);
    check("- ~~古い：~~新しい", &["term 古い = 新しい"]);
}

#[test]
fn operators_and_code_are_terms() {
    check("- &: 両方", &["term & = 両方"]);
    check("- &&：両方", &["term && = 両方"]);
    check("- <=: 以下", &["term <= = 以下"]);
    check("- `&`: 両方", &["term & = 両方"]);
    check("- `404`: 見つからない", &["term 404 = 見つからない"]);
    check("- `{`: 開く", &["term { = 開く"]);
    for text in ["- ※: 注意", "- →: 結果", "- --: 列", "- ...: 列", "- 404: 見つからない", "- =:"]
    {
        check(text, &[]);
    }
}

#[test]
fn what_is_no_entry() {
    check("", &[]);
    check("- 列は順序を保つ", &[]);
    check("- 列:\n- 山: a", &["term 山 = a"]);
    check("- 列は順序を保つ。注意: 山は違う", &[]);
    check("- \"Version\": \"2012-10-17\"", &[]);
    check("- 21: a", &[]);
    check("```\n- 列: a\n```", &[]);
    check("- 10:00 に始まる", &[]);
}

#[test]
fn questions_that_say_so() {
    check("- Q: 列とは？\n  - A: 先入れ先出し", &["question 列とは？ = 先入れ先出し"]);
    check(
        "- Q: 列とは？\n  - A: 先入れ\n    - 端: a",
        &["question 列とは？ = 先入れ⏎⏎- 端: a", "term 列とは？ › 端 = a"],
    );
    check(
        "- Q: 列とは？\n  - A: 先入れ\n  - 例: a",
        &["question 列とは？ = - A: 先入れ⏎- 例: a", "term 列とは？ › 例 = a"],
    );
    check(
        "- Q: 列とは？\n- A: 先入れ\n- Q: 山\n- A: 後入れ",
        &["question 列とは？ = 先入れ", "question 山 = 後入れ"],
    );
    check("- Q: 列とは？ A: 先入れ", &["question 列とは？ = 先入れ"]);
    check("- **Q:** 列とは？\n\n  **A:** 先入れ", &["question 列とは？ = **A:** 先入れ"]);
    check("- 問1：列は先入れか\n  - 先入れ", &["question 列は先入れか = - 先入れ"]);
    check("- Q: 列とは？", &[]);
    check("Q: 列とは？\nA: 先入れ", &["question 列とは？ = 先入れ"]);
    check(
        "Q. 列とは？<br>\nA. 先入れ\nQ. 山とは？<br>\nA. 後入れ",
        &["question 列とは？ = 先入れ", "question 山とは？ = 後入れ"],
    );
    check("**Q1.** 列とは？\n\n**A1.** 先入れ\n\n余談", &["question 列とは？ = 先入れ"]);
    check("Q: 列とは？\n\n余談", &[]);
}

#[test]
fn labels_alone_are_terms() {
    check("- Q: 電荷", &["term Q = 電荷"]);
    check("- A: アドレス\n- MX: 郵便", &["term A = アドレス", "term MX = 郵便"]);
    check("- 問題: 遅い\n  - 原因: 列", &["term 問題 = 遅い⏎⏎- 原因: 列", "term 問題 › 原因 = 列"]);
    check("- QoS: 質", &["term QoS = 質"]);
}

#[test]
fn deep_lists_stay_bounded() {
    let nested = format!("{}a: b", "- ".repeat(2000));
    check(&nested, &[]);
    let long = Document::parse(format!("- {}\n  - 列: a\n", "長".repeat(5000)), &ParseOptions::default());
    let entries = long.entries();
    assert!(entries.context(&entries.entries[0])[0].chars().count() <= 201);
    let quotes = format!("{}- 列: a", "> ".repeat(2000));
    assert!(Document::parse(quotes, &ParseOptions::default()).entries().entries.len() <= 1);
}
