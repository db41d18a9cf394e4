//! The console blocks of `tests/cmd/*.md` and of the README, run as written.

use std::path::{Path, PathBuf};

use trycmd::TestCases;
use trycmd::schema::Bin;

fn cases() -> TestCases {
    let cases = TestCases::new();
    cases.register_bin("notesmith", Bin::Path(PathBuf::from(env!("CARGO_BIN_EXE_notesmith"))));
    for other in ["cargo", "git", "pre-commit"] {
        cases.register_bin(other, Bin::Ignore);
    }
    cases.env("COLUMNS", "100").env("NO_COLOR", "1");
    cases
}

#[test]
fn commands() {
    cases().case("tests/cmd/*.md");
}

/// The times of the README's screens are those of some run; every time is accepted.
#[test]
fn readme() {
    let readme = std::fs::read_to_string("README.md").expect("the README is there");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("README.md");
    let any_time: Vec<String> = readme.lines().map(without_time).collect();
    std::fs::write(&path, any_time.join("\n") + "\n").expect("a file can be written");
    cases().case(path);
}

/// Replaces the time at the end of a summary line, `…, 0.01 s`, by the mark for anything.
fn without_time(line: &str) -> String {
    match line.rsplit_once(", ") {
        Some((counts, time)) if time.strip_suffix(" s").is_some_and(|time| time.parse::<f64>().is_ok()) => {
            format!("{counts}, [..] s")
        }
        _ => line.to_owned(),
    }
}
