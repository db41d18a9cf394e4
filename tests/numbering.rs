//! Numbers of headings, as a user sees what is wrong with them.

use crate::notes::Notes;

/// Checks the rules that speak up about headings, one a line, in a run without hints.
#[track_caller]
fn check(headings: &[&str], expected: &[&str]) {
    let note = format!("## {}\n", headings.join("\n\n## "));
    let notes = Notes::new(&[("a.md", note.as_bytes())]);
    let expected: Vec<String> = expected.iter().map(|rule| format!("a.md: headings/{rule}")).collect();
    assert_eq!(notes.findings(&["--select", "headings"]), expected, "{headings:?}");
}

#[test]
fn gaps_are_warnings_where_numbers_surely_count_headings() {
    check(&["Q1 あ", "Q2 い", "Q3 う", "Q4 え", "Q6 お"], &["number-gap"]);
    check(&["1 あ", "2 い", "3 う", "4 え", "6 お"], &["number-gap"]);
    check(&["21. あ", "22. い", "23. う", "24. え", "26. お"], &["number-gap"]);
    check(&["A-1", "A-2", "A-3", "A-4", "A-6"], &["number-gap"]);
    // Ports, days and answers of a server leave numbers out by nature.
    check(&["20 FTP data", "21 FTP", "22 SSH", "23 Telnet", "25 SMTP"], &[]);
    check(&["06-24 復習", "06-25 演習", "06-26 復習", "06-27 演習", "06-29 模試"], &[]);
    check(&["200 OK", "201 Created", "202 Accepted", "203 x", "204 y", "206 z"], &[]);
}

#[test]
fn numbers_in_many_shapes_are_read() {
    for shape in
        ["Fig.{} x", "Vol.{} x", "Ⅰ", "{}回目 x", "{} - x", "手順 {}. x", "Task {}: x", "その{} x", "【{}】x"]
    {
        let number = |n: u32| match shape {
            "Ⅰ" => ["Ⅰ x", "Ⅱ x", "Ⅲ x"][n as usize - 1].to_owned(),
            _ => shape.replace("{}", &n.to_string()),
        };
        let headings = [1, 2, 3, 3].map(number);
        let headings: Vec<String> =
            headings.iter().enumerate().map(|(at, text)| format!("{text}{at}")).collect();
        check(&headings.iter().map(String::as_str).collect::<Vec<_>>(), &["duplicate-number"]);
    }
}

#[test]
fn one_slip_is_told_once() {
    check(&["1. あ", "2. い", "3. う", "3. え", "5. お", "6. か"], &["duplicate-number"]);
    let notes = Notes::new(&[("a.md", "## 1. あ\n\n## 2. い\n\n## 2. う\n\n## 4. え\n".as_bytes())]);
    let ran = notes.run(&["lint"]);
    assert!(ran.stdout.contains("line 3 has it too; renumber one of the two; 3 is free"), "{}", ran.stdout);
}

#[test]
fn messages_say_what_to_write() {
    let notes = Notes::new(&[
        ("a.md", "## 1. あ\n\n## 2 い\n\n## 3. う\n\n## 4. え\n".as_bytes()),
        ("b.md", "## 1. あ\n\n## 2. い\n\n## 5. う\n\n## 6. え\n\n## 7. お\n".as_bytes()),
    ]);
    let ran = notes.run(&["lint", "--hints"]);
    assert!(ran.stdout.contains("write \"2.\""), "{}", ran.stdout);
    assert!(ran.stdout.contains("`allow = [3, 4]`"), "{}", ran.stdout);
}
