//! Japanese prose: what a default run says of wording, what it leaves as hints, and textlint's comments.

use crate::notes::Notes;

const NOTE: &str = "\
# 運用

- 例外を補足することができます。
- 費用がかからないわけではない。
- 予約済同時実行数を使い、それを確かめ、記録し、変更を戻し、もう一度試す。

<!-- textlint-disable ja-technical-writing/max-ten, max-kanji-continuous-len -->

- 予約済同時実行数を使い、それを確かめ、記録し、変更を戻し、もう一度試す。

<!-- textlint-enable -->
";

#[test]
fn wording_is_found_and_fixed() {
    let notes = Notes::new(&[("a.md", NOTE.as_bytes())]);
    assert_eq!(notes.findings(&[]), ["a.md: ja/abusage", "a.md: ja/double-negative"]);
    assert_eq!(
        notes.findings(&["--hints", "--select", "ja"]),
        [
            "a.md: ja/abusage",
            "a.md: ja/redundant",
            "a.md: ja/double-negative",
            "a.md: ja/kanji-run",
            "a.md: ja/too-many-commas",
        ]
    );
    notes.run(&["lint", "--hints", "--unsafe-fixes", "--fix"]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.contains("- 例外を捕捉できます。"), "{fixed}");
    notes.run(&["lint", "--hints", "--unsafe-fixes", "--fix"]);
    assert_eq!(notes.read("a.md"), fixed.as_bytes());
}

#[test]
fn signs_follow_the_majority() {
    let lines = "- 鍵を作り、値を確かめ、それを保存する。\n".repeat(12);
    let note = format!("# 運用\n\n{lines}- 鍵を消し，記録する．\n- 鍵を作り, 保存する.\n");
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    let all = "ja/comma-period-style,ja/ascii-punctuation";
    assert_eq!(
        notes.findings(&["--select", all]),
        [
            "a.md: ja/comma-period-style",
            "a.md: ja/comma-period-style",
            "a.md: ja/ascii-punctuation",
            "a.md: ja/ascii-punctuation",
        ]
    );
    notes.run(&["lint", "--fix", "--unsafe-fixes", "--select", all]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.ends_with("- 鍵を消し、記録する。\n- 鍵を作り、保存する。\n"), "{fixed}");
}
