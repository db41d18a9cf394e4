//! All rules, and their fixes to the end: edits lie on characters, safe ones settle.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use notesmith_diagnostic::{Applicability, Diagnostic};
use notesmith_lint::{
    Corpus, Hints, Layer, Level, Note, RuleSet, RuleSetting, all_rules, apply_fixes, check_corpus,
    check_note, finish,
};
use notesmith_parse::{Document, ParseOptions};

/// More rounds than the program itself grants.
const ROUNDS: usize = 40;

/// The rules that are on by default, hints too.
static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::new(vec![]).expect("nothing is configured"));

/// All rules: their fixes may contradict each other, which is why some are off.
static ALL_RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let on = |id: &str| (id.to_owned(), RuleSetting { level: Some(Level::Warning), options: None });
    let layer: Layer = all_rules().iter().map(|rule| on(rule.id)).collect();
    RuleSet::new(vec![layer]).expect("all names are rules")
});

fn find(text: &str, rules: &RuleSet) -> Vec<Diagnostic> {
    let document = Document::parse(text, &ParseOptions::default());
    let report = check_note(&Note::new("note.md", &document), rules, Hints::Kept);
    let mut found = report.diagnostics;
    let mut corpus = Corpus::default();
    corpus.add(report.facts);
    let report = check_corpus(&corpus, std::slice::from_ref(rules), &[0], Hints::Kept);
    found.extend(report.diagnostics.into_iter().map(|(_, found)| found));
    finish(found, &corpus.files()[0].suppressions)
}

fuzz_target!(|text: &str| {
    for finding in find(text, &ALL_RULES) {
        let _ = &text[finding.span.range()];
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            let _ = &text[edit.span.range()];
        }
    }
    let mut now = text.to_owned();
    for round in 0.. {
        let Some(fixed) = apply_fixes(&now, &find(&now, &RULES), Applicability::Safe) else { break };
        assert!(round < ROUNDS, "the fixes of {:?} do not settle", fixed.applied);
        now = fixed.text;
    }
});
