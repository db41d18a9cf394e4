use notesmith_diagnostic::Span;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::prose_places::pieces_with;

declare_rule! {
    /// A back-tick without a partner: code that never starts or never ends.
    ///
    /// ## Why
    ///
    /// The page shows the back-tick, and what should be code is text, in which signs such as `*` and `<` have a meaning.
    /// A back-tick between spaces or brackets is meant as a sign, and so are one that an apostrophe closes and a fence that
    /// is named in a sentence, with its language.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// `aws s3 ls で一覧を見る。
    ///
    /// 一覧は ``aws s3 ls` で見る。
    /// ```
    ///
    /// ```md good
    /// `aws s3 ls` で一覧を見る。引用符（`）は使わない。
    /// ```
    "markup/unclosed-code" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let document = note.document();
    let text = document.text();
    let mut reported = None;
    for found in pieces_with(document, &note.scan().ticks) {
        // One sign is wrong; what follows it in the same text may look so, too.
        if reported == Some(found.unit) {
            continue;
        }
        if let Some(ticks) = first_shown(text, found.places) {
            reported = Some(found.unit);
            sink.report(ticks, "a back-tick without a partner: this is no code")
                .help("write as many back-ticks on the other side of the code, or `\\`` for the sign itself");
        }
    }
}

/// Gives the first run of back-ticks that was hardly meant to be shown.
fn first_shown(text: &str, places: &[usize]) -> Option<Span> {
    let runs = places.chunk_by(|a, b| a + 1 == *b).map(|run| Span::new(run[0], run[0] + run.len()));
    runs.into_iter().find(|run| {
        let (before, behind) = (&text[..run.start()], &text[run.end()..]);
        let is_fence = run.len() == places.len() && names_fence(before, *run, behind);
        !before.ends_with('\\') && !is_sign(before, behind) && !is_quote(behind) && !is_fence
    })
}

/// Tells whether the sign stands alone, between spaces or brackets.
fn is_sign(before: &str, behind: &str) -> bool {
    let opens = |c: char| c.is_whitespace() || "「『（([\"'“‘、。・/|".contains(c);
    let closes = |c: char| c.is_whitespace() || "」』）)]\"'”’、。,.・/|".contains(c);
    before.chars().next_back().is_none_or(opens) && behind.chars().next().is_none_or(closes)
}

/// Tells whether an apostrophe closes it, as in `` `word' ``, the quotation marks of old manuals.
fn is_quote(behind: &str) -> bool {
    let line = behind.split('\n').next().unwrap_or("");
    line.find(['`', '\'']).is_some_and(|at| line[at..].starts_with('\''))
}

/// Tells whether the only back-ticks of a text are the fence of a language, named within a line.
fn names_fence(before: &str, ticks: Span, behind: &str) -> bool {
    const LANGUAGES: [&str; 24] = [
        "bash",
        "c",
        "console",
        "cpp",
        "css",
        "diff",
        "go",
        "html",
        "java",
        "javascript",
        "js",
        "json",
        "markdown",
        "md",
        "mermaid",
        "python",
        "ruby",
        "rust",
        "sh",
        "sql",
        "text",
        "ts",
        "typescript",
        "yaml",
    ];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let name = &behind[..behind.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let rest = behind[name.len()..].trim_start_matches(' ');
    ticks.len() >= 3
        && !line.trim_matches([' ', '\t', '>']).is_empty()
        && LANGUAGES.contains(&name)
        && rest.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"-./$_".contains(c))
}
