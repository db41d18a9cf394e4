//! How time grows with the size of a note: twice the bytes in twice the time is what is wanted.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::process::in_turn;

/// From this ratio on, twice the size takes more than linear time and the noise of a machine.
const TOO_MUCH: f64 = 2.6;

/// Makes a note of a size.
type Shape = fn(usize) -> String;

/// The shapes, with the sizes to try: each twice the one before.
const SHAPES: [(&str, Shape, &[usize]); 14] = [
    ("items with links", |n| "- [item](x.md) text\n".repeat(n), &[2_000, 4_000, 8_000, 16_000]),
    ("lists nested so deep", |n| each(n, |i| format!("{}- x{i}\n", " ".repeat(2 * i))), &[250, 500, 1_000]),
    ("quotes nested so deep", |n| each(n, |i| format!("{} x{i}\n", ">".repeat(i + 1))), &[250, 500, 1_000]),
    (
        "rows of a table",
        |n| format!("| a | b |\n|---|---|\n{}", each(n, |i| format!("| c{i} | d |\n"))),
        &[5_000, 10_000, 20_000],
    ),
    ("numbered headings", |n| each(n, |i| format!("## {i}. 見出し\n\n本文\n\n")), &[4_000, 8_000, 16_000]),
    ("headings alike", |n| "## 見出し\n\n".repeat(n), &[4_000, 8_000, 16_000]),
    ("emphasis in one paragraph", |n| "**太字** *a* _b_ ".repeat(n), &[4_000, 8_000, 16_000]),
    ("open markers", |n| "**a *b _c [d `e ".repeat(n), &[2_000, 4_000, 8_000]),
    (
        "references and definitions",
        |n| each(n, |i| format!("[x{i}][r{i}] [y][z{i}]\n\n[r{i}]: a.md#b{i}\n\n")),
        &[2_000, 4_000, 8_000],
    ),
    ("open fences in items", |n| "- ```\n\n\n".repeat(n), &[2_000, 4_000, 8_000]),
    (
        "comments that switch off and on",
        |n| {
            each(n, |i| {
                format!("a  b <!-- notesmith-disable-line -->\n<!-- markdownlint-disable MD0{} -->\n", i % 60)
            })
        },
        &[2_000, 4_000, 8_000],
    ),
    ("open brackets", |n| "（「a ".repeat(n), &[8_000, 16_000, 32_000]),
    ("spaces and tabs", |n| "a  b \t \n\n\n".repeat(n), &[8_000, 16_000, 32_000]),
    (
        "terms in Japanese",
        |n| each(n, |i| format!("- 用語{i}: データベースを管理するサービスです。recieve\n")),
        &[2_000, 4_000, 8_000],
    ),
];

/// Measures the program on every shape, or on those whose name holds `only`, with all rules on.
///
/// # Errors
/// Fails when a note cannot be written, or the program ends by a signal.
pub(crate) fn run(program: &str, only: &str) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("notesmith-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = SHAPES
        .iter()
        .filter(|(name, ..)| name.contains(only))
        .try_for_each(|shape| measure(program, &folder, *shape));
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn measure(
    program: &str,
    folder: &Path,
    (name, make, sizes): (&str, Shape, &[usize]),
) -> Result<(), Box<dyn Error>> {
    const ALL: &str = "cards,characters,headings,links,lists,markup,spelling,suppression,terms";
    let lint = |text: &str| -> Result<Duration, Box<dyn Error>> {
        std::fs::write(folder.join("note.md"), text)?;
        let mut command = Command::new(program);
        command.args(["lint", "--select", ALL, "--hints", "--format", "json", "note.md"]).current_dir(folder);
        Ok(in_turn(&mut [command], 3)?[0].median.cpu)
    };
    let start = lint("")?;
    let mut row = format!("{name:<32}");
    let mut before: Option<(Duration, usize)> = None;
    let mut worst: f64 = 0.0;
    for &size in sizes {
        let text = make(size);
        let time = lint(&text)?.saturating_sub(start).max(Duration::from_micros(1));
        let _ = write!(row, "{size:>7}: {:>8.1} ms", time.as_secs_f64() * 1e3);
        if let Some((time_before, bytes_before)) = before {
            // Where each line is longer than the one before, twice the lines are more than twice the bytes.
            let ratio = 2.0 * quotient(time.as_nanos(), time_before.as_nanos())
                / quotient(text.len() as u128, bytes_before as u128);
            worst = worst.max(ratio);
            let _ = write!(row, " x{ratio:.2}");
        }
        before = Some((time, text.len()));
    }
    println!("{row}{}", if worst >= TOO_MUCH { "  more than linear" } else { "" });
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a table of three digits")]
fn quotient(a: u128, b: u128) -> f64 {
    a as f64 / b as f64
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}
