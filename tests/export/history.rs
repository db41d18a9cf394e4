//! Cards over time: revisions of git, the lock, branches that merge, entries that vanish.

use std::process::{Command, Stdio};

use crate::notes::Notes;

/// Runs git in a folder, whatever the user's own settings are.
#[track_caller]
fn git(notes: &Notes, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(identity).args(arguments).current_dir(notes.path("."));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("git is installed").success()
}

#[track_caller]
fn commit(notes: &Notes, message: &str) {
    assert!(git(notes, &["add", "-A"]) && git(notes, &["commit", "-q", "-m", message]), "{message}");
}

fn repository(files: &[(&str, &[u8])]) -> Notes {
    let notes = Notes::new(files);
    assert!(git(&notes, &["init", "-q", "-b", "main"]));
    commit(&notes, "first");
    notes
}

#[track_caller]
fn check(notes: &Notes, arguments: &[&str], expected: &[&str]) {
    let ran = notes.run(arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    let lines: Vec<String> =
        ran.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, expected);
}

#[test]
fn two_revisions_are_compared() {
    let notes = repository(&[("a.md", "- 列: a\n- 山: b\n- 木: c\n- 葉: d\n".as_bytes())]);
    notes.write("a.md", "- 列: 新\n- 葉: d\n".as_bytes());
    notes.write("b.md", "- 山: b\n- 根: e\n".as_bytes());
    commit(&notes, "second");
    notes.write("b.md", "- 山: b\n- 根: e\n- 幹: f\n".as_bytes());
    let between = [
        "new b.md 根",
        "moved b.md 山 (was a.md)",
        "changed a.md 列",
        "vanished a.md 木",
        "4 changes: 1 new, 1 moved, 1 changed, 1 vanished",
    ];
    check(&notes, &["cards", "--diff", "HEAD~1..HEAD"], &between);
    check(&notes, &["cards", "--diff", "HEAD"], &["new b.md 幹", "1 change: 1 new"]);
    check(&notes, &["cards", "--diff", "HEAD.."], &["new b.md 幹", "1 change: 1 new"]);
    check(&notes, &["cards", "--diff", "HEAD..HEAD"], &["no card changed"]);
    let ran = notes.run(&["cards", "--diff", "none..HEAD"]);
    assert!(ran.code == 2 && ran.stderr.contains("Git knows no revision `none`"), "{ran:?}");
}

#[test]
fn a_file_that_moves_takes_its_cards_along() {
    let notes = repository(&[("a.md", "- 列: a\n- 山: b\n".as_bytes())]);
    notes.run(&["export", "--lock", "-o", "out.csv"]);
    std::fs::create_dir(notes.path("x")).expect("a folder can be made");
    std::fs::rename(notes.path("a.md"), notes.path("x/b.md")).expect("a file can be moved");
    let moved = ["moved x/b.md 列 (was a.md)", "moved x/b.md 山 (was a.md)", "2 changes: 2 moved"];
    check(&notes, &["export", "--dry-run"], &moved);
    check(&notes, &["cards", "--diff", "HEAD"], &moved);
    let guids = |csv: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(csv).into_owned();
        text.lines().skip(8).map(|row| row.split(',').next().unwrap_or("").to_owned()).collect()
    };
    let before = guids(&notes.read("out.csv"));
    notes.run(&["export", "-o", "out.csv"]);
    assert_eq!(before, guids(&notes.read("out.csv")));
}

#[test]
fn a_dry_run_writes_nothing() {
    let notes = Notes::new(&[("a.md", "- 列: a\n".as_bytes())]);
    check(
        &notes,
        &["export", "--format", "apkg", "-o", "a.apkg", "--dry-run"],
        &["new a.md 列", "1 change: 1 new"],
    );
    assert!(!notes.path("a.apkg").exists() && !notes.path("notesmith.cards.lock").exists());
}

#[test]
fn vanished_cards_are_listed_with_a_search() {
    let notes = Notes::new(&[("a.md", "- 列: a\n- 山: b\n".as_bytes())]);
    notes.run(&["export", "--lock", "-o", "out.csv"]);
    notes.write("a.md", "- 列: a\n".as_bytes());
    let ran = notes.run(&["cards", "--vanished"]);
    let lock = String::from_utf8(notes.read("notesmith.cards.lock")).expect("text");
    let key = lock.lines().find(|line| line.ends_with("\t山")).and_then(|line| line.split('\t').next());
    let key = key.expect("the card is in the lock");
    assert_eq!(ran.stdout, format!("a.md  山\n1 card vanished\nsearch of Anki's browser: Key:{key}\n"));
}

/// Both branches export; the merge of the locks conflicts, and the next export settles it.
#[test]
fn locks_of_two_branches_merge() {
    let notes = repository(&[("a.md", "- 列: a\n".as_bytes()), ("b.md", "- 山: b\n".as_bytes())]);
    let export = |message: &str| {
        assert_eq!(notes.run(&["export", "--lock", "-o", "out.csv"]).code, 0);
        std::fs::remove_file(notes.path("out.csv")).expect("it was written");
        commit(&notes, message);
    };
    export("lock");
    let guids = || -> std::collections::BTreeSet<String> {
        let csv = notes.run(&["export"]).stdout;
        csv.lines().skip(8).filter_map(|row| row.split("\",").next().map(str::to_owned)).collect()
    };
    let before = guids();
    assert!(git(&notes, &["checkout", "-q", "-b", "other"]));
    notes.write("b.md", "- 大きな山: b\n- 谷: c\n".as_bytes());
    export("theirs");
    assert!(git(&notes, &["checkout", "-q", "main"]));
    notes.write("a.md", "- 行列: a\n- 端: d\n".as_bytes());
    export("ours");
    git(&notes, &["merge", "-q", "other"]);
    let after = guids();
    assert_eq!(after.len(), 4);
    assert!(before.is_subset(&after), "{before:?} and {after:?}");
    let lock = String::from_utf8(notes.read("notesmith.cards.lock")).expect("text");
    assert!(!lock.contains("<<<<"), "the export settles it: {lock}");
    check(&notes, &["export", "--dry-run"], &["no card changed"]);
}
