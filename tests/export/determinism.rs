//! The same notes give the same bytes.

use std::process::{Command, Stdio};

use crate::notes::Notes;

/// More notes than are read by one thread.
const NOTES: usize = 60;

/// A folder with many notes, an image and all card types.
fn notes() -> Notes {
    let notes = Notes::new(&[
        ("notesmith.toml", b"[export]\ncard-types = [\"basic\", \"reversed\", \"acronym\", \"cloze\"]\n"),
        ("images/a.png", b"\x89PNG"),
    ]);
    for number in 0..NOTES {
        let note = format!(
            "# 題 {number}\n\n- 列{number}: 先入れ\n- FIFO(First In, First Out): 山{number}\n- 順:\n  - a\n  - b\n\
             - 図: ![図](../images/a.png)\n"
        );
        notes.write(&format!("n{}/{number}.md", number % 7), note.as_bytes());
    }
    notes
}

/// Exports with a number of threads and gives the bytes of the file.
fn export(notes: &Notes, format: &str, output: &str, threads: &str) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesmith"));
    command.args(["export", "--format", format, "--tags", "-o", "out"]).current_dir(notes.path("."));
    command.env("RAYON_NUM_THREADS", threads).env("SOURCE_DATE_EPOCH", "1700000000").stdin(Stdio::null());
    let ran = command.output().expect("the binary is built");
    assert!(ran.status.success(), "{format}: {}", String::from_utf8_lossy(&ran.stderr));
    notes.read(output)
}

#[test]
fn thread_count_and_place_do_not_matter() {
    for (format, output) in [
        ("anki-csv", "out"),
        ("csv", "out"),
        ("json", "out"),
        ("html", "out"),
        ("apkg", "out"),
        ("crowdanki", "out/n3/deck.json"),
    ] {
        let (one, four) = (notes(), notes());
        let first = export(&one, format, output, "1");
        assert!(!first.is_empty());
        assert!(first == export(&four, format, output, "4"), "{format} differs by threads");
        if format != "crowdanki" {
            assert!(first == export(&one, format, output, "2"), "{format} differs the second time");
        }
        if format == "apkg" {
            let lock = |notes: &Notes| notes.read("notesmith.cards.lock");
            assert!(lock(&one) == lock(&four), "the locks differ");
        }
    }
}
