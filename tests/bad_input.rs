//! Files that are no notes, and notes in odd shapes: each is named or handled, and the others are checked.

use crate::notes::Notes;

/// A note with one finding that has to appear whatever stands beside it.
const GOOD: &[u8] = b"# Memo\n\n- we recieve it\n";
const GOOD_FINDING: &str = "a-good.md: spelling/known-misspelling";

/// Checks a folder with a good note and an odd one; `findings` are those of the odd one.
#[track_caller]
fn check(odd: &[u8], findings: &[&str]) {
    let notes = Notes::new(&[("a-good.md", GOOD), ("odd.md", odd)]);
    let mut expected = vec![GOOD_FINDING.to_owned()];
    expected.extend(findings.iter().map(|rule| format!("odd.md: {rule}")));
    assert_eq!(notes.findings(&[]), expected);
    assert_eq!(notes.run(&["lint"]).code, 1);
}

/// Checks that a file that is no text is reported with its place, and never rewritten.
#[track_caller]
fn check_not_text(odd: &[u8], message: &str) {
    check(odd, &["notesmith/not-text"]);
    let notes = Notes::new(&[("odd.md", odd)]);
    let ran = notes.run(&["lint", "--fix"]);
    assert!(ran.stdout.contains(message), "{}", ran.stdout);
    assert_eq!(ran.code, 1);
    assert_eq!(notes.read("odd.md"), odd, "the file is left as it is");
}

#[test]
fn bytes_that_are_not_text() {
    check_not_text(b"# Memo\n\nabc \xff def\n", "not UTF-8 at byte 12");
    check_not_text(b"# Memo\n\ncut \xe7\x94", "not UTF-8 at byte 12");
    check_not_text(b"# Memo\n\noverlong \xc0\xaf\n", "not UTF-8 at byte 17");
    check_not_text(b"# Memo\n\nab\0cd\n", "NUL at byte 10");
    check_not_text(b"\xff\xfe#\0 \0M\0\n\0", "UTF-16");
    check_not_text(b"# A\n\n\x1b$BMQ8l\x1b(B\n", "ISO-2022-JP");
    check_not_text(b"#\0 \0A\0\n\0", "UTF-16LE");
    // `用語: 定義` in Shift_JIS and in EUC-JP.
    check_not_text(b"# A\n\n- \x97\x70\x8c\xea: \x92\xe8\x8b\x60\x82\xc5\x82\xb7\x81\x42\n", "Shift_JIS");
    check_not_text(b"# A\n\n- \xcd\xd1\xb8\xec: \xc4\xea\xb5\xc1\xa4\xc7\xa4\xb9\xa1\xa3\n", "EUC-JP");
}

#[test]
fn odd_but_valid_notes() {
    check(b"", &[]);
    check(b"\n", &[]);
    check(b"\xef\xbb\xbf# Memo\n\n- we recieve it\n", &["spelling/known-misspelling"]);
    check(b"# Memo\r\n\r\n- we recieve it\r\n", &["spelling/known-misspelling"]);
    check(b"# Memo\r\r- we recieve it\r", &["spelling/known-misspelling"]);
    check(b"# Memo\n\r\n- we recieve it", &["spelling/known-misspelling"]);
}

#[test]
fn fixes_keep_line_endings_and_the_mark_at_the_start() {
    for (before, after) in [
        (&b"# Memo\r\n\r\n- we recieve it \r\n"[..], &b"# Memo\r\n\r\n- we receive it\r\n"[..]),
        (b"\xef\xbb\xbf# Memo\n\n- we recieve it", b"\xef\xbb\xbf# Memo\n\n- we receive it"),
        (b"# Memo\r\n\n- we recieve it\r\n", b"# Memo\r\n\n- we receive it\r\n"),
    ] {
        let notes = Notes::new(&[("memo.md", before)]);
        // That rule is about the end of the file; all others have to leave it as it is.
        assert_eq!(notes.run(&["lint", "--fix", "--ignore", "markup/final-newline"]).code, 0);
        assert_eq!(String::from_utf8_lossy(&notes.read("memo.md")), String::from_utf8_lossy(after));
    }
}

/// Every command that reads notes names the file that is none, does its work on the others, and exits with 2.
#[test]
fn other_commands_go_on_without_a_file_that_is_not_text() {
    let notes =
        Notes::new(&[("a-good.md", b"# Memo\n\n- queue: first in, first out\n"), ("odd.md", b"\xff\n")]);
    for (arguments, expected) in [
        (&["cards"][..], "a-good.md:3: Memo › queue"),
        (&["export", "--format", "json"], "first in, first out"),
        (&["links", "--offline", "--format", "json"], "\"version\": 1"),
    ] {
        let ran = notes.run(arguments);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("odd.md: not UTF-8 at byte 0"), "{}", ran.stderr);
        assert!(ran.stdout.contains(expected), "{}", ran.stdout);
    }
}

