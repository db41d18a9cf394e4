//! Hints that nobody will see: they are counted where they are found, and what they say is not kept.
//!
//! A run over many notes keeps its findings until the last note is read, and most of them are hints.

use notesmith_diagnostic::{Diagnostic, Severity, Span};

use crate::suppression::Suppressions;

/// What becomes of hints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hints {
    /// They are findings like others.
    Kept,
    /// They are counted and left out; where a note's comments may silence some, they are kept all the same.
    Counted,
}

impl Hints {
    /// Tells whether findings of this severity are only counted.
    pub(crate) fn are_counted(self, severity: Severity) -> bool {
        self == Self::Counted && severity == Severity::Hint
    }

    /// Takes the hints out of what rules found in one note, if so wanted, and gives their number, those that are said
    /// twice counted once.
    pub(crate) fn take(self, diagnostics: &mut Vec<Diagnostic>, suppressions: &Suppressions) -> usize {
        if self == Self::Kept || !suppressions.is_empty() {
            return 0;
        }
        let hints = diagnostics.iter().filter(|diagnostic| is_hint(diagnostic));
        let count = count_distinct(hints.map(key));
        if count > 0 {
            diagnostics.retain(|diagnostic| !is_hint(diagnostic));
        }
        count
    }

    /// Does the same with what a rule found in several notes.
    pub(crate) fn take_from_all<'a>(
        self,
        found: &mut Vec<(usize, Diagnostic)>,
        suppressions: impl Fn(usize) -> &'a Suppressions,
    ) -> usize {
        if self == Self::Kept {
            return 0;
        }
        let is_counted =
            |(file, diagnostic): &(usize, Diagnostic)| is_hint(diagnostic) && suppressions(*file).is_empty();
        let hints = found.iter().filter(|found| is_counted(found));
        let count = count_distinct(hints.map(|(file, diagnostic)| (*file, key(diagnostic))));
        if count > 0 {
            found.retain(|found| !is_counted(found));
        }
        count
    }
}

fn is_hint(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Hint
}

/// Gives what two findings in one note share that say the same.
pub(crate) fn key(diagnostic: &Diagnostic) -> (Span, &str, &str) {
    (diagnostic.span, &diagnostic.rule, &diagnostic.message)
}

fn count_distinct<T: Ord>(keys: impl Iterator<Item = T>) -> usize {
    let mut keys: Vec<T> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

#[cfg(test)]
mod tests {
    use notesmith_parse::{Document, ParseOptions};
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::Corpus;
    use crate::engine::{check_corpus, check_note, finish};
    use crate::note::Note;
    use crate::settings::RuleSet;

    /// Gives what is found in a note besides hints, and how many hints there are.
    fn run(text: &str, hints: Hints) -> (Vec<Diagnostic>, usize) {
        let rules = RuleSet::new(Vec::new()).expect("the defaults are right");
        let document = Document::parse(text, &ParseOptions::default());
        let report = check_note(&Note::new("note.md", &document), &rules, hints);
        let mut corpus = Corpus::default();
        corpus.add(report.facts);
        let of_all = check_corpus(&corpus, std::slice::from_ref(&rules), &[0], hints);
        let mut found = report.diagnostics;
        found.extend(of_all.diagnostics.into_iter().map(|(_, found)| found));
        let mut found = finish(found, &corpus.files()[0].suppressions);
        let all = found.len();
        found.retain(|diagnostic| !is_hint(diagnostic));
        let left = all - found.len();
        (found, report.hints + of_all.hints + left)
    }

    #[track_caller]
    fn check(text: &str, count: usize) {
        let kept = run(text, Hints::Kept);
        assert_eq!(kept.1, count, "hints in {text:?}");
        assert_eq!(run(text, Hints::Counted), kept, "{text:?}");
    }

    #[test]
    fn counting_leaves_out_nothing_else() {
        check("text\n", 0);
        check("text\n\n\n\ntext \n", 2);
        check("## 1.\n\n## 134.\n\n\n![image](a.png)\n", 3);
        check("a\n\n\n\nb \n\n<!-- notesmith-disable-next-line -->\n![image](a.png)\n", 2);
        check("<!-- notesmith-disable markup -->\n\na\n\n\n\nb \n", 0);
        check("- キュー: キューは列\n- キュー: ![図](a.png)\n- 例: 列\n- - 列\n", 5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn counting_is_as_keeping(pieces in prop::collection::vec(prop::sample::select(vec![
            "# 列\n", "## 1. 列\n", "## 3. 山\n", "- ", "  - ", "    - ", "- - ", "1. ", "列", "例", "a", ": ", ":", "：",
            "・・・", "\n", "\n\n", "![image](a.png)", "![](a.png)", "長い答え。", "\u{3000}", "  ", " \n", "**", "`a`",
            "```\na\n```\n", "| a | b |\n|---|---|\n| c | d |\n", "■ ", "<br>\n", "\n\n\n\n", "[a](#b)",
        ]), 0..40), times in prop::sample::select(vec![1, 12, 150])) {
            // Some rules need much of the same.
            let (terms, answer) = ("- 語: 答え\n".repeat(12), "長い答え ".repeat(times));
            let text = [&pieces.concat(), "\n\n", &terms, "- 列: ", &answer].concat();
            prop_assert_eq!(run(&text, Hints::Counted), run(&text, Hints::Kept), "{:?}", text);
        }
    }
}
