use notesmith_diagnostic::Severity;
use rustc_hash::FxHashMap;

use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;
use crate::views::footnotes::normal;

declare_rule! {
    /// A reference to a footnote that the note does not have.
    ///
    /// ## Why
    ///
    /// `[^1]` without a line `[^1]: text` is shown as it is written.
    /// A word in a note without any footnote may be an expression, and the finding is a hint.
    ///
    /// ## Examples
    ///
    /// ```md bad
    /// 料金は変わる[^1]。性能も変わる[^2]。
    ///
    /// [^2]: 2026年の値。
    /// ```
    ///
    /// ```md good
    /// 料金は変わる[^1]。`[^a]` は a でない一字。
    ///
    /// [^1]: 2026年の値。
    /// ```
    "links/undefined-footnote" {
        aliases: [],
        level: Warning,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

/// How many labels a slip is looked for among.
const MOST: usize = 200;

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    let footnotes = note.footnotes();
    if footnotes.undefined.is_empty() {
        return;
    }
    let document = note.document();
    let defined = footnotes.defined(document);
    let has_footnotes = !defined.is_empty();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for reference in &footnotes.undefined {
        *counts.entry(normal(document.slice(*reference))).or_default() += 1;
    }
    for reference in &footnotes.undefined {
        let source = document.slice(*reference);
        let label = normal(source);
        let starts_line = document.text()[..reference.start()].ends_with('\n') || reference.start() == 0;
        let behind = &document.text()[reference.end()..];
        if starts_line
            && (behind.starts_with(['：', ' ', '　']) && is_definition(behind)
                || behind.starts_with(' ') && counts[&label] > 1)
        {
            sink.report(*reference, format!("this does not define the footnote `{source}`"))
                .help(format!("write `{source}: text`, with a colon right behind the bracket"));
            continue;
        }
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        let near =
            defined.keys().take(MOST).find(|other| is_near(other, &label)).map(|other| format!("[^{other}]"));
        let finding = sink.report(*reference, format!("there is no footnote `{source}`"));
        let finding = match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(near),
            None => finding.help(format!("add a line `{source}: text`")),
        };
        if !has_footnotes && !is_number && !is_named(&label, behind) {
            finding.at_most(Severity::Hint);
        }
    }
}

/// Tells whether what stands behind a label at the start of a line was meant as a definition: a colon that is
/// full-width or apart.
fn is_definition(behind: &str) -> bool {
    behind.trim_start_matches([' ', '　']).starts_with(['：', ':'])
}

/// Tells whether a label is a word that ends a sentence, rather than a class of letters.
fn is_named(label: &str, behind: &str) -> bool {
    label.chars().count() >= 4
        && label.chars().all(char::is_alphabetic)
        && (behind.is_empty() || behind.starts_with(['\n', '\r', '。', '、', '.']))
}

/// Tells whether one label is a slip of the other; other numbers are other footnotes.
fn is_near(label: &str, other: &str) -> bool {
    let shortest = label.chars().count().min(other.chars().count());
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    shortest >= 4 && letters(label) != letters(other) && strsim::osa_distance(label, other) <= 1
}
