//! Notes that change, and the guids that must not.

use notesmith_export::{Card, CardOptions, ChangeKind, Lock, Note, Reconciled, cards_of, reconcile};
use notesmith_parse::{Document, ParseOptions};

/// One run over notes: file key and text.
fn run(notes: &[(&str, &str)], lock: &Lock, now: u64) -> (Vec<Card>, Reconciled) {
    let mut cards = Vec::new();
    for (key, text) in notes {
        let document = Document::parse(*text, &ParseOptions::default());
        cards.extend(cards_of(&document, &Note { path: key, key }, &CardOptions::default()));
    }
    let reconciled = reconcile(&mut cards, lock, |_| true, now);
    (cards, reconciled)
}

/// Exports `before`, then `after`; the report must read so, and guids stay with the fronts that `same` names.
#[track_caller]
fn check(before: &[(&str, &str)], after: &[(&str, &str)], report: &[&str], same: &[(&str, &str)]) {
    let (old, first) = run(before, &Lock::default(), 100);
    let lock = Lock::parse(&first.lock.to_text()).expect("our own text");
    assert_eq!(lock, first.lock);
    let (new, second) = run(after, &lock, 200);
    let lines: Vec<String> = second
        .changes
        .iter()
        .map(|change| match &change.kind {
            ChangeKind::New => format!("new {}", change.front),
            ChangeKind::Renamed { from } => format!("renamed {from} → {}", change.front),
            ChangeKind::Moved { from } => format!("moved {} from {from}", change.front),
            ChangeKind::Changed => format!("changed {}", change.front),
            ChangeKind::Returned => format!("returned {}", change.front),
            ChangeKind::Vanished => format!("vanished {}", change.front),
        })
        .collect();
    assert_eq!(lines, report);
    for (was, is) in same {
        let guid = |cards: &[Card], front: &str| {
            cards.iter().find(|card| *card.front_text == *front).map(|card| card.guid.clone())
        };
        assert!(guid(&old, was).is_some(), "{was}");
        assert_eq!(guid(&old, was), guid(&new, is), "{was} → {is}");
    }
    let (_, third) = run(after, &second.lock, 300);
    assert!(third.changes.iter().all(|change| change.kind != ChangeKind::New), "a run twice changes nothing");
    assert_eq!(third.lock, second.lock);
}

#[test]
fn edits_change_cards() {
    check(
        &[("a.md", "- 列: a\n- 山: b\n")],
        &[("a.md", "- 列: c\n- 山: b\n")],
        &["changed 列"],
        &[("列", "列")],
    );
    check(&[("a.md", "- 列: a\n")], &[("a.md", "- 列: a\n- 山: b\n")], &["new 山"], &[("列", "列")]);
    check(&[("a.md", "- 列: a\n- 山: b\n")], &[("a.md", "- 列: a\n")], &["vanished 山"], &[]);
}

#[test]
fn renames_keep_guids() {
    check(&[("a.md", "- 列: a\n")], &[("a.md", "- 行列: a\n")], &["renamed 列 → 行列"], &[("列", "行列")]);
    check(
        &[("a.md", "# 題\n\n- 列: a\n- 山: b\n")],
        &[("a.md", "# 新しい題\n\n- 列: a\n- 山: b\n")],
        &["moved 列 from a.md", "moved 山 from a.md"],
        &[("列", "列"), ("山", "山")],
    );
    check(
        &[("a.md", "- 木: x\n- 列: a\n")],
        &[("a.md", "- 木: x\n- 行列: b\n")],
        &["renamed 列 → 行列"],
        &[("列", "行列")],
    );
    check(
        &[("a.md", "# 題\n\n- 木: x\n- 列: a\n")],
        &[("a.md", "# 新題\n\n- 木: x\n- 山: b\n")],
        &["new 山", "moved 木 from a.md", "vanished 列"],
        &[("木", "木")],
    );
}

#[test]
fn moves_keep_guids() {
    check(
        &[("a.md", "- 列: a\n- 山: b\n"), ("b.md", "")],
        &[("a.md", "- 山: b\n"), ("b.md", "- 列: a\n")],
        &["moved 列 from a.md"],
        &[("列", "列"), ("山", "山")],
    );
    check(&[("a.md", "- 列: a\n")], &[("x/b.md", "- 列: a\n")], &["moved 列 from a.md"], &[("列", "列")]);
}

#[test]
fn a_renamed_file_keeps_the_card_that_was_edited() {
    check(
        &[("a.md", "- 列: a\n- 山: b\n- 木: c\n")],
        &[("b.md", "- 列: a\n- 山: 積む\n- 木: c\n")],
        &["moved 列 from a.md", "moved 山 from a.md", "moved 木 from a.md"],
        &[("列", "列"), ("山", "山"), ("木", "木")],
    );
}

#[test]
fn equal_cards_keep_their_guids_together() {
    check(
        &[("a.md", "# 題\n\n- 列: a\n- 列: a\n")],
        &[("a.md", "# 新題\n\n- 列: a\n- 列: a\n")],
        &["moved 列 from a.md", "moved 列 from a.md"],
        &[],
    );
}

