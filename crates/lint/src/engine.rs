//! Runs the rules: over one note, then over the facts of all, then suppression and order.

use notesmith_diagnostic::Diagnostic;

use crate::corpus::Corpus;
use crate::facts::FileFacts;
use crate::hints::{self, Hints};
use crate::markdownlint;
use crate::note::Note;
use crate::rule::Check;
use crate::settings::{ActiveRule, RuleSet};
use crate::sink::{CorpusSink, Sink};
use crate::suppression::Suppressions;

/// What checking one note gave.
#[derive(Debug)]
pub struct NoteReport {
    /// What the rules over one note found, unsuppressed and unsorted: see [`finish`].
    pub diagnostics: Vec<Diagnostic>,
    /// How many hints were left out: see [`Hints::Counted`].
    pub hints: usize,
    /// What the rules over all notes need.
    pub facts: FileFacts,
}

/// What checking the facts of all notes gave.
#[derive(Debug)]
pub struct CorpusReport {
    /// What the rules found, unsuppressed and unsorted, each with the index of its file in [`Corpus::files`].
    pub diagnostics: Vec<(usize, Diagnostic)>,
    /// How many hints were left out: see [`Hints::Counted`].
    pub hints: usize,
}

/// Runs the rules that see one note at a time, and collects the facts that the others look at.
///
/// A `markdownlint-configure-file` comment in the note changes the rules for it; one that cannot be used is ignored.
pub fn check_note(note: &Note<'_>, rules: &RuleSet, hints: Hints) -> NoteReport {
    let own = markdownlint::configured_in(note.document()).and_then(|layer| rules.layered(layer).ok());
    let rules = own.as_ref().unwrap_or(rules);
    let mut diagnostics = Vec::new();
    let mut counted = 0;
    // Comments may silence some.
    let hints = if note.document().directives().is_empty() { hints } else { Hints::Kept };
    for active in rules.rules() {
        let mut sink = Sink::new(active.rule, active.severity, hints, &mut diagnostics);
        match (active.rule.check, rules.dictionary()) {
            (Check::File(check), _) => check(note, &active.options, &mut sink),
            (Check::Dictionary(check), Some(prh)) => check(note, prh, &active.options, &mut sink),
            (Check::Dictionary(_), None) | (Check::Corpus(_), _) => {}
        }
        counted += sink.counted();
    }
    for pattern in rules.patterns() {
        pattern.check(note.document(), &mut diagnostics);
    }
    let facts = FileFacts::collect(note, rules);
    let hints = counted + hints.take(&mut diagnostics, &facts.suppressions);
    // Reports of all notes are kept until the last one is read.
    diagnostics.shrink_to_fit();
    NoteReport { diagnostics, hints, facts }
}

/// Runs the rules that see the facts of all notes.
///
/// `sets` are the rule sets of the run, and `set_of` tells for each file of the corpus which one is its own: a rule
/// runs where one of them has it, with the options of the first that does, and reports at the level of the file's.
pub fn check_corpus(corpus: &Corpus, sets: &[RuleSet], set_of: &[usize], hints: Hints) -> CorpusReport {
    let mut report = CorpusReport { diagnostics: Vec::new(), hints: 0 };
    for active in union(sets) {
        let Check::Corpus(check) = active.rule.check else { continue };
        let mut found = Vec::new();
        // The level of a finding in a file is that of the file's set.
        let at_once = if sets.len() > 1 { Hints::Kept } else { hints };
        let mut sink = CorpusSink::new(active.rule, active.severity, at_once, &mut found);
        check(corpus, &active.options, &mut sink);
        report.hints += sink.counted();
        if sets.len() > 1 {
            found.retain_mut(|(file, diagnostic)| at_level_of(sets, set_of[*file], diagnostic));
        }
        report.hints += hints.take_from_all(&mut found, |file| &corpus.files()[file].suppressions);
        if report.diagnostics.is_empty() {
            report.diagnostics = found;
        } else {
            report.diagnostics.append(&mut found);
        }
    }
    report
}

/// Gives each rule that runs somewhere, from the first set that has it.
fn union(sets: &[RuleSet]) -> Vec<&ActiveRule> {
    let mut rules: Vec<&ActiveRule> = Vec::new();
    for set in sets {
        let new: Vec<_> =
            set.rules().iter().filter(|a| rules.iter().all(|b| a.rule.id != b.rule.id)).collect();
        rules.extend(new);
    }
    rules.sort_by_key(|active| active.rule.id);
    rules
}

/// Gives a finding the level that its file's set says; false where the rule is off there.
fn at_level_of(sets: &[RuleSet], own: usize, diagnostic: &mut Diagnostic) -> bool {
    let Some(active) = sets[own].rule(&diagnostic.rule) else { return false };
    let ran_at = sets.iter().find_map(|set| set.rule(&diagnostic.rule)).map(|first| first.severity);
    diagnostic.severity = if ran_at == Some(diagnostic.severity) {
        active.severity
    } else {
        diagnostic.severity.min(active.severity)
    };
    true
}

/// Takes out what comments in the note suppress and what is said twice, and sorts the rest by place, rule and message.
pub fn finish(diagnostics: Vec<Diagnostic>, suppressions: &Suppressions) -> Vec<Diagnostic> {
    let mut diagnostics = suppressions.apply(diagnostics);
    diagnostics.sort_by(|a, b| hints::key(a).cmp(&hints::key(b)));
    // Several links by reference lead through one definition.
    diagnostics.dedup_by(|a, b| hints::key(a) == hints::key(b));
    diagnostics
}
