//! Input made to bring a parser down: the run ends by itself, soon, with the findings of the other files.

use std::time::{Duration, Instant};

use crate::notes::Notes;

/// Far more than any of these takes in a debug build on a slow machine, far less than a hang.
const LONG: Duration = Duration::from_mins(2);

/// Checks a folder with a hostile note and one whose finding has to appear.
#[track_caller]
fn check(hostile: &str) {
    let notes = Notes::new(&[("hostile.md", hostile.as_bytes()), ("note.md", b"we recieve it\n")]);
    let start = Instant::now();
    let ran = notes.run(&["lint", "--format", "concise"]);
    assert!(start.elapsed() < LONG, "it took {:?}", start.elapsed());
    assert!(matches!(ran.code, 1), "{ran:?}");
    assert!(ran.stdout.contains("note.md:1:4: error spelling/known-misspelling"), "{}", ran.stdout);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn nesting() {
    check(&format!("{} deep\n", ">".repeat(20_000)));
    check(&format!("{}deep\n", "> ".repeat(20_000)));
    check(&format!("{} deep\n", "- ".repeat(10_000)));
    check(&format!("{}text{}\n", "[".repeat(50_000), "]".repeat(50_000)));
    check(&format!("{}text{}\n", "*a ".repeat(20_000), "*".repeat(20_000)));
    check(&format!("{}\n", "<div>\n".repeat(20_000)));
}

#[test]
fn long_lines() {
    check(&"用語 term ".repeat(5_000_000 / "用語 term ".len()));
    check(&"a".repeat(5_000_000));
    check(&"|".repeat(300_000));
    check(&format!("---\na: {}\n---\n", "[".repeat(1_000_000)));
}

#[test]
fn many_lines() {
    check(&"\n".repeat(1_000_000));
    check(&"- [a](b.md#c)\n".repeat(16_000));
    check(&(1..20_000).map(|number| format!("## {number}.")).collect::<Vec<_>>().join("\n\n"));
}
