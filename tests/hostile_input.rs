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

#[test]
fn quotes_in_quotes_on_one_line() {
    check(&format!("{} a\n", ">".repeat(100_000)));
    check(&format!("{} [!NOTE]\n", ">".repeat(100_000)));
}

#[test]
fn many_fences() {
    let fences: Vec<String> = (0..100_000).map(|i| "`".repeat(3 + i % 50)).collect();
    check(&fences.join("\n"));
}

/// Fixes that halve what is left in each round settle, however much there was.
#[test]
fn a_word_that_stands_thousands_of_times() {
    let notes = Notes::new(&[("a.md", "recieve ".repeat(5_000).trim_end().as_bytes())]);
    let ran = notes.run(&["lint", "--fix", "--unsafe-fixes", "--ignore", "markup/final-newline"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(String::from_utf8_lossy(&notes.read("a.md")), "receive");
}

#[test]
fn blank_lines_that_end_with_carriage_returns() {
    for (before, after) in [("\r\r\r", ""), ("a\r\r\r\rb\r", "a\r\rb\r"), ("a\r\r\r\r", "a\r")] {
        let notes = Notes::new(&[("a.md", before.as_bytes())]);
        let ran = notes.run(&["lint", "--fix", "--hints"]);
        assert_eq!(ran.code, 0, "{before:?}: {}", ran.stderr);
        assert_eq!(String::from_utf8_lossy(&notes.read("a.md")), after, "{before:?}");
    }
}

/// A dictionary of lists in lists, which a loader that calls itself does not survive.
#[test]
fn a_dictionary_without_end() {
    let deep = format!("{}a\n", "- ".repeat(100_000));
    let notes = Notes::new(&[
        ("a.md", b"# A\n"),
        ("prh.yml", deep.as_bytes()),
        ("notesmith.toml", b"[ja.prh]\nfiles = [\"prh.yml\"]\n"),
    ]);
    let ran = notes.run(&["lint"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("lists in lists"), "{}", ran.stderr);
}

/// An error shows what is wrong, not a megabyte of it, and nothing that steers a terminal.
#[test]
fn errors_in_hostile_configuration_are_short_and_harmless() {
    for config in [
        format!("[files]\nexclude = {}\n", "[".repeat(100_000)),
        format!("{} = 1\n", "x".repeat(100_000)),
        format!("[links]\ntimeout = \"{}\"\n", "x".repeat(100_000)),
        "# \u{9b}31m\u{202e}\n[files]\nexclud = 1 # \u{9b}31m\n".to_owned(),
        "# \u{1b}[31m\n".to_owned(),
    ] {
        let notes = Notes::new(&[("a.md", b"# A\n"), ("notesmith.toml", config.as_bytes())]);
        let ran = notes.run(&["lint"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.len() < 10_000, "{} bytes", ran.stderr.len());
        assert!(ran.stderr.contains("notesmith.toml:"), "{}", ran.stderr);
        assert!(
            !ran.stderr.contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'),
            "{:?}",
            ran.stderr
        );
    }
}

#[test]
fn full_width_spaces_among_others() {
    check(&format!("a{}b", "\u{3000} ".repeat(60_000)));
}