#[test]
fn missing_files_are_named_and_the_others_checked() {
    let notes = Notes::new(&[("a-good.md", GOOD)]);
    let ran = notes.run(&["lint", "--format", "concise", "nowhere.md", "a-good.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("nowhere.md"), "{}", ran.stderr);
    assert!(ran.stdout.contains("a-good.md:3:6"), "{}", ran.stdout);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    use super::{GOOD, GOOD_FINDING};
    use crate::notes::Notes;

    fn notes_with_fifo() -> Notes {
        let notes = Notes::new(&[("a-good.md", GOOD)]);
        let made = Command::new("mkfifo").arg(notes.path("pipe.md")).status().expect("mkfifo is there");
        assert!(made.success());
        symlink("nowhere", notes.path("dangling.md")).expect("a link can be made");
        std::fs::create_dir(notes.path("folder")).expect("a folder can be made");
        symlink("..", notes.path("folder/loop")).expect("a link can be made");
        notes
    }

    #[test]
    fn pipes_dangling_links_and_loops_are_passed_over_in_folders() {
        assert_eq!(notes_with_fifo().findings(&[]), [GOOD_FINDING]);
    }

    #[test]
    fn pipes_and_dangling_links_are_errors_where_they_are_named() {
        let notes = notes_with_fifo();
        for name in ["pipe.md", "dangling.md"] {
            let ran = notes.run(&["lint", "--format", "concise", name, "a-good.md"]);
            assert_eq!(ran.code, 2);
            assert!(ran.stderr.contains(name), "{}", ran.stderr);
            assert!(ran.stdout.contains("a-good.md:3:6"), "{}", ran.stdout);
        }
    }

    /// Root reads everything, so the file is unreadable only for others.
    #[test]
    fn an_unreadable_file_is_an_error() {
        let notes = Notes::new(&[("a-good.md", GOOD), ("closed.md", GOOD)]);
        let closed = notes.path("closed.md");
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000))
            .expect("the mode can be set");
        let is_root = std::fs::read(&closed).is_ok();
        let ran = notes.run(&["lint", "--format", "concise"]);
        assert_eq!(ran.code, if is_root { 1 } else { 2 });
        assert_eq!(ran.stderr.contains("closed.md: "), !is_root, "{}", ran.stderr);
        assert!(ran.stdout.contains("a-good.md:3:6"), "{}", ran.stdout);
    }

    /// A repository may hold such a link, and nothing of the machine that checks it is its business.
    #[test]
    fn links_out_of_the_project_are_not_followed() {
        let notes = Notes::new(&[("notes/a-good.md", GOOD), ("outside.md", GOOD)]);
        std::fs::create_dir(notes.path("notes/.git")).expect("a folder can be made");
        symlink("../outside.md", notes.path("notes/b.md")).expect("a link can be made");
        let folder = notes.path("notes");
        for arguments in [&["lint", "--fix"][..], &["export", "--format", "json"], &["links", "--offline"]] {
            let ran = crate::notes::run_in(&folder, arguments);
            assert_eq!(ran.code, 2, "{ran:?}");
            assert!(ran.stderr.contains("b.md leads out of this project"), "{}", ran.stderr);
        }
        assert_eq!(notes.read("outside.md"), GOOD, "it is not written");
        assert_ne!(notes.read("notes/a-good.md"), GOOD, "the others are");
        assert_eq!(crate::notes::run_in(&folder, &["lint", "b.md"]).code, 1, "what is named is meant");
    }

    #[test]
    fn a_note_and_links_to_it_are_one_note() {
        let notes = Notes::new(&[("b.md", GOOD)]);
        symlink("b.md", notes.path("a.md")).expect("a link can be made");
        symlink("b.md", notes.path("c.md")).expect("a link can be made");
        assert_eq!(notes.findings(&[]), ["b.md: spelling/known-misspelling"]);
    }

    #[test]
    fn ignore_files_without_end_are_not_read() {
        for name in [".gitignore", ".ignore", ".notesmithignore"] {
            let notes = Notes::new(&[("a-good.md", GOOD), ("folder/b.md", GOOD)]);
            symlink("/dev/zero", notes.path(&format!("folder/{name}"))).expect("a link can be made");
            let ran = notes.run(&["lint", "--format", "concise"]);
            assert_eq!(ran.code, 2, "{ran:?}");
            assert!(ran.stderr.contains(&format!("folder/{name} is no file")), "{}", ran.stderr);
            assert!(ran.stdout.contains("a-good.md:3:6"), "{}", ran.stdout);
            let ran = crate::notes::run_in(&notes.path("folder"), &["lint", "--format", "concise"]);
            assert_eq!(ran.code, 2, "{ran:?}");
        }
    }

    /// Both look the same where bytes that are no UTF-8 are dropped.
    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_text_are_told_apart() {
        use std::os::unix::ffi::OsStrExt as _;
        let notes = Notes::new(&[]);
        let paths =
            [b"\xfe.md", b"\xff.md"].map(|name| notes.path("").join(std::ffi::OsStr::from_bytes(name)));
        for path in &paths {
            std::fs::write(path, GOOD).expect("a file can be written");
        }
        let ran = notes.run(&["lint", "--format", "concise"]);
        assert!(ran.stdout.contains("\\xFE.md:3:6") && ran.stdout.contains("\\xFF.md:3:6"), "{}", ran.stdout);
        assert_eq!(notes.run(&["lint", "--fix"]).code, 0);
        for path in &paths {
            assert_ne!(std::fs::read(path).expect("the file is there"), GOOD);
        }
    }

    #[test]
    fn names_cannot_fake_a_line_of_output() {
        let notes = Notes::new(&[("x\n::error ::y.md", GOOD)]);
        for format in ["text", "concise"] {
            let ran = notes.run(&["lint", "--format", format]);
            assert_eq!(ran.code, 1);
            assert!(!ran.stdout.lines().any(|line| line.starts_with("::")), "{}", ran.stdout);
        }
    }
}

#[test]
fn the_summary_counts_what_was_not_read() {
    let notes = Notes::new(&[("a.md", b"# A\n")]);
    let ran = notes.run(&["lint", "nope.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("0 files, 1 not read, "), "{}", ran.stderr);
    let ran = notes.run(&["lint", "a.md", "nope.md"]);
    assert!(ran.stderr.contains("1 file, 1 not read, "), "{}", ran.stderr);
}
