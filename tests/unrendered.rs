//! Markdown that is shown as it is written: what a default run says, and what fixing makes of it.

use crate::notes::Notes;

const NOTE: &str = "\
# 料金

[公式ガイド] (https://example.com/guide)と［一覧］(b.md)を見る[^1]。

| 名前 | 用途 |
| EC2 | サーバ |

[^2]: 2026年の値。
";

#[test]
fn links_tables_and_footnotes() {
    let notes = Notes::new(&[("a.md", NOTE.as_bytes()), ("b.md", b"# b\n")]);
    assert_eq!(
        notes.findings(&[]),
        [
            "a.md: links/unrendered-link",
            "a.md: links/unrendered-link",
            "a.md: links/undefined-footnote",
            "a.md: markup/broken-table",
            "a.md: links/unused-footnote",
        ]
    );
    notes.run(&["lint", "--fix"]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.contains("[公式ガイド](https://example.com/guide)と[一覧](b.md)を見る"), "{fixed}");
    assert_eq!(notes.findings(&[]).len(), 3);
}

const SLIPS: &str = "\
# 料金

- 一覧
・性能
-信頼性

`aws s3 ls で一覧を見る。

**税別の値です。

A&nbsp B と s3://<bucket-name>/ の形。

$$
x = 1
";

#[test]
fn markers_code_emphasis_html_and_formulas() {
    let notes = Notes::new(&[("a.md", SLIPS.as_bytes())]);
    assert_eq!(
        notes.findings(&[]),
        [
            "a.md: lists/full-width-bullet",
            "a.md: lists/missing-space",
            "a.md: markup/unclosed-code",
            "a.md: markup/unrendered-emphasis",
            "a.md: markup/broken-html",
            "a.md: markup/broken-html",
            "a.md: markup/unclosed-math",
        ]
    );
    notes.run(&["lint", "--fix"]);
    let fixed = String::from_utf8(notes.read("a.md")).expect("it was UTF-8 before");
    assert!(fixed.contains("- 一覧\n- 性能\n- 信頼性\n") && fixed.contains("A&nbsp; B"), "{fixed}");
}

const STRUCTURE: &str = "\
---
title: SAA: 21-30
---

# 料金

- [ガイド](htps://example.com/guide)と[https://example.com/](料金)と[](a.md)
- [x] 一
- [] 二

<<<<<<< HEAD
本文
=======
ほかの本文
>>>>>>> main

<details>
<summary>答え</summary>
- 一

</details>

**鍵* と＊＊錠＊＊

```sh
ls

```json
{}
```
";

#[test]
fn structure_that_is_lost() {
    let notes = Notes::new(&[("a.md", STRUCTURE.as_bytes())]);
    assert_eq!(
        notes.findings(&[]),
        [
            "a.md: markup/broken-front-matter",
            "a.md: links/misspelt-scheme",
            "a.md: links/reversed",
            "a.md: links/empty-text",
            "a.md: lists/broken-task",
            "a.md: markup/merge-conflict",
            "a.md: markup/markdown-in-html",
            "a.md: markup/unrendered-emphasis",
            "a.md: characters/full-width-mark",
            "a.md: markup/unclosed-fence",
        ]
    );
    let ran = notes.run(&["lint"]);
    assert!(ran.stdout.contains("the value holds a colon and a space"), "{}", ran.stdout);
    assert!(ran.stdout.contains("a.md:28:1: another code block should start here"), "{}", ran.stdout);
}