/// The renamed card took the guid along that the place would give to the next one.
#[test]
fn a_new_card_in_an_old_place_is_no_twin() {
    let (_, first) = run(&[("a.md", "- 列: a\n")], &Lock::default(), 1);
    let (_, second) = run(&[("a.md", "- 行列: a\n")], &first.lock, 2);
    let (cards, _) = run(&[("a.md", "- 行列: a\n- 列: c\n")], &second.lock, 3);
    assert_ne!(cards[0].guid, cards[1].guid);
}

#[test]
fn what_returns_is_the_same_card() {
    let (old, first) = run(&[("a.md", "- 列: a\n")], &Lock::default(), 1);
    let (_, second) = run(&[("a.md", "")], &first.lock, 2);
    assert!(second.lock.entries.values().all(|entry| entry.gone));
    let (new, third) = run(&[("a.md", "- 列: a\n")], &second.lock, 3);
    assert_eq!(old[0].guid, new[0].guid);
    assert_eq!(third.changes[0].kind, ChangeKind::Returned);
}

#[test]
fn other_files_stay() {
    let (_, first) = run(&[("a.md", "- 列: a\n"), ("b.md", "- 山: b\n")], &Lock::default(), 1);
    let document = Document::parse("- 列: a\n", &ParseOptions::default());
    let mut cards = cards_of(&document, &Note { path: "a.md", key: "a.md" }, &CardOptions::default());
    let second = reconcile(&mut cards, &first.lock, |file| file == "a.md", 2);
    assert_eq!(second.lock, first.lock);
    assert!(second.changes.is_empty());
}

#[test]
fn only_a_change_of_content_changes_the_time() {
    let (_, first) = run(&[("a.md", "- 列: a\n- 山: b\n")], &Lock::default(), 100);
    let (_, second) = run(&[("a.md", "前書き\n\n- 列: a\n- 山: c\n")], &first.lock, 200);
    let times: Vec<(&str, u64)> =
        second.lock.entries.values().map(|entry| (&*entry.front, entry.modified)).collect();
    assert!(times.contains(&("列", 100)) && times.contains(&("山", 200)), "{times:?}");
}

#[test]
fn broken_locks_are_refused() {
    let good = run(&[("a.md", "- 列: a\n")], &Lock::default(), 1).1.lock.to_text();
    for (text, number, message) in [
        ("x\n".to_owned(), 1, "another version"),
        (good.replace("\tlive\t", "\tdead\t"), 2, "columns of a card"),
        (format!("{good}words\n"), 3, "columns of a card"),
    ] {
        let error = Lock::parse(&text).expect_err("it is broken");
        assert!(error.line == number && error.message.contains(message), "{error}");
    }
    assert_eq!(Lock::parse("").expect("no lock yet"), Lock::default());
}

/// Gives the lines behind the first of the lock of a run over `note` after `lock`, and its text.
fn branch(note: &str, lock: &Lock, now: u64) -> String {
    run(&[("a.md", note)], lock, now).1.lock.to_text()
}

#[test]
fn two_branches_merge_into_the_lines_of_both() {
    let base = run(&[("a.md", "- 列: a\n- 山: b\n- 木: c\n")], &Lock::default(), 1).1.lock;
    let ours = branch("- 列: 新\n- 山: b\n- 木: c\n- 葉: d\n", &base, 2);
    let theirs = branch("- 列: a\n- 山: b\n- 大木: c\n", &base, 3);
    let header = ours.lines().next().expect("a header");
    let sides = (ours.replace(header, ""), theirs.replace(header, ""));
    let merged = format!("{header}\n<<<<<<< ours{}=======\n{header}{}>>>>>>> theirs\n", sides.0, sides.1);
    let lock = Lock::parse(&merged).expect("both sides");
    let (cards, now) = run(&[("a.md", "- 列: 新\n- 山: b\n- 大木: c\n- 葉: d\n")], &lock, 4);
    assert_eq!(now.changes, [], "nothing is new after the merge");
    let guids: std::collections::BTreeSet<_> = cards.iter().map(|card| &card.guid).collect();
    assert_eq!(guids.len(), 4);
    let old: Vec<_> = base.entries.values().map(|entry| &entry.guid).collect();
    assert!(old.iter().all(|guid| guids.contains(guid)), "no card is another one");
}

#[test]
fn a_card_under_two_names_is_two_cards_after_a_merge() {
    let base = run(&[("a.md", "- 列: a\n- 山: b\n")], &Lock::default(), 1).1.lock;
    let renamed = branch("- 行列: a\n- 山: b\n", &base, 2);
    let lock = Lock::parse(&format!("{}{renamed}", base.to_text())).expect("both sides");
    let (cards, _) = run(&[("a.md", "- 列: a\n- 行列: a\n- 山: b\n")], &lock, 3);
    let guids: std::collections::BTreeSet<_> = cards.iter().map(|card| &card.guid).collect();
    assert_eq!(guids.len(), 3, "no twins");
}
