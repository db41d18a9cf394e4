//! Slips in Japanese text and in names: what a default run says, and what fixing makes of it.

use crate::notes::Notes;

const NOTE: &str = "\
# 運用

- StackSets: 配布する仕組み
- CloudFormation の Stack、Stack、Stack
- 設定することがができる、、次のとうりに確認する 。
- CloudFormation Stace Sets
";

#[test]
fn slips_are_found_and_fixed() {
    let notes = Notes::new(&[("a.md", NOTE.as_bytes())]);
    assert_eq!(
        notes.findings(&[]),
        [
            "a.md: spelling/repeated-word",
            "a.md: characters/misplaced-stop",
            "a.md: spelling/hiragana",
            "a.md: characters/misplaced-stop",
            "a.md: spelling/near-miss",
        ]
    );
    notes.run(&["lint", "--fix"]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.contains("設定することができる、次のとうりに確認する。"), "{fixed}");
    notes.run(&["lint", "--unsafe-fixes", "--fix"]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.contains("次のとおりに") && fixed.contains("CloudFormation StackSets"), "{fixed}");
}
